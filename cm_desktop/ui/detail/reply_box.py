"""The reply box: who speaks in public to whom, the text being typed, its draft and its limit. May not send anything."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.actions import TextLimit
from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.queue import Row
from cm_desktop.domain.saved_replies import Placeholder, placeholders
from cm_desktop.domain.spelling import Spelt
from cm_desktop.engine.inbox import Detail
from cm_desktop.engine.replies import known
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.detail.client_band import ClientBand
from cm_desktop.ui.detail.length_line import LengthLine
from cm_desktop.ui.detail.reply_text import ReplyText
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.replying.picking import SIGN, Picking
from cm_desktop.ui.replying.spell_check import SpellCheck
from cm_desktop.ui.replying.told_line import ToldLine
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

SAVE_AFTER = 400  # ms without a key


class ReplyBox(QWidget):
    """The text belongs to one comment, and is kept as its draft while it is typed. Emits `edited` at every change."""

    edited = Signal()

    def __init__(self, acting: Acting, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acting = acting
        self._theme = theme
        self._words = words
        self._ref: CommentRef | None = None
        self._before: str | None = None  # what a reply of ours says on the page, while it is edited
        self._limit: tuple[TextLimit, str] | None = None
        self._unsaved = False
        # Of this text, older ones too: one of them may be read while the last is on its way.
        self._drafts: set[str] = set()
        self.band = ClientBand(words, theme, self)
        self.field = ReplyText(words, self)
        self.length = LengthLine(words, theme, self)
        self.told = ToldLine(words, theme, self)
        self.picking = Picking(self.field, words, theme)
        self.spelling = SpellCheck(self.field, acting.spelling, words)
        self._sheet: ClientSheet | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 2)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.field)
        layout.addWidget(self.told)
        layout.addWidget(self.length)
        self.field.textChanged.connect(self._on_text)
        self.spelling.changed.connect(self._mark)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._pause.timeout.connect(self.save)

    @property
    def text(self) -> str:
        """What would be published."""
        return written(self.field.document())

    @property
    def ref(self) -> CommentRef | None:
        """The comment that the text answers; the reply of ours itself, while it is edited."""
        return self._ref

    @property
    def sendable(self) -> bool:
        """Whether the platform would take this text, and it would change anything."""
        changes = bool(self.text.strip()) and self.text.strip() != self._before
        return changes and self.field.fits and not self.picking.open

    def points_out(self) -> bool:
        """Whether something is still to be filled in; the caret is then on it, and it is said that nothing left."""
        left = placeholders(self.text)
        if left:
            self.field.setFocus()
            self.field.select(left[0].start, left[0].end)
            self.told.warn(left[0].text)
        return bool(left)

    def insert(self, text: str) -> None:
        """Put a text in at the caret; what of it is still to be filled in has the caret then."""
        self.field.setFocus()
        before = len(self.field.before_caret)
        self.field.textCursor().insertText(text)
        left = [one for one in placeholders(self.text) if before <= one.start < before + len(text)]
        if left:
            self.field.select(left[0].start, left[0].end)

    def show_reply(self, detail: Detail) -> None:
        """Turn to this comment. What is being typed under the same comment stays; under another it is saved first."""
        self._turn(detail.row.comment.ref, detail.draft, before=None)
        self._dress(detail, None)

    def show_edit(self, detail: Detail, edited: Row, draft: str) -> None:
        """Turn to a reply of ours in this comment's thread; `draft` is what was begun about it before."""
        text = edited.comment.text
        self._turn(edited.comment.ref, draft or text, before=text)
        self._dress(detail, edited.comment)

    def _turn(self, ref: CommentRef, kept: str, *, before: str | None) -> None:
        if self._ref != ref:
            self.save()
            self._ref, self._before = ref, before
            self._put(kept)
            return
        self._before = before
        if not self._unsaved and kept != self.text and kept not in self._drafts:
            self._put(kept)

    def _dress(self, detail: Detail, edited: Comment | None) -> None:
        self.band.show_detail(detail, edited)
        self.field.set_limit(detail.caps.reply_limit)
        self._sheet = detail.sheet
        self.spelling.know(known(detail).values())
        self._limit = (detail.caps.reply_limit, terms.platform(self._words, detail.account.platform))
        self._measure()
        self.update()

    def clear(self) -> None:
        """Empty it without touching the draft: its text has gone with an act."""
        self._put("")

    def take_over(self, text: str) -> None:
        """Hold what another box held, which is on its way to be the draft."""
        self._put(text)

    def save(self) -> None:
        """Keep what was typed, now; a sign that only opens the saved replies is nothing to keep."""
        self._pause.stop()
        if not self._unsaved or self._ref is None:
            return
        self._unsaved = False
        draft = "" if self.text in (self._before, SIGN) else self.text
        self._drafts.add(draft)
        self._acting.draft(self._ref, draft)

    def _put(self, text: str) -> None:
        self._pause.stop()
        self.picking.leave()
        self.field.replace(text)
        self._unsaved = False
        self._drafts = {text}
        self._measure()
        self.edited.emit()

    def _on_text(self) -> None:
        self._unsaved = True
        self._pause.start()
        self._measure()
        self.edited.emit()

    def _measure(self) -> None:
        if self._limit is not None:
            self.length.measure(self.text, *self._limit)
        self.spelling.hear()
        self._mark()

    def _mark(self) -> None:
        unknown = self.spelling.words
        self.told.hear(self.text, self._sheet, unknown=len(unknown))
        self.field.mark(_places(placeholders(self.text)), _places(unknown), self._theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
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


def _places(found: Iterable[Placeholder | Spelt]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]
