"""What stands one below the other begins in one line, and what belongs together stands as near, whatever is beside it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.notice import Notice
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.frame.main_window import MainWindow
from tests.ui.window.steps import GRIEVANCE, show, type_in


def left(part: QWidget, window: MainWindow) -> int:
    return part.mapTo(window, QPoint(part.contentsRect().left(), 0)).x()


def test_the_words_of_cards_one_below_the_other_begin_in_one_line(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    desk.acts.do(refs[GRIEVANCE], Hide()).result()
    window.panes.go(Queue.ALL)
    show(window, refs[GRIEVANCE])
    detail = window.panes.detail
    qtbot.waitUntil(lambda: bool(detail.findChildren(Notice)))
    cards = [detail.findChildren(kind)[0] for kind in (CommentCard, Notice, WhyCard)]
    begins = {min(left(part, window) for part in card.findChildren(QWidget) if part.isVisible()) for card in cards}
    assert len(begins) == 1
