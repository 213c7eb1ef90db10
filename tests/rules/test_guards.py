"""The guards of the packs that ship: without any one of them, an example that must stay calm would rise. May not edit packs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cm_desktop.rules.language import packs
from cm_desktop.rules.language.rule import Packs, Rule
from cm_desktop.rules.matching.compile import Index, compile_packs
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.conftest import SHIPPED


@pytest.fixture(scope="module")
def found() -> Packs:
    return packs.load([SHIPPED])


@pytest.fixture(scope="module")
def index(found: Packs) -> Index:
    return compile_packs(found)


@pytest.mark.parametrize(
    "pack",
    ["haine.fr", "politique.fr", "insultes.fr", "jurons.fr", "menaces.fr", "harcelement.fr", "donnees_personnelles.fr"],
)
def test_every_guard_of_every_rule_keeps_one_of_its_examples_calm(found: Packs, index: Index, pack: str) -> None:
    rules = [rule for rule in found.rules if rule.pack == pack]
    assert rules
    idle = [(rule.id, guard) for rule in rules for guard in rule.unless if not _rises_without(index, rule, guard)]
    assert not idle


def test_every_guard_that_ships_keeps_an_example_calm(found: Packs, index: Index) -> None:
    needed = {guard for rule, guard in _in_use(found) if _rises_without(index, rule, guard)}
    assert needed == {guard for _, guard in _in_use(found)}
    assert needed >= {guard.id for guard in found.guards}


def test_a_guard_that_no_example_needs_is_found_out(found: Packs, index: Index) -> None:
    rule = next(rule for rule in found.rules if rule.no and "culture.fr" in rule.unless)
    assert not _rises_without(index, replace(rule, no=rule.no[:0]), "culture.fr")


def _in_use(found: Packs) -> Iterator[tuple[Rule, str]]:
    return ((rule, guard) for rule in found.rules for guard in rule.unless)


def _rises_without(index: Index, rule: Rule, guard: str) -> bool:
    """Whether an example of the rule that must stay calm rises once the rule has all its guards but this one."""
    bare = replace(rule, unless=tuple(other for other in rule.unless if other != guard))
    book = Rulebook("bare", replace(index, rules={**index.rules, rule.key: bare}))
    return any(not kept for example, kept in book.prove(bare) if example in bare.no)
