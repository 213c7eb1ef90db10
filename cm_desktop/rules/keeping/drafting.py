"""A pack that is being written, beside the rules in force: which texts it may change, and what it would say. May not write."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock

from cm_desktop.domain.rules import PackId, RuleState, Wanted
from cm_desktop.rules.amended import Amended
from cm_desktop.rules.amendment import Amendment
from cm_desktop.rules.language.rule import Packs, Rule
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.sieve.sieve import Sieve


class Draft:
    """Fulfils `domain.ports.Draft`. Of a text in which no rule that changes finds anything, both say the same.

    To make all the rules takes a second, an index of those that change a moment: see `amended`.
    """

    def __init__(self, packs: Packs, in_force: Packs, book: Rulebook) -> None:
        self._packs = packs
        self._in_force = book
        self._amendment = Amendment(in_force, packs)
        self._making = Lock()

    def judge(self) -> Rulebook:
        """The rules as they would be."""
        with self._making:
            return self._book

    def may_differ(self, texts: Sequence[str], rules: str) -> Sequence[int]:
        """The places of the texts of which they may say something else than the rules of that version."""
        if rules != self._in_force.version or self._amendment.concerns_all:
            return range(len(texts))
        return self._sieve.pass_on(texts)

    def wanted(self, rules: str) -> Wanted | None:
        """Words without which they say the same as the rules of that version of a text that hides none, where words tell."""
        return self._amendment.wanted(self._in_force) if rules == self._in_force.version else None

    @cached_property
    def _book(self) -> Rulebook:
        if self._amendment.leaves_others_alone:
            return Amended(self._in_force, self._amendment, self._index)
        return Rulebook.of(self._packs)

    @cached_property
    def _index(self) -> Index:
        return self._amendment.index(self._in_force)

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self._index)


def with_trials_live(packs: Packs, pack: PackId) -> Packs:
    """The same, with the rules on trial in which this pack had a say in force."""
    return replace(packs, rules=tuple(_live(packs.rules, pack)))


def _live(rules: Iterable[Rule], pack: PackId) -> Iterable[Rule]:
    for rule in rules:
        on_trial = rule.state is RuleState.TRIAL and pack in (rule.pack, rule.changed_by)
        yield replace(rule, state=RuleState.LIVE) if on_trial else rule
