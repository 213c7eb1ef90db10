"""What every page of a sheet has: its words, its way on, and where the keyboard begins. May not ask the desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class Page(QWidget):
    """`title` and `subtitle` stand in the head, `go` on the primary button, which is not there
    where it is empty; `key` is what presses it. `other` stands on a second way on, if there is one. `final`: nothing is
    left to leave or undo.

    `changed` tells that `ready` or `go` may have.
    """

    changed = Signal()
    title = ""
    subtitle = ""
    go = ""
    other = ""
    key: tuple[str, ...] = ("Enter",)
    final = False

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.words = words
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    @property
    def ready(self) -> bool:
        """Whether one may go on."""
        return True

    def interrupt(self) -> bool:
        """Whether leaving the sheet was taken for something else, to be done first."""
        return False

    @property
    def first(self) -> QWidget | None:
        """Where the keyboard begins; None for the primary button."""
        return None
