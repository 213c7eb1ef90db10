"""Pourquoi ce commentaire remonte: matched words, form and category, rule and pack. May not judge."""

from collections.abc import Callable, Iterable
from itertools import islice

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from cm_desktop.domain.queue import AuthorHistory, Row
from cm_desktop.domain.verdicts import Form, Hit, RuleId, level
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.corrections import Corrections, mistake_menu
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.why_detail import WhyDetail
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.label import elided, label, paragraph
from cm_desktop.ui.kit.matched_words import INSET, MatchedWords, form_colour, form_line
from cm_desktop.ui.kit.meter import Meter
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_MOST_ROWS = 6
_LEAST_RULE = 150  # where there is not room for all
_FORM_ORDER = tuple(Form)


class WhyCard(Card):
    """What the rules found in one comment, and who wrote it."""

    def __init__(
        self,
        detail: Detail,
        rule_title: Callable[[RuleId], str],
        corrections: Corrections,
        reasons: Reasons,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__(theme.sunken, theme.line2)
        self._reasons = reasons
        row = self._row = detail.row
        self._client = detail.client
        self._corrections = corrections
        self._words = words
        self._theme = theme
        self._rule_title = rule_title
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 14)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._found())
        self._detail = QVBoxLayout()
        column.addLayout(self._detail)
        column.addSpacing(4)
        column.addWidget(rule(theme))
        column.addSpacing(2)
        column.addLayout(self._foot(history(words, row.comment.author.name, detail.author)))
        reasons.told.connect(self._show_detail)
        self._show_detail()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

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
        head.addWidget(label(name, fonts.BUTTON, form_colour(form, theme)))
        return head

    def _found(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(2, 1)
        found = list(_distinct(self._row))
        inset = INSET if any(hit.category.form is not Form.GRIEVANCE for _, hit in found) else 0
        for line, (text, hit) in enumerate(islice(found, _MOST_ROWS)):
            matched = MatchedWords(text, hit.category.form, inset, self._words, self._theme)
            grid.addWidget(matched, line, 0)
            grid.addLayout(form_line(hit.category, self._words, self._theme), line, 1)
            title = self._rule_title(hit.rule) or terms.category(self._words, hit.category)  # before they are read
            where = elided(f"{title} · {hit.pack}", fonts.META, self._theme.text3)
            where.shorter = title  # half a file name says nothing
            where.setMinimumWidth(_LEAST_RULE)
            where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(where, line, 2)
        if len(found) > _MOST_ROWS:
            rest = self._words.count("and {n} more", "and {n} more", len(found) - _MOST_ROWS)
            grid.addWidget(label(rest, fonts.META, self._theme.text3), _MOST_ROWS, 0)
        return grid

    def _foot(self, known: str) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(paragraph(known, fonts.META, self._theme.text3), 1)
        self._more = Button("", self._theme, kind=Kind.LINK, small=True)
        self._more.clicked.connect(self._reasons.turn)
        foot.addWidget(self._more)
        self._wrong = Button(self._words.say("Wrongly spotted…"), self._theme, kind=Kind.LINK, small=True)
        self._wrong.clicked.connect(self._open_menu)
        foot.addWidget(self._wrong)
        return foot

    def _show_detail(self) -> None:
        """All that is known of why, where it is wanted and was answered."""
        reasons, words = self._reasons, self._words
        self._more.set_label(words.say("Less") if reasons.wanted else words.say("Detail"))
        while (item := self._detail.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        if reasons.wanted and reasons.why is not None:
            self._detail.addWidget(rule(self._theme))
            self._detail.addWidget(WhyDetail(reasons.why, self._rule_title, words, self._theme))

    def _open_menu(self) -> None:
        menu = mistake_menu(list(_distinct(self._row)), self._client, self._corrections, self._words, self)
        size = menu.sizeHint()
        menu.popup(self._wrong.mapToGlobal(QPoint(self._wrong.width() - size.width(), self._wrong.height() + 4)))


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
        text = hit.passage(row.comment.text)
        if (text.lower(), hit.rule) not in seen:
            seen.add((text.lower(), hit.rule))
            yield text, hit
