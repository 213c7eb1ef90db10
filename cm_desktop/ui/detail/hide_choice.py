"""The question before fair criticism is hidden: answer instead? May not hide anything."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.proposals import Move
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class HideChoice(QWidget):
    """Stands above the reply box, and stops nobody. Emits `chosen` with REPLY or HIDE."""

    chosen = Signal(object)  # Move

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        question = words.say("Legitimate criticism: reply instead?")
        self.setAccessibleName(question)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(elided(question, (13, 600), theme.gr_fg, self))
        self._still_seen = elided(
            words.say("Stays visible to its author and their friends"), fonts.META, theme.gr_fg, self
        )
        told.addWidget(self._still_seen)
        reply = Button(words.say("Reply"), theme, key=keys.cap(Move.REPLY, words), parent=self)
        hide = Button(words.say("Hide anyway"), theme, key=keys.cap(Move.HIDE, words), parent=self)
        reply.clicked.connect(lambda: self.chosen.emit(Move.REPLY))
        hide.clicked.connect(lambda: self.chosen.emit(Move.HIDE))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(8)
        row.addWidget(sign("message-square", theme.gr_fg, 18, self))
        row.addSpacing(4)
        row.addLayout(told, 1)
        row.addWidget(reply)
        row.addWidget(hide)
        self.hide()

    def ask(self, *, still_seen: bool) -> None:
        """Show the question. `still_seen`: on this platform, what is hidden stays visible to some."""
        self._still_seen.setVisible(still_seen)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.gr_bg)
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
