"""Pourquoi ce commentaire remonte: matched words, form and category, rule and pack. May not judge."""

from collections.abc import Callable, Iterable
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.queue import AuthorHistory, Row
from cm_desktop.domain.verdicts import Form, Hit, RuleId, level
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.label import elided, label, sign
from cm_desktop.ui.kit.meter import Meter
from cm_desktop.ui.kit.safe_text import isolated, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_MOST_ROWS = 6
_WORDS_WIDTH = 360
_LEAST_WORDS, _LEAST_RULE = 180, 150  # where there is not room for all
_INSET = 8  # of words on a ground
_LINE = 26
_FORM_ORDER = tuple(Form)
_HERE = "\0"


class WhyCard(Card):
    """What the rules found in one comment, and who wrote it."""

    def __init__(
        self, row: Row, author: AuthorHistory, rule_title: Callable[[RuleId], str], words: Words, theme: Theme
    ) -> None:
        super().__init__(theme.sunken, theme.line2)
        self._row = row
        self._words = words
        self._theme = theme
        self._rule_title = rule_title
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 14)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._found())
        column.addSpacing(4)
        column.addWidget(rule(theme))
        column.addSpacing(2)
        column.addWidget(elided(history(words, row.comment.author.name, author), fonts.META, theme.text3))

    def _head(self) -> QHBoxLayout:
        words, theme, verdict = self._words, self._theme, self._row.verdict
        form = verdict.forms[0]
        name = terms.level(words, level(verdict.severity))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(words.say("Why this comment is here"), fonts.AUTHOR, theme.text))
        head.addStretch()
        spotted = sum(hit.severity > 0 for hit in verdict.hits)
        found = words.count("{n} passage spotted", "{n} passages spotted", spotted)
        head.addWidget(label(found, fonts.META, theme.text3))
        head.addWidget(Meter(verdict.severity, form, name, theme), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(label(name, fonts.BUTTON, _colour(form, theme)))
        return head

    def _found(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(2, 1)
        found = list(_distinct(self._row))
        opening, closing = self._words.say("“{text}”", text=_HERE).split(_HERE)
        inset = _INSET if any(hit.category.form is not Form.GRIEVANCE for _, hit in found) else 0
        for line, (text, hit) in enumerate(islice(found, _MOST_ROWS)):
            matched = MatchedWords(opening, text, closing, hit.category.form, inset, self._theme)
            grid.addWidget(matched, line, 0)
            grid.addLayout(self._kind(hit), line, 1)
            where = elided(f"{self._rule_title(hit.rule)} · {hit.pack}", fonts.META, self._theme.text3)
            where.setMinimumWidth(_LEAST_RULE)
            where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(where, line, 2)
        if len(found) > _MOST_ROWS:
            rest = self._words.count("and {n} more", "and {n} more", len(found) - _MOST_ROWS)
            grid.addWidget(label(rest, fonts.META, self._theme.text3), _MOST_ROWS, 0)
        return grid

    def _kind(self, hit: Hit) -> QHBoxLayout:
        form = hit.category.form
        colour = _colour(form, self._theme)
        kind = QHBoxLayout()
        kind.setSpacing(8)
        if form in icons.FORMS:
            kind.addWidget(sign(icons.FORMS[form], colour, 14))
        kind.addWidget(label(terms.form(self._words, form, hit.category), (13, 600), colour))
        return kind


class MatchedWords(QWidget):
    """The words that a rule matched, between quotation marks, marked as they are in the comment."""

    def __init__(self, opening: str, text: str, closing: str, form: Form, inset: int, theme: Theme) -> None:
        super().__init__()
        self._opening, self._text, self._closing = opening, visible(text), closing
        self._inset = inset
        self._form = form
        self._theme = theme
        self._font = fonts.font(13, 520 if form is Form.GRIEVANCE else 650)
        self.setAccessibleName(opening + self._text + closing)
        self.setFixedHeight(_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        parts = (self._opening, self._text, self._closing)  # measured one by one, as they are painted: kerning counts
        width = sum(map(QFontMetricsF(self._font).horizontalAdvance, parts))
        wanted = round(width + 2 * self._inset + 0.5)
        return QSize(min(wanted, _WORDS_WIDTH), _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), _LEAST_WORDS), _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text, ground, line, thick = {
            Form.ATTACK: (self._theme.at_mark_tx, self._theme.at_mark, self._theme.at_mark_tx, 1.2),
            Form.GRIEVANCE: (self._theme.gr_fg, None, self._theme.gr_ul, 1.5),
            Form.NEITHER: (self._theme.mark_tx, self._theme.mark, self._theme.mark_tx, 1.2),
        }[self._form]
        metrics = QFontMetricsF(self._font)
        before, after = (metrics.horizontalAdvance(quote) for quote in (self._opening, self._closing))
        room = self.width() - 2 * self._inset - before - after + 1
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, room)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if ground is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(QRectF(0, 1, self.width(), self.height() - 2), 5, 5)
            baseline = (self.height() + metrics.capHeight()) / 2
            painter.setFont(self._font)
            painter.setPen(text)
            painter.drawText(QPointF(self._inset, baseline), f"{self._opening}{shown}{self._closing}")
            start = self._inset + before
            painter.setPen(QPen(line, thick))
            below = baseline + 3.5
            painter.drawLine(QPointF(start, below), QPointF(start + metrics.horizontalAdvance(shown), below))


def history(words: Words, name: str, author: AuthorHistory) -> str:
    """What is known of the author on this page."""
    if not name and author.comments <= 1:
        return words.say("Nobody says who wrote this: other comments of the same person are not known.")
    who = isolated(name or words.say("Name withheld"))
    if author.comments <= 1:
        return words.say("First comment of {author} on this page lately.", author=who)
    parts = [
        words.count("{n} comment in 30 days", "{n} comments in 30 days", author.comments),
        words.count("{n} reply received", "{n} replies received", author.replied)
        if author.replied
        else words.say("no reply received"),
        words.count("{n} hidden", "{n} hidden", author.hidden) if author.hidden else words.say("never hidden"),
    ]
    return words.say("{author}: {history}.", author=who, history=", ".join(parts))


def _distinct(row: Row) -> Iterable[tuple[str, Hit]]:
    """Each matched text once for each rule: attacks first, then the gravest, then as they stand in the text."""
    grave = (hit for hit in row.verdict.hits if hit.severity)
    ordered = sorted(grave, key=lambda h: (_FORM_ORDER.index(h.category.form), -h.severity, h.start))
    seen = set()
    for hit in ordered:
        text = " ".join(row.comment.text[hit.start : hit.end].split())
        if (text.lower(), hit.rule) not in seen:
            seen.add((text.lower(), hit.rule))
            yield text, hit


def _colour(form: Form, theme: Theme) -> QColor:
    return {Form.ATTACK: theme.attack_fg, Form.GRIEVANCE: theme.gr_fg, Form.NEITHER: theme.text2}[form]
