"""Paints one comment of the list. May not read anything but the row that it is given, nor act on it."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Form, Level, level
from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.inbox.queue_model import LEAVING
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.marks.avatar import paint_author, paint_client
from cm_desktop.ui.kit.marks.pill import SPACING, Fill, Pill, fit, paint
from cm_desktop.ui.kit.marks.row_words import RowWords, leaving
from cm_desktop.ui.kit.marks.thumbnail import thumbnails
from cm_desktop.ui.kit.passages.highlight import LIST, Passage, SetText, passages, set_text
from cm_desktop.ui.kit.safe_text import elided
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 130
_INSET_LEFT, _INSET_RIGHT, _INSET_TOP = 8, 14, 3
_RADIUS = 10
_STRIP_X, _STRIP_Y, _STRIP_WIDTH = 5, 14, 4
_AVATAR_X, _AVATAR_Y, _AVATAR = 20, 12, 34
_CLIENT = 30
_BOX, _BOX_RADIUS = 18, 4
_THUMB_Y, _THUMB_RADIUS = 54, 6
_TEXT_X, _RIGHT = 66, 13
_NAME_Y, _CLIENT_Y, _TEXT_Y, _PILLS_Y = 10, 29, 49, 93
_SQUARE = 9
_DOT = 7
_KEPT_TEXTS = 512
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class CommentRow(QStyledItemDelegate):
    """Paints rows of the model; `picture` is the file of what is attached to a comment.

    What is unread carries a dot. While some are `picked`, each row has a box in the place of its author's circle.
    """

    def __init__(
        self,
        rows: RowWords,
        picture: Callable[[CommentRef], Path | None],
        theme: Theme,
        now: Callable[[], datetime],
        picked: Picked,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picked = picked
        self._rows = rows
        self._theme = theme
        self._picture = picture
        self._now = now
        self._texts: OrderedDict[tuple[str, tuple[Passage, ...], int, int], SetText] = OrderedDict()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_TEXT_X, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, Row):
            return
        now = self._now()
        departure = leaving(row, now) if index.data(LEAVING) else None
        pills = self._foot(row, departure, now)
        card = _card(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        selected = row.handle in self._picked if self._picked.is_on else _is_selected(option)
        self._ground(painter, card, option, leaves=departure is not None, picked=row.handle in self._picked)
        self._head(painter, card, row, now, quiet=departure is not None)
        if row.comment.media:
            self._thumb(painter, card, row)
        self._body(painter, card, row, quiet=departure is not None, lines=2 if pills else 3)
        self._pills(painter, card, pills, lined=selected or departure is not None)
        if departure is None:
            self._strip(painter, card, row)
        elif departure.addressee is Addressee.PLATFORM and not self._rows.offline:
            self._emptying(painter, card, departure, now)
        painter.restore()

    def _foot(self, row: Row, departure: Entry | None, now: datetime) -> tuple[Pill, ...]:
        if departure is None:
            return self._rows.pills(row)
        words = self._rows.departure(departure, now)
        return (Pill(words, fill=Fill.OUTLINE, icon=icons.ACTIONS[departure.action.kind]),)

    def _ground(
        self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem, *, leaves: bool, picked: bool
    ) -> None:
        state: QStyle.StateFlag = option.state
        theme, here, hovered = self._theme, _is_selected(option), bool(state & QStyle.StateFlag.State_MouseOver)
        selected = picked if self._picked.is_on else here
        if not (leaves or selected or here or hovered):
            return
        focused = here and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(theme.accent, 1.5) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.sel if selected else theme.sunken if leaves else theme.hover if hovered else theme.pane)
        painter.drawRoundedRect(card.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)

    def _head(self, painter: QPainter, card: QRectF, row: Row, now: datetime, *, quiet: bool) -> None:
        theme, author = self._theme, self._rows.author(row)
        left, right = card.left() + _TEXT_X, card.right() - _RIGHT
        time = self._rows.time(row, now)
        circle = QRectF(card.left() + _AVATAR_X, card.top() + _AVATAR_Y, _AVATAR, _AVATAR)
        if self._picked.is_on and not quiet:
            self._box(painter, circle, picked=row.handle in self._picked)
        else:
            self._figure(painter, circle, row)
        top = card.top() + _NAME_Y
        width = _draw(painter, QRectF(left, top, right - left, 19), time, fonts.META, theme.text3, end=True)
        room = right - left - width - 12 - (_DOT + 8)
        name = _draw(painter, QRectF(left, top, room, 19), author, fonts.AUTHOR, theme.text3 if quiet else theme.text)
        if not quiet and row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(QRectF(left + name + 8, top + 7, _DOT, _DOT))
        self._origin(painter, QRectF(left, card.top() + _CLIENT_Y, right - left, 17), row)

    def _figure(self, painter: QPainter, circle: QRectF, row: Row) -> None:
        """Who says it, as in the thread: the client in its square, whoever else in a circle."""
        source = self._rows.source(row)
        if row.comment.author.is_page and source is not None:
            square = QRectF(0, 0, _CLIENT, _CLIENT)
            square.moveCenter(circle.center())
            paint_client(painter, square, source.client, self._theme)
        else:
            paint_author(painter, circle, row.comment.author.name, self._theme)  # initials, not of "Name withheld"

    def _box(self, painter: QPainter, around: QRectF, *, picked: bool) -> None:
        theme, box = self._theme, QRectF(0, 0, _BOX, _BOX)
        box.moveCenter(around.center())
        painter.setPen(Qt.PenStyle.NoPen if picked else QPen(theme.edge, 1.5))
        painter.setBrush(theme.accent if picked else theme.raised)
        painter.drawRoundedRect(box if picked else box.adjusted(0.75, 0.75, -0.75, -0.75), _BOX_RADIUS, _BOX_RADIUS)
        if picked:
            icons.draw(painter, "check", theme.accent_on, box.left() + 2, box.top() + 2, _BOX - 4)

    def _origin(self, painter: QPainter, box: QRectF, row: Row) -> None:
        source = self._rows.source(row)
        if source is not None:
            square = QRectF(box.left(), box.center().y() - _SQUARE / 2, _SQUARE, _SQUARE)
            paint_client(painter, square, source.client, self._theme)
            _draw(painter, box.adjusted(_SQUARE + 5, 0, 0, 0), self._rows.origin(row), fonts.META, self._theme.text3)

    def _body(self, painter: QPainter, card: QRectF, row: Row, *, quiet: bool, lines: int) -> None:
        calm = quiet or level(row.verdict.severity) is Level.ROUTINE
        found = () if calm else passages(row.verdict.hits)
        text = self._text(self._rows.body(row), found, int(card.width()) - _TEXT_X - _RIGHT, lines)
        colour = self._theme.text3 if quiet or not row.comment.text else self._theme.text2 if calm else self._theme.text
        text.draw(painter, card.left() + _TEXT_X, card.top() + _TEXT_Y, colour)

    def _thumb(self, painter: QPainter, card: QRectF, row: Row) -> None:
        """Under the author, cut to a square; nothing where the picture is not here."""
        file = self._picture(row.comment.ref)
        ratio = painter.device().devicePixelRatio()
        shown = thumbnails().find(file, QSize(2 * _AVATAR, 2 * _AVATAR), ratio) if file is not None else None
        if shown is None:
            return
        box = QRectF(card.left() + _AVATAR_X, card.top() + _THUMB_Y, _AVATAR, _AVATAR)
        side = min(shown.width(), shown.height())
        middle = QRectF((shown.width() - side) / 2, (shown.height() - side) / 2, side, side)
        shape = QPainterPath()
        shape.addRoundedRect(box, _THUMB_RADIUS, _THUMB_RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(box, shown, middle)
        painter.restore()

    def _text(self, text: str, found: tuple[Passage, ...], width: int, lines: int) -> SetText:
        key = (text, found, width, lines)
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = set_text(text, found, width, LIST, self._theme, lines=lines)
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(key)
        return known

    def _pills(self, painter: QPainter, card: QRectF, pills: tuple[Pill, ...], *, lined: bool) -> None:
        x, y = card.left() + _TEXT_X, card.top() + _PILLS_Y
        for pill in fit(pills, card.width() - _TEXT_X - _RIGHT):
            x += paint(painter, x, y, pill, self._theme, lined=lined) + SPACING

    def _strip(self, painter: QPainter, card: QRectF, row: Row) -> None:
        if level(row.verdict.severity) is Level.ROUTINE or not row.verdict.forms:
            return
        theme = self._theme
        bars = {Form.ATTACK: theme.at_bar, Form.GRIEVANCE: theme.gr_bar, Form.NEITHER: theme.edge}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bars[row.verdict.forms[0]])
        height = card.height() - 2 * _STRIP_Y
        painter.drawRoundedRect(QRectF(card.left() + _STRIP_X, card.top() + _STRIP_Y, _STRIP_WIDTH, height), 2, 2)

    def _emptying(self, painter: QPainter, card: QRectF, departure: Entry, now: datetime) -> None:
        delay = (departure.not_before - departure.acted_at).total_seconds()
        left = (departure.not_before - now).total_seconds()
        line = QRectF(card.left() + _AVATAR_X, card.bottom() - 5, card.width() - _AVATAR_X - _RIGHT, 2)
        painter.fillRect(line, self._theme.line2)
        line.setWidth(line.width() * min(1.0, left / delay if delay > 0 else 0.0))
        painter.fillRect(line, self._theme.accent)


def is_on_box(point: QPoint) -> bool:
    """Whether a point of a row, from its corner, lies where its box is, or its author's circle."""
    x, y = point.x() - _INSET_LEFT - _AVATAR_X, point.y() - _INSET_TOP - _AVATAR_Y
    return 0 <= x < _AVATAR and 0 <= y < _AVATAR


def _is_selected(option: QStyleOptionViewItem) -> bool:
    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_Selected)


def _card(option: QStyleOptionViewItem) -> QRectF:
    """The card in its row; a scroll bar lies in the gutter and takes nothing from the card."""
    bar = option.widget.width() - option.rect.width()
    return QRectF(option.rect).adjusted(_INSET_LEFT, _INSET_TOP, bar - _INSET_RIGHT, -_INSET_TOP)


def _draw(
    painter: QPainter, box: QRectF, text: str, type_: tuple[int, int], colour: QColor, *, end: bool = False
) -> float:
    """One line, elided, left or at the end of its box whatever its direction; answers its width."""
    font = fonts.font(*type_)
    metrics = QFontMetricsF(font)
    shown = elided(text, metrics, box.width())
    painter.setFont(font)
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignAbsolute | _MIDDLE | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)
