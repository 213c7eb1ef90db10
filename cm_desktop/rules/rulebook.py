"""The rules in force, as the rest of the house sees them: load, judge, explain. May not word anything for people."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Why
from cm_desktop.domain.verdicts import CALM, Axis, Category, Hit, RuleId, Verdict, gravest
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.rule import Example, Packs, Role, Rule
from cm_desktop.rules.matching.compile import Index, compile_packs
from cm_desktop.rules.matching.expressions import Expressions
from cm_desktop.rules.matching.match import Mark, marks
from cm_desktop.rules.matching.reading import Reader, Reading
from cm_desktop.rules.matching.steps import steps
from cm_desktop.rules.matching.tree import Label
from cm_desktop.rules.matching.weigh import Weighed, weigh
from cm_desktop.rules.text import words


class Rulebook:
    """A set of packs, compiled: the Judge that the engine asks. Safe to share between threads."""

    def __init__(self, version: str, index: Index) -> None:
        self._version = version
        self._index = index
        self._reader = Reader(index)
        self._expressions = Expressions(index.rules.values())
        self._rules = {rule.id: rule for rule in index.rules.values()}

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

    @property
    def index(self) -> Index:
        """What these rules were made into."""
        return self._index

    @cached_property
    def spelled(self) -> frozenset[str]:
        """The words that its rules know, as written; a star for what is left open."""
        return frozenset().union(*self._index.vocabulary.words().values())

    @cached_property
    def signs(self) -> frozenset[str]:
        """Emojis and the like among them: any other is no word."""
        return frozenset(word for word in self.spelled if not word.strip("*")[0].isalnum())

    def judge(self, text: str, client: ClientId | None = None) -> Verdict:
        """What the rules say of a text, of its first 100,000 code points that is; never raises. Offsets are code points."""
        reading, found = self.find(text)
        return _verdict(weigh(self._index, reading, found, client).hits) if found else CALM

    def judge_all(self, texts: Iterable[tuple[str, ClientId | None]]) -> list[Verdict]:
        """The same of many texts, in their order; those without any word that counts are not even read."""
        if self._expressions:
            return [self.judge(text, client) for text, client in texts]
        is_calm = self._reader.is_calm
        return [CALM if is_calm(text) else self.judge(text, client) for text, client in texts]

    def why(self, text: str, client: ClientId | None = None) -> Why:
        """The same, with trials, what was given up and why, and what words went through before they were compared."""
        reading, everything = self.find(text)
        found = weigh(self._index, reading, everything, client)
        told = (*found.hits, *found.trials)
        return Why(
            text=text,
            version=self._version,
            verdict=_verdict(found.hits),
            trials=found.trials,
            stopped=found.stopped,
            steps=tuple(steps(self._index.vocabulary, reading, told)),
            passed={hit.rule: self._guards(hit.rule, client) for hit in told},
        )

    def _guards(self, rule: RuleId, client: ClientId | None) -> tuple[str, ...]:
        """The guards of a rule, as it is for a client."""
        return next(known.unless for known in self._index.rules.values() if known.id == rule and known.serves(client))

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
        return "" if known is None else known.title(language)

    def category(self, rule: RuleId) -> Category | None:
        """What a rule looks for; None for one that is not known, or not used."""
        known = self._rules.get(rule)
        return None if known is None else known.category

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

    def stands(self, rule: Rule, text: str, but_for: str = "") -> bool:
        """Whether a rule would stand in a text if it were as it is here, and had not the exception `but_for`."""
        reading, everything = self.find(text)
        spared = Label(Role.EXCEPTION, rule.key, but_for)
        found = [mark for mark in everything if mark.label != spared]
        index = replace(self._index, rules={**self._index.rules, rule.key: rule})
        return rule.key in weigh(index, reading, found, rule.client).standing

    def _weigh(self, text: str, client: ClientId | None = None) -> Weighed:
        return weigh(self._index, *self.find(text), client)

    def find(self, text: str) -> tuple[Reading, list[Mark]]:
        """The text as it is read, and all that stands in it."""
        reading = self._reader.read(text)
        return reading, marks(reading, self._expressions.marks(reading))


def _verdict(hits: tuple[Hit, ...]) -> Verdict:
    return Verdict(abuse=gravest(hits, Axis.ABUSE), business=gravest(hits, Axis.BUSINESS), hits=hits)


def matched(text: str, hit: Hit) -> str:
    """The words of a hit."""
    return text[hit.start : hit.end]
