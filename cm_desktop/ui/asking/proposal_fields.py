"""One to three replies to choose from, each in a field of its own. May not say which acts they go with."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.actions import TextLimit
from cm_desktop.domain.unseen import says_nothing
from cm_desktop.ui.detail.reply_text import ReplyText
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words, mark

MOST = 3
_NUMBER = 24
_MORE = (mark("Write a reply…"), mark("Add a second reply…"), mark("Add a third reply…"))


class ProposalFields(QWidget):
    """`changed` tells that something was typed. The first field is where the keyboard begins."""

    changed = Signal()

    def __init__(self, texts: Sequence[str], limit: TextLimit, words: Words, theme: Theme) -> None:
        super().__init__()
        self._fields = [_Field(place, words, theme, self) for place in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for place, field in enumerate(self._fields):
            column.addWidget(field)
            field.text.set_limit(limit)
            field.text.replace(texts[place] if place < len(texts) else "")
            field.text.textChanged.connect(self._typed)
        self._show_next()

    @property
    def first(self) -> QWidget:
        return self._fields[0].text

    @property
    def texts(self) -> tuple[str, ...]:
        """What is put forward, the empty fields left out."""
        texts = (written(field.text.document()).strip() for field in self._fields)
        return tuple(text for text in texts if not says_nothing(text))

    @property
    def fits(self) -> bool:
        """Whether the platform would take each of them."""
        return all(field.text.fits for field in self._fields)

    def _typed(self) -> None:
        self._show_next()
        self.changed.emit()

    def _show_next(self) -> None:
        """The field after the last that holds something: nobody is asked for three."""
        used = [place for place, field in enumerate(self._fields) if written(field.text.document()).strip()]
        last = max(used, default=-1) + 1
        for place, field in enumerate(self._fields):
            field.setVisible(place <= last)


class _Field(QWidget):
    def __init__(self, place: int, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = place
        self.text = ReplyText(words, self)
        self.text.set_least_lines(2 if place == 0 else 1)
        self.text.setPlaceholderText(words.say(_MORE[place]))
        self.text.setAccessibleName(words.say("Proposed reply {n}", n=place + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(_NUMBER + 10, 0, 0, 0)
        row.addWidget(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, typing = self._theme, self.text.hasFocus()
        number = QRectF(0.5, 9.5, _NUMBER, _NUMBER)
        box = QRectF(self.text.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line)
            painter.setBrush(theme.sunken)
            painter.drawEllipse(number)
            painter.setPen(theme.text2)
            painter.setFont(fonts.font(*fonts.SECTION))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self._place + 1))
            painter.setPen(QPen(theme.accent, 1.5) if typing else theme.line2)
            painter.setBrush(theme.pane)
            painter.drawRoundedRect(box, 8, 8)
