"""What is read in the detail: one edge with what is written under it, and no scroll bar where all of it is in sight."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.frame.main_window import LEAST, MainWindow
from tests.engine.port import FakeClock
from tests.ui.window.steps import GRIEVANCE, show

FLAT = (LEAST[0], 400)


def right(part: QWidget, window: MainWindow) -> int:
    return part.mapTo(window, QPoint(part.width(), 0)).x()


@pytest.mark.parametrize("size", [LEAST, FLAT])
def test_cards_end_where_the_reply_box_does_when_they_are_made_again(
    window: MainWindow, refs: dict[str, CommentRef], clock: FakeClock, size: tuple[int, int]
) -> None:
    window.setMinimumHeight(0)
    window.resize(*size)
    show(window, refs[GRIEVANCE])
    detail = window.panes.detail
    for _ in range(2):
        QApplication.processEvents()
        assert right(detail._body.findChildren(CommentCard)[-1], window) == right(detail.box, window)
        clock.pass_(minutes=1)
        detail.refresh()
    assert (detail._body.verticalScrollBar().maximum() > 0) is (size == FLAT)
