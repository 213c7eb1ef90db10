"""What stood before somebody's eyes for a moment has been read. May not draw anything."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Row
from cm_desktop.engine.desk import Desk

_MS = 500  # who goes on sooner only passed by


class Looking(QObject):
    """Watches a pane: what it shows out of sight, or in a window that nobody works in, is not read."""

    def __init__(self, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        self._shown: CommentRef | None = None
        self._unread: CommentRef | None = None
        self.left_unread: CommentRef | None = None  # on show, and not to be taken for read
        self._while = QTimer(self, singleShot=True, interval=_MS)
        self._while.timeout.connect(self._tell)
        pane.installEventFilter(self)

    def at(self, row: Row | None) -> None:
        """The pane shows this comment; None where it shows none."""
        self._shown = row.comment.ref if row is not None else None
        if self._shown != self.left_unread:
            self.left_unread = None
        unread = self._shown if row is not None and row.unread and self.left_unread is None else None
        if unread != self._unread:
            self._unread = unread
            self._begin()

    def leave_unread(self, *refs: CommentRef | None) -> None:
        """These are to be read anew: if one of them is on show, not before it is turned to again."""
        if self._shown is not None and self._shown in refs:
            self.left_unread, self._unread = self._shown, None
            self._while.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.WindowActivate):
            self._begin()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._while.stop()
        if self._unread is not None:
            self._while.start()

    def _tell(self) -> None:
        if self._unread is not None and self._pane.isVisible() and self._pane.isActiveWindow():
            self._desk.looking.shown(self._unread)
