"""What became of a comment is a key away, and a button; the keyboard comes back to the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.button import Button
from cm_desktop.ui.kit.prose import Prose
from cm_desktop.ui.past.history_page import HistoryPage
from tests.engine.steps import NOW, reply
from tests.ui.window.steps import GRIEVANCE, press, show, texts


def history(window: MainWindow) -> str:
    assert window.past.sheet is not None
    assert window.past.sheet.findChild(HistoryPage) is not None
    return texts(window.past.sheet)


def is_open(window: MainWindow) -> bool:
    return window.past.sheet is not None


def sheet_has(window: MainWindow, part: QWidget) -> bool:
    return window.past.sheet is not None and window.past.sheet.isAncestorOf(part)


def button(window: MainWindow, name: str) -> Button:
    return next(
        one for one in window.panes.detail.findChildren(Button) if one.isVisible() and one.accessibleName() == name
    )


def test_the_history_is_opened_by_a_key_and_left_by_another(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    reply(desk, refs[GRIEVANCE], "Bonjour, nous regardons.")
    desk.acts.do(refs[GRIEVANCE], Hide(), delay=NOW).result()
    desk.send()
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_T)
    told = history(window)
    assert told.index("Commentaire écrit") < told.index("Réponse publiée") < told.index("Masqué")
    assert [prose.accessibleName() for prose in window.findChildren(Prose) if sheet_has(window, prose)] == [
        "Bonjour, nous regardons."
    ]
    press(window, Qt.Key.Key_Escape)
    assert not is_open(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.isAncestorOf(focused)


def test_its_button_says_its_key_and_opens_it_too(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    button(window, "Historique du commentaire (T)").click()
    assert "Rien n’a encore été fait à son sujet." in history(window)


def test_nothing_is_told_of_a_comment_that_is_not_on_screen(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    window.panes.go(Queue.OUTGOING)
    press(window, Qt.Key.Key_T)
    assert not is_open(window)
