"""The rules in the whole window: reached by keyboard, typed, put in force, never lost. On a real desk."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from tests.engine.packs import OWN, FakeLibrary
from tests.ui.window.steps import CALM, CTRL, press, texts

MORE = "rule | politesse | Merci | live"


def open_rules(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    """With a pack of the workspace's own on the workbench, come to with the keyboard alone."""
    library.files[OWN] = ""
    press(window, Qt.Key.Key_9)
    assert window.panes.rules.isVisible()
    qtbot.waitUntil(lambda: window.bench.pack is not None)
    press(window, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.bench.pack is not None and window.bench.pack.id == OWN)


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    press(window, Qt.Key.Key_R)
    assert window.panes.rules.pack.text.hasFocus()
    QTest.keyClicks(window.panes.rules.pack.text, text)
    qtbot.waitUntil(lambda: window.bench.sound and window.bench.text == text)


def test_a_rule_is_typed_and_put_in_force_with_the_keyboard_alone(
    qtbot: QtBot, window: MainWindow, desk: Desk, library: FakeLibrary, refs: dict[str, CommentRef]
) -> None:
    open_rules(qtbot, window, library)
    write(qtbot, window, MORE)
    press(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: library.files[OWN] == MORE)
    qtbot.waitUntil(lambda: "les commentaires sont jugés à nouveau" in texts(window))
    desk.rules.keep_up()
    assert desk.inbox.detail(refs[CALM]).row.verdict.hits


def test_the_rail_marks_the_rules_and_no_list_while_they_are_on_show(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    open_rules(qtbot, window, library)
    marked = [item.accessibleName() for item in window.panes.rail.findChildren(QAbstractButton) if item.isChecked()]
    assert marked == ["Règles"]
    window.panes.go(Queue.TODO)
    assert window.panes.list.isVisible()


def test_no_key_acts_on_a_comment_while_the_rules_are_on_show(
    qtbot: QtBot, window: MainWindow, desk: Desk, library: FakeLibrary
) -> None:
    open_rules(qtbot, window, library)
    for key in (Qt.Key.Key_H, Qt.Key.Key_E, Qt.Key.Key_A, Qt.Key.Key_X):
        press(window, key)
    assert desk.inbox.waiting() == ()
    assert not window.panes.detail.foot.missed.isVisible()


def test_what_is_typed_outlasts_another_theme_and_another_language(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    open_rules(qtbot, window, library)
    write(qtbot, window, MORE)
    window.wear(Scheme.DARK)
    window.speak("en")
    assert window.panes.rules.pack.text.toPlainText() == MORE
    window.speak("fr")


def test_closing_on_a_draft_asks_first(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    open_rules(qtbot, window, library)
    write(qtbot, window, MORE)
    window.panes.go(Queue.TODO)
    window.close()
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert window.isVisible()
    next(button for button in box.buttons() if button.text() == "Voir les règles").click()
    assert window.panes.rules.isVisible()
    assert window.bench.drafts == (OWN,)
    window.close()
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    next(button for button in box.buttons() if button.text() == "Fermer sans les garder").click()
    QApplication.processEvents()
    assert not window.isVisible()
    assert library.files[OWN] == ""


def take_away(qtbot: QtBot, window: MainWindow, library: FakeLibrary, text: str) -> None:
    """The workspace's own pack, with the keyboard alone."""
    open_rules(qtbot, window, library)
    write(qtbot, window, text)
    press(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: library.files[OWN] == text and not window.bench.is_draft)
    remove = next(
        b for b in window.panes.rules.findChildren(QAbstractButton) if b.accessibleName() == "Supprimer ces règles"
    )
    qtbot.waitUntil(remove.isVisible)
    for _ in range(20):
        if not remove.hasFocus():
            press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Space)
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    go = next(button for button in box.buttons() if button.text() == "Supprimer ces règles")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: OWN not in library.files)


def test_rules_that_are_taken_away_come_back_with_the_key_of_undoing(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    take_away(qtbot, window, library, MORE)
    qtbot.waitUntil(lambda: "est retiré, son texte est gardé" in texts(window))
    qtbot.waitUntil(lambda: window.bench.pack is not None and window.bench.pack.id != OWN)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: library.files.get(OWN) == MORE)
    qtbot.waitUntil(lambda: "les règles sont comme avant" in texts(window))
