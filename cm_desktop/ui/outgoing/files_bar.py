"""The bar over the window while the workspace's files cannot be read or written. May not find out by itself."""

from PySide6.QtWidgets import QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.bar import lay_bar
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class FilesBar(QWidget):
    """What is wrong, and what to do about it; gone once it is over."""

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._text = paragraph("", (13, 480), theme.due_fg, self)
        lay_bar(self, "triangle-alert", self._text, ground=theme.due_bg, ink=theme.due_fg)
        self.refresh()

    @property
    def text(self) -> str:
        """What it says now, empty where all goes well."""
        return self._text.text() if not self.isHidden() else ""

    def refresh(self) -> None:
        """Read the state of the files again, and show or hide."""
        trouble = self._desk.files_trouble
        if trouble is not None:
            self._text.setText(explain(self._words, trouble))
        self.setVisible(trouble is not None)
