"""The replies put forward, one on show at a time, and what changed since the version before. May not choose for anybody."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.differences import differences
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.passages.highlight import Setting
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import cases
from cm_desktop.wording.times import moment
from cm_desktop.wording.words import Words

_TEXT = Setting(size=14, weight=430, line=22, underline=1.5)


class ProposalCard(Card):
    """`shown` is the proposal to begin with; `place` is the one on show, from 0, and `chosen` carries it.

    The papers of the request are at hand.
    """

    chosen = Signal(int)

    def __init__(self, view: CaseView, shown: int, now: datetime, words: Words, theme: Theme) -> None:
        super().__init__(theme.raised, theme.line2)
        assert view.asked is not None
        self._view = view
        self._now = now
        self._words = words
        self._theme = theme
        self._proposals = view.asked.proposals
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head(shown))
        self._texts = [self._text(place) for place in range(len(self._proposals))]
        for text in self._texts:
            self._column.addWidget(text)
        self.show_proposal(shown)

    def show_proposal(self, place: int) -> None:
        """Show this one."""
        self.place = place
        for at, text in enumerate(self._texts):
            text.setVisible(at == place)
        self.chosen.emit(place)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _head(self, shown: int) -> QHBoxLayout:
        words, row = self._words, QHBoxLayout()
        if len(self._proposals) > 1:
            names = [words.say("Proposal {n}", n=place + 1) for place in range(len(self._proposals))]
            self.segments = Segments(words.say("Proposals"), names, self._theme, taken=shown)
            self.segments.chosen.connect(self.show_proposal)
            row.addWidget(self.segments)
        else:
            row.addWidget(label(words.say("Proposed reply"), fonts.SECTION, self._theme.text2))
        number = len(self._view.versions)
        told = cases.asker(words, self._view)
        told = words.say("{name}, version {n}", name=told, n=number) if number > 1 else told
        by = elided(told, fonts.META, self._theme.text3)
        by.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addStretch()
        row.addWidget(by)
        return row

    def _text(self, place: int) -> QWidget:
        words, theme = self._words, self._theme
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(LongText(self._proposals[place], (), _TEXT, theme.text, words, theme))
        before = self._view.versions[-2].asked if len(self._view.versions) > 1 else None
        if before is not None and place < len(before.proposals) and before.proposals[place] != self._proposals[place]:
            column.addWidget(rule(theme))
            head = QHBoxLayout()
            told = words.say("What changes since version {n}", n=len(self._view.versions) - 1)
            head.addWidget(label(told, fonts.SECTION, theme.text2))
            head.addStretch()
            why = elided(self._why_not(), fonts.META, theme.text3)
            why.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            head.addWidget(why)
            column.addLayout(head)
            column.addWidget(DifferenceText(differences(before.proposals[place], self._proposals[place]), words, theme))
        return made

    def _why_not(self) -> str:
        """Why the version before was refused, in the words of who refused it."""
        words = self._words
        refusal = next((one for one in reversed(self._view.earlier) if one.reason), None)
        if refusal is None:
            return ""
        at = moment(words, refusal.event.at, self._now)
        return words.say("refused, {time}: “{reason}”", time=at, reason=refusal.reason.replace("\n", " "))
