"""The band under a pack's text: how it fares, in one or two lines. May not know why."""

from enum import Enum, auto

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.label import label, recolour, sign
from cm_desktop.ui.kit.theme import Theme

_LEFT = 20


class Tone(Enum):
    """QUIET: nothing to do; GOOD: it can go on; BAD: it cannot."""

    QUIET = auto()
    GOOD = auto()
    BAD = auto()


_SIGNS = {Tone.QUIET: "lightbulb", Tone.GOOD: "check", Tone.BAD: "triangle-alert"}


class StatusBand(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.QUIET
        self._sign = sign(_SIGNS[Tone.QUIET], theme.text3, 16)
        self.words = label("", (12, 620), theme.text3)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 11, _LEFT, 11)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        self.hide()

    def tell(self, text: str, tone: Tone = Tone.QUIET) -> None:
        """Say this; nothing hides it."""
        self._tone = tone
        colour, _ = self._colours()
        self._sign.setPixmap(icons.pixmap(_SIGNS[tone], colour, 16))
        self.words.setText(text)
        recolour(self.words, colour)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._colours()[1])

    def _colours(self) -> tuple[QColor, QColor]:
        theme = self._theme
        return {
            Tone.QUIET: (theme.text2, theme.sunken),
            Tone.GOOD: (theme.ok_fg, theme.ok_bg),
            Tone.BAD: (theme.due_fg, theme.due_bg),
        }[self._tone]
