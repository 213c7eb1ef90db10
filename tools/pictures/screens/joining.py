"""How pages, files and pasted comments come in, from the first minute on."""

from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.queue import Query
from cm_desktop.ui.joining.mapping_page import MappingPage
from cm_desktop.ui.joining.preview import Preview
from tools.pictures.samples import CLIENT, COLOUR, COPIED, LINK, PAGE, REPLY, export
from tools.pictures.screen import Screen
from tools.pictures.sitter import CTRL, SHIFT, Sitter


class Browser(QObject):
    """Opens nothing."""

    @Slot(QUrl)
    def open(self, _address: QUrl) -> None:
        pass


def page_by_hand(sitter: Sitter) -> Account:
    """A page that nobody can connect to, with two comments."""
    desk = sitter.desk
    owner = desk.accounts.client_named(CLIENT, COLOUR)
    page = Account(id=AccountId(""), client=owner.id, platform="assisted", name=PAGE, base_url=LINK)
    added = desk.accounts.add(page, owner, "").account
    desk.imports.add_pasted(added.id, desk.imports.paste(COPIED))
    sitter.window.panes.refresh()
    return added


def first_client(sitter: Sitter) -> None:
    """The client is named, the page is next."""
    sitter.paste(CLIENT)
    sitter.press(Qt.Key.Key_Return)


def adding(sitter: Sitter) -> None:
    """For which client, what kind of page."""
    sitter.press(Qt.Key.Key_N, CTRL)


def adding_facebook(sitter: Sitter) -> None:
    """Who could open the door."""
    adding(sitter)
    sitter.press(Qt.Key.Key_Return)


def adding_token(sitter: Sitter) -> None:
    """What opens it, and where that is found."""
    adding_facebook(sitter)
    sitter.press(Qt.Key.Key_Return)


def adding_wrong(sitter: Sitter) -> None:
    """A door that does not open."""
    adding_token(sitter)
    sitter.paste("EAA")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space):  # another server: no picture asks a real one
        sitter.press(key)
    sitter.paste(sitter.practice.base_url)
    sitter.press(Qt.Key.Key_Return)
    sitter.settle(400)


def importing(sitter: Sitter) -> None:
    """The columns of an export, and its first comments as they will be."""
    page_by_hand(sitter)
    file = export(sitter.folder, (sitter.desk.clock.now() - timedelta(days=1)).strftime("%d/%m/%Y"))
    sitter.press(Qt.Key.Key_O, CTRL)
    sitter.paste(str(file))
    sitter.press(Qt.Key.Key_Return)
    sitter.wait(lambda: sitter.shows(MappingPage) and sitter.shows(Preview))


def imported(sitter: Sitter) -> None:
    """What came of it."""
    importing(sitter)
    sitter.press(Qt.Key.Key_Return)
    sitter.settle(500)


def pasting(sitter: Sitter) -> None:
    page_by_hand(sitter)
    sitter.press(Qt.Key.Key_O, CTRL | SHIFT)
    sitter.paste(COPIED)


def pasted(sitter: Sitter) -> None:
    """What was found in it."""
    pasting(sitter)
    sitter.press(Qt.Key.Key_Return, CTRL)
    sitter.settle(300)


def by_hand(sitter: Sitter) -> None:
    """A reply that was copied, to be published on the page."""
    page = page_by_hand(sitter)
    browser = Browser(QApplication.instance())
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # the stub has bytes
    sitter.window.panes.ask(Query(client=page.client))
    sitter.open("Encore deux heures")
    sitter.reply(REPLY)
    sitter.press(Qt.Key.Key_Return, CTRL)
    sitter.settle(300)
    QDesktopServices.unsetUrlHandler("https")


SCREENS = (
    Screen(name="first-run", come=lambda sitter: sitter.settle(), blank=True),
    Screen(name="first-run-page", come=first_client, blank=True),
    Screen(name="adding", come=adding),
    Screen(name="adding-facebook", come=adding_facebook),
    Screen(name="adding-token", come=adding_token),
    Screen(name="adding-wrong", come=adding_wrong),
    Screen(name="importing", come=importing),
    Screen(name="imported", come=imported),
    Screen(name="pasting", come=pasting),
    Screen(name="pasted", come=pasted),
    Screen(name="by-hand", come=by_hand),
)
