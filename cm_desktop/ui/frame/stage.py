"""What stands beside the rail, one view at a time: list and detail, or a view that takes the whole room.

May not choose which.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from cm_desktop.domain.queue import Freshness
from cm_desktop.ui.frame.blank import Blank
from cm_desktop.ui.inbox.queue_list import QueueList

if TYPE_CHECKING:
    from cm_desktop.ui.detail.detail_pane import DetailPane
    from cm_desktop.ui.first_run.first_run import FirstRun
    from cm_desktop.ui.frame.bulk import Bulk

_LIST_WIDTH, _DETAIL_WIDTH = 428, 768
_LEAST_LIST = 360


class Stage(QStackedWidget):
    """Shows list and detail side by side until told otherwise; until there is a detail, the ground that it will stand on.

    `blank` has what is shown where there is nothing to list.
    """

    def __init__(self, listed: QueueList, blank: Blank) -> None:
        super().__init__()
        self._list = listed
        self._blank = blank
        self._begun: FirstRun | None = None
        self._several: QWidget | None = None
        self._beside = QStackedWidget()
        self._inbox = QSplitter(Qt.Orientation.Horizontal)
        self._inbox.setHandleWidth(1)
        self._inbox.setChildrenCollapsible(False)
        self._inbox.addWidget(listed)
        self._inbox.addWidget(self._beside)
        self._inbox.setStretchFactor(1, 1)
        self._inbox.setSizes([_LIST_WIDTH, _DETAIL_WIDTH])
        self._inbox.splitterMoved.connect(lambda _at, _handle: self._divided())
        self._divided_at = 0
        listed.setMinimumWidth(_LEAST_LIST)
        self.addWidget(self._inbox)

    def place(self, detail: "DetailPane", bulk: "Bulk") -> None:
        """What shows one comment, and several."""
        self._several = bulk.pane
        self._beside.addWidget(detail)
        self._beside.addWidget(bulk.pane)
        bulk.shown.connect(lambda: self._beside.setCurrentWidget(bulk.pane))
        bulk.left.connect(lambda: self._beside.setCurrentWidget(detail))

    def add(self, view: QWidget) -> None:
        """One more that takes the whole room; twice the same is no matter."""
        self.addWidget(view)
        view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def list_width(self) -> int:
        """As who uses it divided list and detail; 0 where nobody did."""
        return self._divided_at

    def divide(self, list_width: int) -> None:
        """Give the list this width, wherever there is room for it; 0 for the usual one."""
        self._divided_at = list_width
        if list_width:
            self._inbox.setSizes([list_width, max(1, self.width() - list_width)])

    def _divided(self) -> None:
        self._divided_at = self._inbox.sizes()[0]

    def show_inbox(self) -> None:
        """List and detail."""
        self._turn_to(self._inbox)

    def show_nothing(self, pages: Sequence[Freshness]) -> None:
        """Why nothing is to do; where there is no page yet, the way to the first comment."""
        if pages:
            self._blank.nothing.tell(pages)
            if self.indexOf(self._blank.nothing) < 0:  # added twice, it would be left and come to again
                self.add(self._blank.nothing)
            self._turn_to(self._blank.nothing)
        else:
            if self._begun is None:
                self._begun = self._blank.first_run
                self.addWidget(self._begun)
            self._turn_to(self._begun)

    def _turn_to(self, view: QWidget) -> None:
        """Show it, with the keyboard in it: Qt would give that to its first button."""
        before, here = self.currentWidget(), QApplication.focusWidget()
        self.setCurrentWidget(view)
        ours = here is None or here is self or self.isAncestorOf(here)  # a sheet over the window keeps the keyboard
        if view is not before and ours:
            self.take_focus()

    def shows_first_run(self) -> bool:
        """Whether there is nothing yet."""
        return self._begun is not None and self.currentWidget() is self._begun

    def shows_detail(self) -> bool:
        """Whether one comment may be on screen."""
        return self.shows_inbox() and (self._several is None or self._beside.currentWidget() is not self._several)

    def shows_inbox(self) -> bool:
        """Whether a comment may be on screen."""
        return self.currentWidget() is self._inbox

    def take_focus(self) -> None:
        """Into what is on show: the keys act from there."""
        shown = self.currentWidget()
        if self.shows_inbox():
            self._list.focus_rows()
        elif self._begun is not None and shown is self._begun:
            self._begun.take_focus()
        elif shown is not None:
            shown.setFocus()

    def set_room(self, width: int, *, narrow: bool, anew: bool) -> None:
        """The width of the window; `anew` gives list and detail their usual shares of it."""
        if anew:
            list_width = _LEAST_LIST if narrow else self._divided_at or _LIST_WIDTH
            self._inbox.setSizes([list_width, width - list_width])
