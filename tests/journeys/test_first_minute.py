"""The first minute of somebody who never saw the program: nothing is there, the keyboard is all they use. Nothing is faked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.cli.program import run
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.proposals import is_legitimate
from cm_desktop.domain.queue import Queue
from cm_desktop.practice import Act, PracticePlatform
from cm_desktop.ui.frame.main_window import MainWindow
from tests.journeys.conftest import done, played
from tests.journeys.person import PATIENCE, Person

pytestmark = pytest.mark.e2e

TICK = 20  # ms


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """At a window that has nothing yet."""
    person = Person(qtbot, tmp_path / "workspace", KeyringVault.in_memory())
    person.sit_down()
    yield person
    person.leave()


def test_from_nothing_to_the_first_hidden_comment(person: Person, practice: PracticePlatform) -> None:
    page = played(practice, "facebook")
    assert person.reads("Trois étapes, puis votre premier commentaire")
    person.press(Qt.Key.Key_Return)  # nobody is named yet: nothing happens
    person.write("Brasserie Lumen")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Escape)  # one step back, and on again
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)  # a Facebook Page
    person.press(Qt.Key.Key_Return)  # with an app of one's own
    person.tab_to("Un autre serveur…")
    person.press(Qt.Key.Key_Return)
    person.paste(practice.base_url)
    person.tab_to("Jeton")
    person.paste(page.token)
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.on_sheet() == "Ajouter cette page")
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.reads("La page est là"))
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.listed() >= 1)

    hidden = person.hide()
    person.wait(person.nothing_waits)
    assert done(practice) == [(Act.HIDE, hidden.id)]
    assert [client.name for client in person.desk.inbox.clients()] == ["Brasserie Lumen"]


def test_what_was_answered_lasts_over_a_change_of_language(person: Person) -> None:
    person.write("Brasserie Lumen")
    person.press(Qt.Key.Key_Return)
    person.tab_to("English")
    person.press(Qt.Key.Key_Return)
    assert person.reads("Three steps to your first comment")
    assert person.reads("Brasserie Lumen")


class Newcomer:
    """Does the steps one after the other, each once what it waits for is there, in whichever window is open."""

    def __init__(self) -> None:
        self._steps: list[tuple[Callable[[MainWindow], bool], Callable[[MainWindow], None]]] = []
        self._ticks = 0
        self._timer = QTimer(interval=TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def once(self, until: Callable[[MainWindow], bool], do: Callable[[MainWindow], None]) -> None:
        self._steps.append((until, do))

    @property
    def done(self) -> bool:
        return not self._steps

    def _look(self) -> None:
        self._ticks += 1
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
        if window is None:
            return
        if not self._steps or self._ticks * TICK > PATIENCE:
            self._timer.stop()
            window.close()
            return
        window.activateWindow()
        until, do = self._steps[0]
        if QApplication.focusWidget() is not None and until(window):
            self._steps.pop(0)
            do(window)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def tab_to(name: str) -> None:
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and name in (focused.accessibleName(), getattr(focused, "label", "")):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name}")


def press_on(name: str) -> Callable[[MainWindow], None]:
    def do(_window: MainWindow) -> None:
        tab_to(name)
        press(Qt.Key.Key_Space)

    return do


def hide(window: MainWindow) -> None:
    ref = window.panes.detail.ref
    assert ref is not None
    press(Qt.Key.Key_H)
    if is_legitimate(window._desk.inbox.row(ref)):
        press(Qt.Key.Key_H)


def shows_first_run(window: MainWindow) -> bool:
    return window.panes.blank.first_run.isVisible()


def test_the_practice_page_is_entered_from_nothing_and_left_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("cm_desktop.ui.system_libraries.has_display", lambda: True)
    workspace = tmp_path / "workspace"
    somebody, counted = Newcomer(), list[int]()
    somebody.once(shows_first_run, press_on("Essayer avec la page d’entraînement"))
    somebody.once(lambda window: window.panes.list.model.rowCount() >= 1 and window.panes.detail.ref is not None, hide)
    somebody.once(
        lambda window: window._desk.inbox.counts().queues[Queue.OUTGOING] == 1,
        press_on("Revenir à mes clients"),
    )
    somebody.once(shows_first_run, lambda window: counted.append(len(window._desk.inbox.accounts())))
    assert run(["--language", "fr", "--workspace", str(workspace), "window"]) == 0
    assert somebody.done
    assert counted == [0]
