"""One case in the list, painted like a comment of the inbox. May not answer it."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.ui.detail.deadline import short_deadline
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.marks.avatar import paint_client
from cm_desktop.ui.kit.marks.pill import SPACING, fit, paint
from cm_desktop.ui.kit.passages.highlight import LIST, passages, set_text
from cm_desktop.ui.kit.safe_text import LINE, elided, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.case_words import client_of, pills, row_of, state_pill, title
from cm_desktop.wording import cases
from cm_desktop.wording.times import moment
from cm_desktop.wording.words import Words

HEIGHT = 130
_RADIUS, _SQUARE, _TEXT_X, _RIGHT = 10, 30, 56, 13
_TITLE_Y, _ORIGIN_Y, _TEXT_Y, _PILLS_Y = 10, 29, 49, 93


class CaseItem(QAbstractButton):
    """Checked while it is the one on show."""

    announced = Role.ListItem

    def __init__(self, view: CaseView, now: datetime, words: Words, theme: Theme) -> None:
        super().__init__()
        self.view = view
        self._words = words
        self._theme = theme
        self._client = client_of(view)
        self._title = visible(title(words, view), LINE)
        at = moment(words, view.case.current.at, now)
        asked = words.say("asked by {name}, {when}", name=cases.asker(words, view), when=at)
        self._origin = visible(f"{self._client.name} · {asked}", LINE)
        open_ = view.state is CaseState.SUBMITTED
        self.end = short_deadline(words, view, now) if open_ else state_pill(words, view)
        self.setCheckable(True)
        self.setAccessibleName(
            ", ".join(part for part in (self._title, self._origin, self.end.text if self.end else "") if part)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        card = QRectF(self.rect()).adjusted(8, 3, -14, -3)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._ground(painter, card)
            paint_client(
                painter, QRectF(card.left() + 15, card.top() + 12, _SQUARE, _SQUARE), self._client, self._theme
            )
            self._head(painter, card)
            self._body(painter, card)
            x = card.left() + _TEXT_X
            for pill in fit(pills(self._words, self.view), card.width() - _TEXT_X - _RIGHT):
                x += paint(painter, x, card.top() + _PILLS_Y, pill, self._theme, lined=self.isChecked()) + SPACING

    def _ground(self, painter: QPainter, card: QRectF) -> None:
        theme, on = self._theme, self.isChecked()
        if on or self.underMouse():
            painter.setPen(QPen(theme.accent, 1.5) if on and self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.sel if on else theme.hover)
            painter.drawRoundedRect(card.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)

    def _head(self, painter: QPainter, card: QRectF) -> None:
        theme, left, right = self._theme, card.left() + _TEXT_X, card.right() - _RIGHT
        if self.end is not None:
            paint(painter, right - self.end.width(), card.top() + _TITLE_Y - 1, self.end, theme, lined=self.isChecked())
        room = right - left - (self.end.width() + 10 if self.end else 0)
        for text, type_, colour, top, width in (
            (self._title, fonts.AUTHOR, theme.text, _TITLE_Y, room),
            (self._origin, fonts.META, theme.text3, _ORIGIN_Y, right - left),
        ):
            painter.setFont(fonts.font(*type_))
            painter.setPen(colour)
            shown = elided(text, QFontMetricsF(painter.font()), width)
            painter.drawText(QRectF(left, card.top() + top, width, 19), Qt.AlignmentFlag.AlignVCenter, shown)

    def _body(self, painter: QPainter, card: QRectF) -> None:
        row = row_of(self.view)
        said = row.comment.text if row is not None else self._words.say("These texts were erased.")
        found = passages(row.verdict.hits) if row is not None else ()
        text = set_text(said, found, int(card.width()) - _TEXT_X - _RIGHT, LIST, self._theme, lines=2)
        text.draw(painter, card.left() + _TEXT_X, card.top() + _TEXT_Y, self._theme.text2)
