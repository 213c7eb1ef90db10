"""One view of the list: its name, what it holds, and what can be done about it. May not do it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.views import View
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_RADIUS = 8


class ViewRow(QWidget):
    """Each signal is a button; `chosen` is the row that Enter opens."""

    opened = Signal()
    renaming = Signal()
    dropped = Signal()

    def __init__(self, view: View, told: str, words: Words, theme: Theme) -> None:
        super().__init__()
        self.view = view
        self._theme = theme
        self._chosen = False
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(elided(view.name, fonts.AUTHOR, theme.text))
        names.addWidget(elided(told, fonts.META, theme.text2))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(4)
        row.addLayout(names, 1)
        for button, signal in (
            (Button(words.say("Open"), theme, kind=Kind.GHOST), self.opened),
            (Button("", theme, kind=Kind.GHOST, icon="pencil", name=words.say("Rename")), self.renaming),
            (Button("", theme, kind=Kind.GHOST, icon="trash-2", name=words.say("Delete")), self.dropped),
        ):
            button.setAccessibleDescription(view.name)
            button.clicked.connect(signal)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def choose(self, *, chosen: bool) -> None:
        """Whether Enter opens it."""
        self._chosen = chosen
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chosen:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(self._theme.accent_line)
                painter.setBrush(self._theme.sel)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
