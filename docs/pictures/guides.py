"""What the window shows in each picture of the guides, come to through the keyboard. May not save a picture."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cm_desktop.bootstrap import build
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.joining.mapping_page import MappingPage
from cm_desktop.ui.joining.preview import Preview
from cm_desktop.ui.kit.button import Button
from cm_desktop.ui.teams.invited_page import InvitedPage
from cm_desktop.ui.teams.welcome_page import WelcomePage
from tools.pictures.samples import CLIENT, COLOUR, COPIED, LINK, PAGE, PRICES, REPLY, export
from tools.pictures.vault import LastingVault

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PATIENCE = 120  # seconds: rules are compiled anew for each draft
SETTLES = 200  # ms: what was hidden gives its room back
FOUND = "tartare"
ASKED = "18 € le burger, c'est TROOOP cher !"


class Sitter:
    """A person at the window, with one page that nobody can connect to."""

    def __init__(self, desk: Desk, window: MainWindow, folder: Path) -> None:
        self.desk = desk
        self.window = window
        self.folder = folder
        owner = desk.accounts.client_named(CLIENT, COLOUR)
        page = Account(id=AccountId(""), client=owner.id, platform="assisted", name=PAGE, base_url=LINK)
        self.page = desk.accounts.add(page, owner, "").account
        desk.imports.add_pasted(self.page.id, desk.imports.paste(COPIED))
        window.panes.refresh()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """To whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QTest.qWait(SETTLES)

    def paste(self, text: str) -> None:
        """Where the keyboard is."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def wait(self, until: Callable[[], bool]) -> None:
        ends = monotonic() + PATIENCE
        while not until():
            assert monotonic() < ends, "it never came"
            QTest.qWait(20)
        QApplication.processEvents()

    def shows(self, kind: type[QWidget]) -> bool:
        return any(part.isVisible() for part in self.window.findChildren(kind))


class Browser(QObject):
    """Opens nothing."""

    @Slot(QUrl)
    def open(self, _address: QUrl) -> None:
        pass


@contextmanager
def adding(sitter: Sitter) -> Iterator[QWidget]:
    """For which client, what kind of page."""
    sitter.press(Qt.Key.Key_N, CTRL)
    yield sitter.window
    sitter.press(Qt.Key.Key_Escape)


@contextmanager
def importing(sitter: Sitter) -> Iterator[QWidget]:
    """The columns of an export, and its first comments as they will be."""
    file = export(sitter.folder, (sitter.desk.clock.now() - timedelta(days=1)).strftime("%d/%m/%Y"))
    sitter.press(Qt.Key.Key_O, CTRL)
    sitter.paste(str(file))
    sitter.press(Qt.Key.Key_Return)
    sitter.wait(lambda: sitter.shows(MappingPage) and sitter.shows(Preview))
    yield sitter.window
    sitter.press(Qt.Key.Key_Escape)


@contextmanager
def by_hand(sitter: Sitter) -> Iterator[QWidget]:
    """A reply that was copied, to be published on the page."""
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    sitter.window.panes.ask(Query(client=sitter.page.client))
    rows = sitter.desk.inbox.page(Query(client=sitter.page.client)).rows
    marc = next(row.comment.ref for row in rows if row.comment.author.name == "Marc Delval")
    sitter.window.panes.list.open(marc)
    sitter.press(Qt.Key.Key_R)
    sitter.paste(REPLY)
    sitter.press(Qt.Key.Key_Return, CTRL)
    sitter.wait(lambda: any("À publier à la main" in part.text() for part in sitter.window.findChildren(QLabel)))
    yield sitter.window
    QDesktopServices.unsetUrlHandler("https")
    sitter.window.panes.go(Queue.TODO)


@contextmanager
def search(sitter: Sitter) -> Iterator[QWidget]:
    """A word looked for everywhere."""
    sitter.press(Qt.Key.Key_Slash)
    sitter.paste(FOUND)
    model = sitter.window.panes.list.model
    sitter.wait(lambda: 0 < model.rowCount() < sitter.desk.inbox.counts().queues[Queue.TODO])
    yield sitter.window
    sitter.window.panes.go(Queue.TODO)


@contextmanager
def pages(sitter: Sitter) -> Iterator[QWidget]:
    """Readings and budgets, in a panel that is a window of its own: it is shown where it stands."""
    panel, window = sitter.window.panes.rail.panel, sitter.window
    QTest.qWait(SETTLES)
    panel.open(sitter.window.panes.rail.fresh)
    QTest.qWait(SETTLES)
    whole = window.grab()
    with QPainter(whole) as painter:
        painter.drawPixmap(panel.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), panel.grab())
    panel.close()
    yield Shown(whole)


@contextmanager
def rules(sitter: Sitter) -> Iterator[QWidget]:
    """Rules of one's own, just typed: what holds, what it would catch, why."""
    window, bench = sitter.window, sitter.window.bench
    sitter.press(Qt.Key.Key_9)
    bench.begin(None)
    sitter.wait(lambda: bench.editable and bench.proof is not None)
    window.panes.rules.pack.change(bench.text + PRICES)
    sitter.wait(lambda: bench.sound and bench.trial_run.seconds is not None)
    QGuiApplication.clipboard().setText(ASKED)
    window.panes.rules.why.field.paste()
    sitter.wait(lambda: bench.questions.why is not None and bench.questions.why.text == ASKED)
    window.panes.rules.pack.text.go_to(bench.text.count("\n"))
    QTest.qWait(SETTLES)
    yield window
    bench.forget_drafts()
    window.panes.go(Queue.TODO)


@contextmanager
def team(sitter: Sitter) -> Iterator[QWidget]:
    """A team with somebody who asks to be let in."""
    teams, folder = sitter.desk.supervision.teams, sitter.folder / "Partage"
    folder.mkdir()
    os.environ["HOME"] = str(sitter.folder)  # where people have it
    clients = [client.id for client in sitter.desk.inbox.clients()]
    found = teams.found("Agence Méridienne", clients, folder, "Camille Roy")
    invited = teams.invite(found.id)
    words = sitter.window.look.words
    settings = Settings(workspace=sitter.folder / "other", resources=resources())
    other = build(settings, words, vault=LastingVault.in_memory(), threads=False)
    other.supervision.teams.join(invited.file, invited.code, "Claire Aubry", folder)
    other.close()
    teams.scan()
    sitter.window.teams.open()
    QTest.qWait(SETTLES)
    yield sitter.window
    sitter.press(Qt.Key.Key_Escape)


@contextmanager
def letting_in(sitter: Sitter) -> Iterator[QWidget]:
    """The digits of who asks, to be compared, and the role."""
    sitter.window.teams.open()
    QTest.qWait(SETTLES)
    next(button for button in sitter.window.findChildren(Button) if button.label == "Laisser entrer…").click()
    sitter.wait(lambda: sitter.shows(WelcomePage))
    QTest.qWait(SETTLES)
    yield sitter.window
    sitter.press(Qt.Key.Key_Escape)


@contextmanager
def invitation(sitter: Sitter) -> Iterator[QWidget]:
    """The code of an invitation, to be told."""
    sitter.window.teams.open()
    sitter.press(Qt.Key.Key_Return)
    sitter.wait(lambda: sitter.shows(InvitedPage))
    QTest.qWait(SETTLES)
    yield sitter.window
    sitter.press(Qt.Key.Key_Escape)


class Shown(QLabel):
    """A picture as a widget."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self.setPixmap(picture)
        self.resize(picture.size())


GUIDES: dict[str, Callable[[Sitter], AbstractContextManager[QWidget]]] = {
    "adding.png": adding,
    "import.png": importing,
    "search.png": search,
    "pages.png": pages,
    "rules.png": rules,
    "team.png": team,
    "letting-in.png": letting_in,  # in the team of the one before, as the next
    "invitation.png": invitation,
    "by-hand.png": by_hand,  # last: its toast stays
}
