"""The reply box: who speaks in public to whom, the text being typed, its draft and its limit. May not send anything."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.detail.client_band import ClientBand
from cm_desktop.ui.detail.reply_text import ReplyText
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

SAVE_AFTER = 400  # ms without a key


class ReplyBox(QWidget):
    """The text belongs to one comment, and is kept as its draft while it is typed. Emits `edited` at every change."""

    edited = Signal()

    def __init__(self, acting: Acting, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acting = acting
        self._theme = theme
        self._ref: CommentRef | None = None
        self._unsaved = False
        self.band = ClientBand(words, theme, self)
        self.field = ReplyText(words, theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 2)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.field)
        self.field.textChanged.connect(self._on_text)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._pause.timeout.connect(self.save)

    @property
    def text(self) -> str:
        """What would be published."""
        return self.field.toPlainText()

    @property
    def ref(self) -> CommentRef | None:
        """The comment that the text answers."""
        return self._ref

    def show_detail(self, detail: Detail) -> None:
        """Turn to this comment. What is being typed under the same comment stays; under another it is saved first."""
        if self._ref != detail.row.comment.ref:
            self.save()
            self._ref = detail.row.comment.ref
            self._put(detail.draft)
        elif not self._unsaved and detail.draft != self.text:
            self._put(detail.draft)
        self.band.show_detail(detail)
        self.field.set_limit(detail.caps.reply_limit)
        self.update()

    def clear(self) -> None:
        """Empty it without touching the draft: its text has gone with an act."""
        self._put("")

    def save(self) -> None:
        """Keep what was typed, now."""
        self._pause.stop()
        if not self._unsaved or self._ref is None:
            return
        self._unsaved = False
        self._acting.draft(self._ref, self.text)

    def _put(self, text: str) -> None:
        self._pause.stop()
        self.field.replace(text)
        self._unsaved = False
        self.edited.emit()

    def _on_text(self) -> None:
        self._unsaved = True
        self._pause.start()
        self.edited.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 10, 10)
        in_use = bool(self.text) or self.field.hasFocus()
        painter.fillPath(shape, self._theme.raised if in_use and not self._theme.dark else self._theme.sunken)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(0, 0, self.width(), self.band.height(), self.band.colour)
        painter.restore()
        painter.setPen(QPen(self.band.colour, 1.5))
        painter.drawPath(shape)
