"""What stands around a passage: exceptions, guards, words that must be near, who is meant. May not say which rule wins."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile

from cm_desktop.domain.rules import By
from cm_desktop.rules.language.rule import ANY_LANGUAGE, QUOTED, Role, Rule, Who
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.match import Mark
from cm_desktop.rules.matching.reading import Reading


class Context:
    """What could stop a rule in one text."""

    def __init__(self, index: Index, reading: Reading, marks: Sequence[Mark]) -> None:
        self._index = index
        self._reading = reading
        self._protected: dict[tuple[str, int], str] = {}
        self._inside: dict[str, set[int]] = defaultdict(set)
        self._before: dict[str, list[int]] = defaultdict(list)
        self._after: dict[str, list[int]] = defaultdict(list)
        self._anywhere: set[str] = set()
        self._signs: dict[tuple[Role, str], set[int]] = defaultdict(set)
        for mark in marks:
            self._note(mark)
        for places in (*self._before.values(), *self._after.values()):
            places.sort()

    def stops(self, rule: Rule, mark: Mark) -> tuple[By, str] | None:
        """What stops this rule here, if anything does."""
        if rule.language != ANY_LANGUAGE and self._languages and rule.language not in self._languages:
            return By.LANGUAGE, rule.language
        for place in range(mark.first, mark.last + 1):
            if phrase := self._protected.get((rule.key, place)):
                return By.EXCEPTION, phrase
        for guard in rule.unless:
            if self._quoted(mark) if guard == QUOTED else self._guarded(guard, mark):
                return By.GUARD, guard
        if rule.near and not self._beside(self._signs[Role.NEAR, rule.key], mark, rule.near.within):
            return By.NEAR, ""
        if rule.who and not self._is_about(rule.who, rule.language, mark):
            return By.WHO, rule.who
        return None

    def is_said(self, rule: Rule, mark: Mark) -> bool:
        """Whether a rule that wants the whole comment has it."""
        return not rule.whole or (mark.first, mark.last) == self._reading.said

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
            case Role.NEAR | Role.WHO:
                self._signs[mark.label.role, owner].update(range(mark.first, mark.last + 1))
            case Role.RULE:
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

    def _is_about(self, who: Who, language: str, mark: Mark) -> bool:
        if who is Who.NOBODY:
            return not any(self._is_about(other, language, mark) for other in Who if other is not Who.NOBODY)
        shown = self._index.who.get(f"{who}.{language}")
        return shown is not None and self._beside(self._signs[Role.WHO, f"{who}.{language}"], mark, shown.within)

    def _beside(self, places: set[int], mark: Mark, within: int) -> bool:
        """Whether one of these places lies in the passage, or up to `within` words from it in the same sentence."""
        if not places:
            return False
        left = self._same_sentence(range(mark.first - 1, mark.first - within - 2, -1))
        right = self._same_sentence(range(mark.last + 1, mark.last + within + 2))
        return not places.isdisjoint(chain(range(mark.first, mark.last + 1), left, right))

    def _same_sentence(self, places: range) -> Iterator[int]:
        pieces = self._reading.pieces
        return takewhile(lambda at: 0 <= at < len(pieces) and not pieces[at].edge, places)

    @cached_property
    def _languages(self) -> frozenset[str]:
        return self._reading.languages()

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return self._reading.quotes()

    def _quoted(self, mark: Mark) -> bool:
        start, end = self._reading.span(mark.first, mark.last, mark.span)
        at = bisect_right(self._quotes, (start, len(self._reading.text))) - 1
        return at >= 0 and self._quotes[at][0] <= start and end <= self._quotes[at][1]
