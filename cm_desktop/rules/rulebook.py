"""The rules in force, as the rest of the house sees them: load, judge, explain. May not word anything for people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Why
from cm_desktop.domain.verdicts import CALM, Axis, Hit, RuleId, Verdict, gravest
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.rule import Example, Packs, Role, Rule
from cm_desktop.rules.matching.compile import Index, Label, compile_packs
from cm_desktop.rules.matching.expressions import Expressions
from cm_desktop.rules.matching.match import Mark, marks
from cm_desktop.rules.matching.reading import Reader, Reading
from cm_desktop.rules.matching.steps import steps
from cm_desktop.rules.matching.weigh import Weighed, weigh
from cm_desktop.rules.sieve.sieve import Sieve
from cm_desktop.rules.text import words

WORTH_A_SIEVE = 20_000  # texts: to make one takes as long as it saves on about so many


class Rulebook:
    """A set of packs, compiled: the Judge that the engine asks. Safe to share between threads."""

    def __init__(self, version: str, index: Index) -> None:
        self._version = version
        self._index = index
        self._reader = Reader(index)
        self._expressions = Expressions(index.rules.values())
        self._rules = {rule.id: rule for rule in index.rules.values()}
        self._asked = 0  # texts, by those who ask about many

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Self:
        """Read packs from files and folders. Raises RuleError, with file and line: all are good, or none is taken."""
        found = packs.load(paths)
        book = cls.of(found)
        book.check(found.rules)
        return book

    @classmethod
    def of(cls, found: Packs) -> Self:
        """These packs, their examples unchecked."""
        return cls(found.version, compile_packs(found))

    @property
    def version(self) -> str:
        """Names this very set of rules: it changes with any byte of any pack."""
        return self._version

    def judge(self, text: str, client: ClientId | None = None) -> Verdict:
        """What the rules say of a text, of its first 100,000 code points that is; never raises. Offsets are code points."""
        return _verdict(self._weigh(text, client).hits)

    def judge_all(self, texts: Sequence[tuple[str, ClientId | None]]) -> list[Verdict]:
        """The same of many texts, in their order; once it pays, a sieve tells those that need not be read.

        Hundreds at once are quickest.
        """
        self._asked += len(texts)
        if self._asked < WORTH_A_SIEVE:
            return [self.judge(text, client) for text, client in texts]
        verdicts = [CALM] * len(texts)
        for at in self._sieve.pass_on([text for text, _ in texts]):
            verdicts[at] = self.judge(*texts[at])
        return verdicts

    def why(self, text: str, client: ClientId | None = None) -> Why:
        """The same, with trials, what was given up and why, and what words went through before they were compared."""
        reading = self._reader.read(text)
        found = weigh(self._index, reading, self._marks(reading), client)
        return Why(
            text=text,
            version=self._version,
            verdict=_verdict(found.hits),
            trials=found.trials,
            stopped=found.stopped,
            steps=tuple(steps(self._index.vocabulary, reading, (*found.hits, *found.trials))),
        )

    def fold(self, text: str) -> str:
        """The text as search sees it: lower case, no accents, ligatures opened."""
        return words.fold_text(text)

    def language_of(self, text: str) -> str:
        """The language that its everyday words tell; empty where they tell none."""
        count = self._reader.read(text).everyday()
        return max(sorted(count), key=count.__getitem__, default="")

    def title(self, rule: RuleId, language: str) -> str:
        """A rule's title, in its pack's own language where it has none in this one; empty for an unknown rule."""
        known = self._rules.get(rule)
        if known is None:
            return ""
        own = known.titles.get(known.language) or next(iter(known.titles.values()), "")
        return known.titles.get(language, own)

    def check(self, rules: Iterable[Rule]) -> None:
        """Whether these rules keep to their examples. Raises RuleError for the first that does not."""
        for rule in rules:
            for example, kept in self.prove(rule):
                if not kept:
                    raise example.place.error("failing_example", f"{rule.id}: {example.text}")

    def prove(self, rule: Rule) -> Iterator[tuple[Example, bool]]:
        """Each example of a rule, with whether the rule keeps to it."""
        for wanted, examples in ((True, rule.yes), (False, rule.no)):
            for example in examples:
                yield example, (rule.key in self._weigh(example.text, rule.client).standing) is wanted

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self._index)

    def stands(self, rule: Rule, text: str, but_for: str = "") -> bool:
        """Whether a rule would stand in a text if it were as it is here, and had not the exception `but_for`."""
        reading = self._reader.read(text)
        spared = Label(Role.EXCEPTION, rule.key, but_for)
        found = [mark for mark in self._marks(reading) if mark.label != spared]
        index = replace(self._index, rules={**self._index.rules, rule.key: rule})
        return rule.key in weigh(index, reading, found, rule.client).standing

    def _weigh(self, text: str, client: ClientId | None = None) -> Weighed:
        reading = self._reader.read(text)
        return weigh(self._index, reading, self._marks(reading), client)

    def _marks(self, reading: Reading) -> list[Mark]:
        return marks(reading, self._expressions.marks(reading))


def _verdict(hits: tuple[Hit, ...]) -> Verdict:
    return Verdict(abuse=gravest(hits, Axis.ABUSE), business=gravest(hits, Axis.BUSINESS), hits=hits)


def matched(text: str, hit: Hit) -> str:
    """The words of a hit."""
    return text[hit.start : hit.end]
