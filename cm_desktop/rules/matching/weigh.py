"""Which of the phrases found stand: exceptions first, then guards, then the gravest of those that overlap. May not read words.

Every step is linear in what was found, so that a text made of nothing but insults stays quick.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import By, RuleState, Stopped
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.rules.language.rule import Role, Rule
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.context import Context
from cm_desktop.rules.matching.match import Mark
from cm_desktop.rules.matching.reading import Reading

MOST_HITS = 200
_Standing = Iterable[tuple[Rule, Mark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The hits in the order of the text, at most MOST_HITS; those of rules on trial; what was given up; and who stands.

    A rule may stand without a hit of its own, where a graver one of its category covers the same words. `standing` has
    the keys of rules, drafts among them.
    """

    hits: tuple[Hit, ...] = ()
    trials: tuple[Hit, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    standing: frozenset[str] = frozenset()


def weigh(index: Index, reading: Reading, marks: Sequence[Mark], client: ClientId | None = None) -> Weighed:
    """Which of the rules found in a text stand, on a page of this client."""
    if all(mark.label.role is not Role.RULE for mark in marks):
        return Weighed()
    context = Context(index, reading, marks)
    standing: list[tuple[Rule, Mark]] = []
    stopped: dict[Stopped, None] = {}
    for mark in marks:
        if mark.label.role is not Role.RULE:
            continue
        rule = index.rules[mark.label.owner]
        if reason := _withheld(rule, client) or (context.stops(rule, mark) if rule.serves(client) else None):
            if rule.state is RuleState.DRAFT:
                continue
            start, end = reading.span(mark.first, mark.last, mark.span)
            stopped[Stopped(rule=rule.id, start=start, end=end, by=reason[0], what=reason[1])] = None
        elif rule.serves(client) and context.is_said(rule, mark):
            standing.append((rule, mark))
    stood = {rule.id for rule, _ in standing if rule.state is not RuleState.DRAFT}
    return Weighed(
        hits=_hits(((rule, mark) for rule, mark in standing if rule.state is RuleState.LIVE), reading),
        trials=_hits(((rule, mark) for rule, mark in standing if rule.state is RuleState.TRIAL), reading),
        stopped=tuple(stop for stop in stopped if stop.by is not By.CLIENT or stop.rule not in stood),
        standing=frozenset(rule.key for rule, _ in standing),
    )


def _withheld(rule: Rule, client: ClientId | None) -> tuple[By, str] | None:
    """Whether this client has the rule changed, and so not as it is here."""
    return (By.CLIENT, str(client)) if client is not None and client in rule.not_for else None


def _hits(standing: _Standing, reading: Reading) -> tuple[Hit, ...]:
    kept = [_hit(rule, mark, reading) for rule, mark in _gravest(standing)]
    return tuple(sorted(kept[:MOST_HITS], key=lambda hit: (hit.start, hit.end, hit.rule)))


def _hit(rule: Rule, mark: Mark, reading: Reading) -> Hit:
    start, end = reading.span(mark.first, mark.last, mark.span)
    return Hit(rule=rule.id, pack=rule.pack, category=rule.category, severity=rule.severity, start=start, end=end)


def _gravest(standing: _Standing) -> Iterator[tuple[Rule, Mark]]:
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
