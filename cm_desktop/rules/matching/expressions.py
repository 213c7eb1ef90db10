"""Where the regular expressions of rules stand in a text. May not weigh them against anything.

They see the text as `letters` spells it, compared without accents where the reading compares words so. Linear in the text:
each expression is looked for once, at most MOST_FOUND passages of it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from cm_desktop.rules.language import patterns
from cm_desktop.rules.language.rule import Accents, Role, Rule
from cm_desktop.rules.matching.match import Mark
from cm_desktop.rules.matching.reading import Reading
from cm_desktop.rules.matching.tree import Label
from cm_desktop.rules.text import letters, words
from cm_desktop.rules.text.letters import Spelled

MOST_FOUND = 200


class _Sought(NamedTuple):
    label: Label
    compiled: Any


class _Group:
    """Expressions that are put to the same spelling: one look for any of them tells, most often, that none stands there."""

    def __init__(self, sought: list[_Sought]) -> None:
        self._sought = sought
        self._any = patterns.any_of(one.compiled for one in sought)

    def marks(self, spelled: Spelled, reading: Reading) -> Iterator[Mark]:
        if self._any is not None and self._any.search(spelled.text) is None:
            return
        for label, compiled in self._sought:
            for span in _spans(compiled, spelled.text):
                yield _mark(label, spelled.span(*span), reading)


class Expressions:
    """All the expressions of a set of rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        # By whether the text is folded, and they are.
        groups: dict[tuple[bool, bool], list[_Sought]] = defaultdict(list)
        for rule in rules:
            for pattern in rule.patterns:
                label = Label(Role.RULE, rule.key, pattern.text)
                for fold in (False, True):
                    bare = rule.accents is Accents.IGNORE or (fold and rule.accents is Accents.AUTO)
                    groups[fold, bare].append(_Sought(label, pattern.plain if bare else pattern.accented))
        self._groups = {kind: _Group(sought) for kind, sought in groups.items()}

    def __bool__(self) -> bool:
        return bool(self._groups)

    def marks(self, reading: Reading) -> list[Mark]:
        """Every expression, wherever it stands."""
        if not self._groups:
            return []
        accented = letters.spell(reading.text)
        fold = not words.has_accents(reading.text)
        found: list[Mark] = []
        if group := self._groups.get((fold, False)):
            found += group.marks(accented, reading)
        if group := self._groups.get((fold, True)):
            found += group.marks(replace(accented, text=letters.without_accents(accented.text)), reading)
        return found


def _spans(compiled: Any, text: str) -> Iterator[tuple[int, int]]:
    found = (match.span() for match in islice(compiled.finditer(text), MOST_FOUND))
    return ((start, end) for start, end in found if start < end)


def _mark(label: Label, span: tuple[int, int], reading: Reading) -> Mark:
    """The pieces that the passage touches; the one before it where it touches none."""
    first = bisect_right(reading.ends, span[0])
    last = bisect_left(reading.starts, span[1]) - 1
    if first > last:
        first = last
    return Mark(label, max(first, 0), max(last, 0), span=span)
