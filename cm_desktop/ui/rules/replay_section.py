"""Rejeu sur l'historique: what the text would catch and lose, with samples to judge. May not run it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Replay, Sample
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.replay_words import caught, found_by_category, how_far, lost, right_of
from cm_desktop.ui.rules.sample_row import SampleRow
from cm_desktop.ui.rules.section import Section
from cm_desktop.ui.rules.trial_run import TrialRun
from cm_desktop.ui.rules.week_bars import WeekBars, bars
from cm_desktop.wording import times
from cm_desktop.wording.words import Words

_FIRST = 3  # samples that are shown before more are asked for


class ReplaySection(Section):
    """`excepted` carries the rule, the passage and the text of a sample that is to be let alone."""

    excepted = Signal(str, str, str)

    def __init__(
        self,
        run: TrialRun,
        client_name: Callable[[ClientId], str],
        now: Callable[[], datetime],
        words: Words,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(words.say("Replayed on the history"), theme, parent)
        self._run = run
        self._client_name = client_name
        self._now = now
        self._words = words
        self._all = False
        self._of_lost = False
        run.told.connect(self.show_run)
        self.show_run()

    def show_run(self) -> None:
        """What it told last."""
        replay, words, column = self._run.replay, self._words, QVBoxLayout()
        self.tell_beside(how_far(words, replay, self._run.seconds) if replay else "")
        if replay is None:
            self._all = self._of_lost = False
            idle = words.say("F6 runs these rules over your comments.")
            waiting = words.say("Reading the history…") if self._run.running else idle
            column.addWidget(label(waiting, fonts.META, self.theme.text3))
        else:
            self._report(column, replay)
        self.put(column)

    def _report(self, column: QVBoxLayout, replay: Replay) -> None:
        words = self._words
        column.addLayout(self._figures(replay))
        if by_category := found_by_category(words, replay):
            column.addWidget(paragraph(by_category, (12, 450), self.theme.text2))
        self._add_samples(column, replay)
        if replay.caught:
            column.addSpacing(4)
            column.addWidget(label(words.say("Newly flagged, by week"), fonts.SECTION, self.theme.text3))
            column.addWidget(WeekBars(bars(words, replay.weeks), words, self.theme))

    def _figures(self, replay: Replay) -> QHBoxLayout:
        row = QHBoxLayout()
        for figures, about in (
            caught(self._words, replay),
            lost(self._words, replay),
            right_of(self._words, self._run),
        ):
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(label(figures, fonts.LIST_TITLE, self.theme.text))
            part.addWidget(label(about, fonts.META, self.theme.text3))
            row.addLayout(part)
            row.addStretch()
        return row

    def _add_samples(self, column: QVBoxLayout, replay: Replay) -> None:
        of_lost = (self._of_lost and bool(replay.samples_lost)) or not replay.samples_caught
        samples = replay.samples_lost if of_lost else replay.samples_caught
        if not samples:
            return
        words = self._words
        head = QHBoxLayout()
        title = words.say("Sample, lost") if of_lost else words.say("Sample, newly flagged")
        head.addWidget(label(title, fonts.SECTION, self.theme.text3))
        head.addStretch()
        if replay.samples_lost and replay.samples_caught:
            other = words.say("See the newly flagged ones") if of_lost else words.say("See the lost ones")
            head.addWidget(self._link(other, lambda: self._turn(of_lost=not of_lost)))
        column.addLayout(head)
        for place, sample in enumerate(samples if self._all else samples[:_FIRST]):
            if place:
                column.addWidget(rule(self.theme))
            column.addWidget(self._row(sample))
        self._add_more(column, samples, replay.lost if of_lost else replay.caught)

    def _add_more(self, column: QVBoxLayout, samples: Sequence[Sample], total: int) -> None:
        """All of them where they are all here, else as many as are."""
        words = self._words
        if len(samples) <= _FIRST:
            return
        every = words.say("See the {n}", n=words.figure(total))
        some = words.say("See {n} of the {total}", n=words.figure(len(samples)), total=words.figure(total))
        name = words.say("See fewer") if self._all else every if total <= len(samples) else some
        line = QHBoxLayout()
        line.addWidget(self._link(name, self._toggle_all))
        line.addStretch()
        column.addLayout(line)

    def _row(self, sample: Sample) -> SampleRow:
        day = times.day(self._words, sample.at, self._now())
        about = " · ".join(part for part in (self._client_name(sample.client), day) if part)
        row = SampleRow(sample, about, self._run.is_right(sample), self._words, self.theme)
        row.judged.connect(partial(self._judge, sample))
        return row

    def _judge(self, sample: Sample, right: bool) -> None:  # as the signal carries it
        self._run.judge(sample.ref, right=right)
        if not right:
            hit = sample.hits[0]
            self.excepted.emit(hit.rule, sample.text[hit.start : hit.end], sample.text)

    def _link(self, name: str, call: Callable[[], None]) -> Button:
        made = Button(name, self.theme, kind=Kind.LINK, small=True)
        made.clicked.connect(lambda _checked: call())
        return made

    def _toggle_all(self) -> None:
        self._all = not self._all
        self.show_run()

    def _turn(self, *, of_lost: bool) -> None:
        self._of_lost, self._all = of_lost, False
        self.show_run()
