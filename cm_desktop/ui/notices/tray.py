"""The icon in the system's tray and the notices above it, where there is one; else the window asks to be looked at."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.safe_text import LABEL, visible
from cm_desktop.ui.kit.theme import Theme

_LASTS_MS = 10_000
_MARKUP = str.maketrans({"<": "‹", ">": "›"})  # some desktops take what a notice says for markup


class Tray(QObject):
    """`taken`: somebody clicked on the notice, or on the icon."""

    taken = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    @staticmethod
    def is_there() -> bool:
        """Whether the system has a tray that shows notices."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def wear(self, theme: Theme) -> None:
        """An icon that goes with the theme; nothing where there is no tray."""
        if not self.is_there():
            return
        drawn = icons.icon("inbox", theme.accent, 32)
        if self._icon is None:
            self._icon = self._hang(drawn)
        self._icon.setIcon(drawn)

    def tell(self, title: str, text: str) -> None:
        """Give one notice."""
        if self._icon is None:
            QApplication.alert(self._window)
        else:
            self._icon.showMessage(plain(title), plain(text), self._icon.icon(), _LASTS_MS)

    def _hang(self, drawn: QIcon) -> QSystemTrayIcon:
        made = QSystemTrayIcon(drawn, self)
        made.messageClicked.connect(self.taken)
        made.activated.connect(lambda _how: self.taken.emit())
        made.show()
        return made


def plain(text: str) -> str:
    """As a desktop shows it that believes in markup, and without anything unseen."""
    return visible(text, LABEL).translate(_MARKUP)
