"""What stands beside the rail, one view at a time: list and detail, or a view that takes the whole room.

May not choose which.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from cm_desktop.ui.detail.detail_pane import NARROW, WIDE, DetailPane
from cm_desktop.ui.inbox.queue_list import QueueList

_LOW_UNDER = 720
_LIST_WIDTH, _DETAIL_WIDTH = 428, 768
_LEAST_LIST = 360


class Stage(QStackedWidget):
    """Shows list and detail side by side until told otherwise."""

    def __init__(self, listed: QueueList, detail: DetailPane, *others: QWidget) -> None:
        super().__init__()
        self._list = listed
        self._detail = detail
        self._inbox = QSplitter(Qt.Orientation.Horizontal)
        self._inbox.setHandleWidth(1)
        self._inbox.setChildrenCollapsible(False)
        self._inbox.addWidget(listed)
        self._inbox.addWidget(detail)
        self._inbox.setStretchFactor(1, 1)
        self._inbox.setSizes([_LIST_WIDTH, _DETAIL_WIDTH])
        listed.setMinimumWidth(_LEAST_LIST)
        self.addWidget(self._inbox)
        for other in others:
            self.addWidget(other)
            other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_inbox(self) -> None:
        """List and detail."""
        self.setCurrentWidget(self._inbox)

    def shows_inbox(self) -> bool:
        """Whether a comment may be on screen."""
        return self.currentWidget() is self._inbox

    def take_focus(self) -> None:
        """Into what is on show: the keys act from there."""
        shown = self.currentWidget()
        if self.shows_inbox():
            self._list.focus_rows()
        elif shown is not None:
            shown.setFocus()

    def set_room(self, width: int, height: int, *, narrow: bool, anew: bool) -> None:
        """The size of the window; `anew` gives list and detail their usual shares of it."""
        if anew:
            list_width = _LEAST_LIST if narrow else _LIST_WIDTH
            self._inbox.setSizes([list_width, width - list_width])
        self._detail.set_room(NARROW if narrow else WIDE, lines=1 if height < _LOW_UNDER else 2)
