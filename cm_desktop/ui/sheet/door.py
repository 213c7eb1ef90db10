"""What every way into a room that is a sheet over the window has in common: one sheet at a time. May not open one."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words


class Door(QObject):
    """What is open keeps its words and theme; what is opened next has those of then. `sheet` is what is open, if any is."""

    def __init__(self, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self.sheet: Sheet | None = None
        self._before: QWidget | None = None

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme; a sheet that is open stays above it."""
        self._words = words
        self._theme = theme
        if self.sheet is not None:
            self.sheet.raise_()

    def leave(self) -> None:
        """The window closes: what is under way is cancelled."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def _watch(self, sheet: Sheet) -> Sheet:
        self.sheet = sheet
        self._before = QApplication.focusWidget()
        sheet.closed.connect(self._forget)
        return sheet

    def _forget(self) -> None:
        """The keyboard goes back to where it was, or to the window if that is gone."""
        self.sheet = None
        before = self._before
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        elif (central := self._window.centralWidget()) is not None:
            central.setFocus()
