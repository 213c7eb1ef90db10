"""Pourquoi ce commentaire remonte: matched words, form and category, rule and pack. May not judge."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from cm_desktop.domain.queue import AuthorHistory, Row
from cm_desktop.domain.rules import Why
from cm_desktop.domain.verdicts import Category, Form, Hit, RuleId, level
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.corrections import Corrections, mistake_menu
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.why_detail import WhyDetail
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import INSET as SIDE
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.kept import MadeAgain
from cm_desktop.ui.kit.label import elided, label, paragraph, recolour
from cm_desktop.ui.kit.marks.meter import Meter
from cm_desktop.ui.kit.passages.matched_words import INSET, FormLine, MatchedWords, form_colour
from cm_desktop.ui.kit.safe_text import LINE, ElidedLabel, isolated, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_MOST_ROWS = 6
_GAP = 16  # between columns
_LEAST_RULE, _ENOUGH = 150, 260  # where there is not room for all: of a rule's name, of a passage
_FORM_ORDER = tuple(Form)


class _Line(NamedTuple):
    """One passage: its words, what kind they are, which rule found them."""

    matched: MatchedWords
    form: FormLine
    where: ElidedLabel


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
        self._corrections = corrections
        self._words = words
        self._theme = theme
        self._rule_title = rule_title
        self._known = paragraph("", fonts.META, theme.text3)
        self._rest = label("", fonts.META, theme.text3)
        self._found: list[_Line] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 14)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(self._rest, _MOST_ROWS, 0)
        column.addLayout(self._grid)
        self._above_full = rule(theme)
        column.addWidget(self._above_full)
        full = QVBoxLayout()
        column.addLayout(full)
        column.addSpacing(4)
        column.addWidget(rule(theme))
        column.addSpacing(2)
        column.addLayout(self._foot())
        self._full = MadeAgain[WhyDetail, Why](full, lambda why: WhyDetail(why, rule_title, words, theme))
        reasons.told.connect(self._show_detail)
        self.show_detail(detail)

    def show_detail(self, detail: Detail) -> None:
        """Speak of this comment instead."""
        words = self._words
        row = self._row = detail.row
        self._client = detail.client
        self._tell_severity()
        self._tell_found()
        self._known.setText(history(words, row.comment.author.name, detail.author))
        self._show_detail()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _head(self) -> QHBoxLayout:
        words, theme = self._words, self._theme
        self._spotted = elided("", fonts.META, theme.text3)
        self._spotted.shorter = " "  # the passages stand below: where there is no room, nothing is lost
        self._spotted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._meter = Meter(0, Form.NEITHER, "", theme)
        self._level = label("", fonts.BUTTON, theme.text)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(words.say("Why this comment is here"), fonts.AUTHOR, theme.text))
        head.addWidget(self._spotted, 1)
        head.addWidget(self._meter, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._level)
        return head

    def _tell_severity(self) -> None:
        words, verdict = self._words, self._row.verdict
        form = verdict.forms[0]
        name = terms.level(words, level(verdict.severity))
        spotted = sum(hit.severity > 0 for hit in verdict.hits)
        self._spotted.setText(words.count("{n} passage flagged", "{n} passages flagged", spotted))
        self._meter.show_severity(verdict.severity, form, name)
        self._level.setText(name)
        recolour(self._level, form_colour(form, self._theme))

    def _tell_found(self) -> None:
        """A line for each passage, up to six."""
        found = list(_distinct(self._row))
        inset = INSET if any(hit.category.form is not Form.GRIEVANCE for _, hit in found) else 0
        shown = found[:_MOST_ROWS]
        while len(self._found) < len(shown):
            self._found.append(self._one_more(len(self._found)))
        for line, (text, hit) in zip(self._found, shown, strict=False):
            title = self._rule_title(hit.rule) or terms.category(self._words, hit.category)  # before they are read
            line.matched.show_words(text, hit.category.form, inset)
            line.form.show_category(hit.category)
            line.where.shorter = title  # half a file name says nothing
            line.where.setText(f"{title} · {hit.pack}")
        for place, line in enumerate(self._found):
            for part in (line.matched, line.form, line.where):
                part.setVisible(place < len(shown))
        self._share_room()
        left = len(found) - len(shown)
        self._rest.setText(self._words.count("and {n} more", "and {n} more", left))
        self._rest.setHidden(not left)

    def _share_room(self) -> None:
        """A long passage is cut in its middle before the name of its rule is, as far as the passage still says something."""
        shown = [line for line in self._found if not line.where.isHidden()]
        forms = max((line.form.sizeHint().width() for line in shown), default=0)
        names = (
            QFontMetricsF(line.where.font()).horizontalAdvance(visible(line.where.shorter, LINE)) for line in shown
        )
        room = self.width() - 2 * SIDE - 2 * _GAP - forms
        most = max(room - max(names, default=0), min(room - _LEAST_RULE, _ENOUGH))
        for line in shown:
            line.matched.give_way(int(most) - 1)

    def _one_more(self, number: int) -> _Line:
        words, theme = self._words, self._theme
        made = _Line(
            MatchedWords("", Form.NEITHER, 0, words, theme),
            FormLine(Category.INSULT, words, theme),
            elided("", fonts.META, theme.text3),
        )
        made.where.setMinimumWidth(_LEAST_RULE)
        made.where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, part in enumerate((made.matched, made.form, made.where)):
            self._grid.addWidget(part, number, column)
        return made

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._known, 1)
        self._more = Button("", self._theme, kind=Kind.LINK, small=True)
        self._more.clicked.connect(self._reasons.turn)
        foot.addWidget(self._more)
        self._wrong = Button(self._words.say("Wrongly flagged…"), self._theme, kind=Kind.LINK, small=True)
        self._wrong.clicked.connect(self._open_menu)
        foot.addWidget(self._wrong)
        return foot

    def _show_detail(self) -> None:
        """All that is known of why, where it is wanted and was answered."""
        reasons, words = self._reasons, self._words
        self._more.set_label(words.say("Less") if reasons.wanted else words.say("Detail"))
        why = reasons.why if reasons.wanted else None
        self._above_full.setHidden(why is None)
        self._full.show([why] if why is not None else [])

    def _open_menu(self) -> None:
        menu = mistake_menu(list(_distinct(self._row)), self._client, self._corrections, self._words, self)
        size = menu.sizeHint()
        menu.popup(self._wrong.mapToGlobal(QPoint(self._wrong.width() - size.width(), self._wrong.height() + 4)))


def history(words: Words, name: str, author: AuthorHistory) -> str:
    """What is known of the author on this page."""
    if not name and author.comments <= 1:
        return words.say("Nothing says who wrote this: other comments by the same person are not known.")
    who = isolated(name or words.say("Name withheld"))
    if author.comments <= 1:
        return words.say("First recent comment by {author} on this page.", author=who)
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
