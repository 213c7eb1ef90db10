"""Détail: each passage with its points and its rule, what was seen through, the guards, what was let through. May not judge."""

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.rules import RuleState, Why
from cm_desktop.domain.verdicts import Hit, RuleId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words

_MOST = 8  # passages, and as many that were let through
_VERSION = 7  # letters of it tell one from the next


class WhyDetail(QWidget):
    """All that *why* answers about one text."""

    def __init__(self, why: Why, titles: Callable[[RuleId], str], words: Words, theme: Theme) -> None:
        super().__init__()
        self._why = why
        self._words = words
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        found = [
            *((hit, "") for hit in why.verdict.hits),
            *((hit, rules.state(words, RuleState.TRIAL)) for hit in why.trials),
        ]
        for hit, state in islice(found, _MOST):
            column.addWidget(paragraph(self._head(hit, state), fonts.SECTION, theme.text))
            column.addWidget(paragraph(" ".join(self._reasons(hit)), fonts.META, theme.text2))
            column.addSpacing(5)
        if why.stopped:
            column.addWidget(label(words.say("Let through"), fonts.SECTION, theme.text))
        for stop in why.stopped[:_MOST]:
            said = rules.stopped(words, why.text, stop, titles(stop.rule) or stop.rule)
            column.addWidget(paragraph(said, fonts.META, theme.text2))
        column.addSpacing(5)
        column.addWidget(paragraph(self._sum(), fonts.META, theme.text3))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    def _head(self, hit: Hit, state: str) -> str:
        """The passage, its points, the rule as packs name it, and whether that is only tried out."""
        words = self._words
        passage = isolated(hit.passage(self._why.text))
        parts = [
            words.say("“{text}”", text=passage),
            words.say("severity {n} of 4", n=hit.severity),
            hit.rule,
            hit.pack,
            state,
        ]
        return " · ".join(filter(None, parts))

    def _reasons(self, hit: Hit) -> Iterator[str]:
        why, words = self._why, self._words
        taken = [f"{rules.step(words, why.text, step)}." for step in why.steps_of(hit)]
        yield from taken or [words.say("Found as it is written.")]
        yield rules.passed(words, why.passed.get(hit.rule, ()))

    def _sum(self) -> str:
        verdict = self._why.verdict
        return self._words.say(
            "Attack {abuse} of 4 · grievance {business} of 4 · version {version} of the rules",
            abuse=verdict.abuse,
            business=verdict.business,
            version=self._why.version[:_VERSION],
        )
