"""A pack that is being written, beside the rules in force: which texts it may change, and what it would say. May not write."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock

from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.language.rule import Packs, Rule
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.sieve.sieve import Sieve


class Draft:
    """Fulfils `domain.ports.Draft`. Of a text in which no rule that changes finds anything, both say the same.

    To make all the rules takes a second, a sieve of those that change a moment.
    """

    def __init__(self, packs: Packs, in_force: Packs) -> None:
        self._packs = packs
        self._in_force = in_force
        self._making = Lock()

    def judge(self) -> Rulebook:
        """The rules as they would be."""
        with self._making:
            return self._book

    def may_differ(self, texts: Sequence[str], rules: str) -> Sequence[int]:
        """The places of the texts of which they may say something else than the rules of that version."""
        if rules != self._in_force.version or self._sieve is None:
            return range(len(texts))
        return self._sieve.pass_on(texts)

    @cached_property
    def _book(self) -> Rulebook:
        return Rulebook.of(self._packs)

    @cached_property
    def _sieve(self) -> Sieve | None:
        """For what changes, as it was and as it would be; None where that is in what all rules share."""
        then, now = self._packs, self._in_force
        if (then.guards, then.common, then.who) != (now.guards, now.common, now.who):
            return None
        was, is_to_be = {rule.key: rule for rule in now.rules}, {rule.key: rule for rule in then.rules}
        changed = [key for key in was.keys() | is_to_be.keys() if was.get(key) != is_to_be.get(key)]
        old = (replace(was[key], client=None, id=RuleId(f"{key} (before)")) for key in changed if key in was)
        new = (is_to_be[key] for key in changed if key in is_to_be)
        return Sieve(compile_packs(replace(now, rules=(*old, *new), guards=(), who={})))


def with_trials_live(packs: Packs, pack: PackId) -> Packs:
    """The same, with the rules on trial in which this pack had a say in force."""
    return replace(packs, rules=tuple(_live(packs.rules, pack)))


def _live(rules: Iterable[Rule], pack: PackId) -> Iterable[Rule]:
    for rule in rules:
        on_trial = rule.state is RuleState.TRIAL and pack in (rule.pack, rule.changed_by)
        yield replace(rule, state=RuleState.LIVE) if on_trial else rule
