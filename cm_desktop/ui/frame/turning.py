"""The detail turns to what is opened in the list, behind the paint that marks its row. May not choose a comment."""

from PySide6.QtCore import QObject, QTimer

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.detail.detail_pane import DetailPane


class Turning(QObject):
    """Of several comments asked for in one go, as by a key held down, the last one is made; no act is ahead of it."""

    def __init__(self, detail: DetailPane) -> None:
        super().__init__(detail)
        self._detail = detail
        self._wanted: CommentRef | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # fires once nothing is left to be painted
        self._soon.timeout.connect(self._turn)

    @property
    def is_on(self) -> bool:
        """Whether the detail still shows what was opened before."""
        return self._soon.isActive()

    def to(self, ref: CommentRef | None) -> None:
        """Show this comment, or none, soon."""
        self._wanted = ref
        self._soon.start()

    def settled(self) -> DetailPane:
        """The detail with what was opened last, at once."""
        if self.is_on:
            self._soon.stop()
            self._turn()
        return self._detail

    def refresh(self, changes: Changes) -> None:
        """Read the comment on show again; one that is about to be shown is read then."""
        if self.is_on:
            return
        if changes == {Change.COMMENTS}:  # several times a second while pages are read, and hardly ever this one
            self._detail.follow()
        else:
            self._detail.refresh()

    def _turn(self) -> None:
        self._detail.show_comment(self._wanted)
