"""What tests of the whole window do and see. May not know how a pane is made."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.frame.main_window import MainWindow

CALM, GRIEVANCE, LATER = "Merci pour tout", "Bande d'escrocs", "Une question"

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow) -> CommentRef:
    detail = window.panes.detail.detail
    assert detail is not None
    return detail.row.comment.ref


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As a person does: to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def type_in(text: str) -> None:
    """Letters go to whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def show(window: MainWindow, ref: CommentRef) -> None:
    window.panes.list.open(ref)
    assert opened(window) == ref


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
