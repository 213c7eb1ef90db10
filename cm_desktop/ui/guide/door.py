"""The way to the guide: its sheet over the window, in the language of the window. May not draw anything."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.guide.document import sections
from cm_desktop.ui.guide.guide_page import GuidePage
from cm_desktop.ui.kit import assets
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class GuideDoor(QObject):
    """What is open keeps its words and theme; what is opened next has those of then."""

    def __init__(self, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self.sheet: Sheet | None = None

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme; a sheet that is open stays above it."""
        self._words = words
        self._theme = theme
        if self.sheet is not None:
            self.sheet.raise_()

    def open(self) -> None:
        """Show the headings."""
        if self.sheet is not None:
            return
        text = assets.guide(self._words.language).read_text("utf-8")
        self.sheet = Sheet(self._bridge, explain, self._words, self._theme, self._window)
        self.sheet.closed.connect(self._forget)
        self.sheet.show_page(GuidePage(sections(text), self._words, self._theme), first=True)
        self.sheet.open()

    def _forget(self) -> None:
        """The keyboard goes back to the window."""
        self.sheet = None
        if (central := self._window.centralWidget()) is not None:
            central.setFocus()
