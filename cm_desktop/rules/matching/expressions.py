"""Where the regular expressions of rules stand in a text. May not weigh them against anything.

They see the text as `letters` spells it, compared without accents where the reading compares words so. Linear in the text:
each expression is looked for once, at most MOST_FOUND passages of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from cm_desktop.rules.language.patterns import Pattern
from cm_desktop.rules.language.rule import Accents, Role, Rule
from cm_desktop.rules.matching.compile import Label
from cm_desktop.rules.matching.match import Mark
from cm_desktop.rules.matching.reading import Reading
from cm_desktop.rules.text import letters, words

MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class _Sought:
    label: Label
    pattern: Pattern
    accents: Accents


class Expressions:
    """All the expressions of a set of rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._sought = [
            _Sought(Label(Role.RULE, rule.key, pattern.text), pattern, rule.accents)
            for rule in rules
            for pattern in rule.patterns
        ]

    def __bool__(self) -> bool:
        return bool(self._sought)

    def marks(self, reading: Reading) -> list[Mark]:
        """Every expression, wherever it stands."""
        if not self._sought:
            return []
        accented = letters.spell(reading.text)
        plain = replace(accented, text=letters.without_accents(accented.text))
        fold = not words.has_accents(reading.text)
        found = []
        for sought in self._sought:
            bare = sought.accents is Accents.IGNORE or (fold and sought.accents is Accents.AUTO)
            spelled, compiled = (plain, sought.pattern.plain) if bare else (accented, sought.pattern.accented)
            found += [_mark(sought.label, spelled.span(*span), reading) for span in _spans(compiled, spelled.text)]
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
