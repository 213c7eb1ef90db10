"""The French packs about brands, on situations written for this test. May not edit packs."""

from collections import defaultdict
from pathlib import Path

import pytest

from cm_desktop.domain.verdicts import Category
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.rule import Rule
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.conftest import SHIPPED

SITUATIONS = Path(__file__).with_name("brand_situations.txt")
GRAVE = ["health_safety", "legal", "fraud", "boycott", "scandal", "spam"]
ORDINARY = ["complaint", "irony", "question", "idea", "praise", "calm"]
PACKS = {
    *("boycott.fr", "fraude.fr", "juridique.fr", "sante_securite.fr", "scandale.fr", "spam.fr"),
    *("reclamations.fr", "ironie.fr", "questions.fr", "idees.fr", "louanges.fr"),
}
POLEMICAL = 2
RISING, NAMED, STAYING_CALM = 0.94, 0.90, 0.98  # reached so far: to raise, never to lower


def situations() -> dict[str, list[str]]:
    """The comments by what they are."""
    found: dict[str, list[str]] = defaultdict(list)
    kind = ""
    for line in SITUATIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            found[kind].append(line)
    return found


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    return [rule for rule in packs.load([SHIPPED]).rules if rule.pack in PACKS]


@pytest.mark.parametrize("kind", GRAVE)
def test_what_is_grave_for_a_brand_rises(shipped: Rulebook, kind: str) -> None:
    texts = situations()[kind]
    missed = [text for text in texts if shipped.judge(text).severity < POLEMICAL]
    assert len(missed) <= (1 - RISING) * len(texts), missed


@pytest.mark.parametrize("kind", ORDINARY)
def test_ordinary_talk_under_a_page_stays_calm(shipped: Rulebook, kind: str) -> None:
    texts = situations()[kind]
    alarms = [text for text in texts if shipped.judge(text).severity >= POLEMICAL]
    assert len(alarms) <= (1 - STAYING_CALM) * len(texts), alarms


@pytest.mark.parametrize("kind", [*GRAVE, *ORDINARY[:-1]])
def test_a_situation_is_called_by_its_name(shipped: Rulebook, kind: str) -> None:
    texts = situations()[kind]
    unnamed = [text for text in texts if Category(kind) not in shipped.judge(text).categories]
    assert len(unnamed) <= (1 - NAMED) * len(texts), unnamed


def test_each_guard_and_exception_stops_an_example_of_its_rule(shipped: Rulebook, rules: list[Rule]) -> None:
    idle = []
    for rule in rules:
        stops = {stop.what for example in rule.no for stop in shipped.why(example.text).stopped if stop.rule == rule.id}
        idle += [(rule.id, guard) for guard in rule.unless if guard not in stops]
        idle += [(rule.id, phrase.text) for phrase in rule.exceptions if phrase.text not in stops]
    assert idle == []
