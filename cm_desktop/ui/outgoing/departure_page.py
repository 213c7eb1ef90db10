"""The departure list: what was prepared offline, ticked where nothing changed since. May not let anything go itself."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.differences import differences
from cm_desktop.domain.outbox import EntryId
from cm_desktop.engine.sending.departing import Departure
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.label import elided, label, paragraph
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel, Tone
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing import waiting_words
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import terms, times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

_INSET = 28  # under the words beside the box to tick
_TITLE = 22  # what it is about stands close below


class DeparturePage(Page):
    """`ticked` are the rows to be let go; what is not ticked stays where it waits."""

    key = ("Ctrl", "Enter")

    def __init__(self, departures: Sequence[Departure], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Back online")
        self.subtitle = _told(words, departures)
        self.checks: dict[EntryId, Check] = {}
        card = Card(theme.pane, theme.line2)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for place, departure in enumerate(departures):
            if place:
                rows.addWidget(rule(theme))
            rows.addWidget(self._row(departure))
        self.column.addWidget(card)
        self._count()

    @property
    def ticked(self) -> tuple[EntryId, ...]:
        """In the order in which they were done."""
        return tuple(name for name, check in self.checks.items() if check.isChecked())

    @property
    def ready(self) -> bool:
        return bool(self.ticked)

    @property
    def first(self) -> QWidget | None:
        return next(iter(self.checks.values()), None)

    def _count(self) -> None:
        self.go = self.words.count("Send {n} action", "Send {n} actions", len(self.ticked))
        self.changed.emit()

    def _row(self, departure: Departure) -> QWidget:
        words, theme, waiting = self.words, self.theme, departure.waiting
        check = Check(waiting_words.title(words, waiting), theme, on=departure.unchanged, type_=fonts.AUTHOR)
        check.clicked.connect(lambda _on: self._count())
        check.setFixedHeight(_TITLE)
        self.checks[waiting.entry.id] = check
        head = QHBoxLayout()
        head.addWidget(check)
        head.addStretch()
        head.addWidget(self._stands(departure))
        client = QHBoxLayout()
        client.setSpacing(6)
        client.addWidget(ClientSquare(waiting.client, 9, theme))
        platform = terms.platform(words, waiting.account.platform)
        client.addWidget(elided(f"{waiting.client.name} · {platform}", fonts.META, theme.text3), 1)
        about = QVBoxLayout()
        about.setContentsMargins(_INSET, 0, 0, 0)
        about.setSpacing(6)
        about.addLayout(client)
        about.addWidget(elided(waiting_words.excerpt(words, waiting), fonts.LIST_TEXT, theme.text2))
        if not departure.unchanged:
            about.addWidget(self._what_changed(departure))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(about)
        return made

    def _stands(self, departure: Departure) -> QWidget:
        if departure.unchanged:
            return label(self.words.say("Unchanged since"), fonts.META, self.theme.text3)
        return PillLabel(Pill(self.words.say("To be confirmed"), Tone.DOUBT), self.theme)

    def _what_changed(self, departure: Departure) -> QWidget:
        """Why it is to be confirmed, and where its comment says something else, what."""
        words, theme = self.words, self.theme
        made = Card(theme.sunken, theme.line)
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        trouble = departure.waiting.entry.trouble
        column.addWidget(paragraph(explain(words, trouble) if trouble else "", fonts.META, theme.doubt_fg))
        before = departure.waiting.comment.text
        if departure.text != before:
            column.addWidget(DifferenceText(differences(before, departure.text), words, theme))
        return made


def _told(words: Words, departures: Sequence[Departure]) -> str:
    """How many, and between when and when: or at what time, where that is within one minute."""
    moments = [one.waiting.entry.acted_at for one in departures]
    begin, end = times.clock(words, min(moments)), times.clock(words, max(moments))
    if begin == end:
        return words.count(
            "{n} action prepared offline at {time}",
            "{n} actions prepared offline at {time}",
            len(departures),
            time=begin,
        )
    return words.count(
        "{n} action prepared offline, from {begin} to {end}",
        "{n} actions prepared offline, from {begin} to {end}",
        len(departures),
        begin=begin,
        end=end,
    )
