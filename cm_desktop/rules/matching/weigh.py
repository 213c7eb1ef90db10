"""Which of the phrases found stand: exceptions first, then guards, then the gravest of those that overlap. May not read words.

Every step is linear in what was found, so that a text made of nothing but insults stays quick.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cm_desktop.domain.rules import By, Stopped
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.rules.language.rule import ANY_LANGUAGE, QUOTED, Role, Rule
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.match import Mark
from cm_desktop.rules.matching.reading import Reading

MOST_HITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The hits in the order of the text, at most MOST_HITS; what was given up; and every rule that stands.

    A rule may stand without a hit of its own, where a graver one of its category covers the same words.
    """

    hits: tuple[Hit, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    standing: frozenset[RuleId] = frozenset()


def weigh(index: Index, reading: Reading, marks: Sequence[Mark]) -> Weighed:
    """Which of the rules found in a text stand."""
    if all(mark.label.role is not Role.RULE for mark in marks):
        return Weighed()
    context = _Context(index, reading, marks)
    standing: list[tuple[Rule, Mark]] = []
    stopped: list[Stopped] = []
    for mark in marks:
        if mark.label.role is not Role.RULE:
            continue
        rule = index.rules[mark.label.owner]
        if reason := context.stops(rule, mark):
            start, end = reading.starts[mark.first], reading.ends[mark.last]
            stopped.append(Stopped(rule=rule.id, start=start, end=end, by=reason[0], what=reason[1]))
        else:
            standing.append((rule, mark))
    kept = [_hit(rule, mark, reading) for rule, mark in _gravest(standing)]
    hits = sorted(kept[:MOST_HITS], key=lambda hit: (hit.start, hit.end, hit.rule))
    return Weighed(
        hits=tuple(hits), stopped=tuple(dict.fromkeys(stopped)), standing=frozenset(rule.id for rule, _ in standing)
    )


def _hit(rule: Rule, mark: Mark, reading: Reading) -> Hit:
    return Hit(
        rule=rule.id,
        pack=rule.pack,
        category=rule.category,
        severity=rule.severity,
        start=reading.starts[mark.first],
        end=reading.ends[mark.last],
    )


def _gravest(standing: Iterable[tuple[Rule, Mark]]) -> Iterator[tuple[Rule, Mark]]:
    """The gravest first, less those that say nothing new: covered by their own category, or overlapping their own rule."""
    by_category: dict[Category, set[int]] = defaultdict(set)
    by_rule: dict[RuleId, set[int]] = defaultdict(set)
    for rule, mark in sorted(standing, key=lambda s: (-s[0].severity, s[1].first - s[1].last, s[1].first, s[0].id)):
        places = range(mark.first, mark.last + 1)
        if by_category[rule.category].issuperset(places) or not by_rule[rule.id].isdisjoint(places):
            continue
        by_category[rule.category].update(places)
        by_rule[rule.id].update(places)
        yield rule, mark


class _Context:
    """What could stop a rule in one text."""

    def __init__(self, index: Index, reading: Reading, marks: Sequence[Mark]) -> None:
        self._index = index
        self._reading = reading
        self._protected: dict[tuple[str, int], str] = {}
        self._inside: dict[str, set[int]] = defaultdict(set)
        self._before: dict[str, list[int]] = defaultdict(list)
        self._after: dict[str, list[int]] = defaultdict(list)
        self._anywhere: set[str] = set()
        for mark in marks:
            self._note(mark)
        for places in (*self._before.values(), *self._after.values()):
            places.sort()
        self._languages = reading.languages()

    def stops(self, rule: Rule, mark: Mark) -> tuple[By, str] | None:
        """What stops this rule here, if anything does."""
        if self._languages and rule.language not in (ANY_LANGUAGE, *self._languages):
            return By.LANGUAGE, rule.language
        for place in range(mark.first, mark.last + 1):
            if phrase := self._protected.get((rule.id, place)):
                return By.EXCEPTION, phrase
        for guard in rule.unless:
            if self._quoted(mark) if guard == QUOTED else self._guarded(guard, mark):
                return By.GUARD, guard
        return None

    def _note(self, mark: Mark) -> None:
        owner = mark.label.owner
        match mark.label.role:
            case Role.EXCEPTION:
                for place in range(mark.first, mark.last + 1):
                    self._protected[owner, place] = mark.label.phrase
            case Role.INSIDE:
                self._inside[owner].add(mark.first)
            case Role.BEFORE:
                self._before[owner].append(mark.last)
            case Role.AFTER:
                self._after[owner].append(mark.first)
            case Role.ANYWHERE:
                self._anywhere.add(owner)
            case Role.RULE | Role.NEAR | Role.WHO:
                pass

    def _guarded(self, guard: str, mark: Mark) -> bool:
        if guard in self._anywhere:
            return True
        within = self._index.guards[guard].within
        if not self._inside[guard].isdisjoint(mark.skipped):
            return True
        before, after = self._before.get(guard, []), self._after.get(guard, [])
        nearest = bisect_left(before, mark.first) - 1
        if nearest >= 0 and self._near(before[nearest], mark.first, within):
            return True
        nearest = bisect_right(after, mark.last)
        return nearest < len(after) and self._near(mark.last, after[nearest], within)

    def _near(self, left: int, right: int, within: int) -> bool:
        between = self._reading.pieces[left + 1 : right] if right - left - 1 <= within else None
        return between is not None and not any(piece.stops for piece in between)

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return self._reading.quotes()

    def _quoted(self, mark: Mark) -> bool:
        start, end = self._reading.starts[mark.first], self._reading.ends[mark.last]
        at = bisect_right(self._quotes, (start, len(self._reading.text))) - 1
        return at >= 0 and self._quotes[at][0] <= start and end <= self._quotes[at][1]
