"""The other way to begin: on the practice page, which reaches nobody. May not open it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_SIGN = 44
_ICON = 18


class PracticeCard(Card):
    """`practising` is its button."""

    practising = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme.sunken, theme.line)
        title = words.say("Try with the practice page")
        go = Button(words.say("Try"), theme, icon="play")
        go.setAccessibleName(title)
        go.clicked.connect(self.practising)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(label(title, (16, 640), theme.text))
        what = words.say("No account needed: three made-up clients, and a growing crisis.")
        told.addWidget(elided(what, (14, 430), theme.text2))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        row.addWidget(_Sign(theme))
        row.addLayout(told, 1)
        row.addWidget(go)


class _Sign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(_SIGN, _SIGN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        inset = (_SIGN - _ICON) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.accent_bg)
            painter.drawEllipse(QRectF(self.rect()))
            icons.draw(painter, "graduation-cap", self._theme.accent_tx, inset, inset, _ICON)
