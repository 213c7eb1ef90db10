"""What the rules saw through, what stopped them, what they warn of: each has words of its own, in both languages."""

import pytest

from cm_desktop.domain.rules import Advice, By, Disguise, Precision, RuleState, Step, Stopped
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.settings import resources
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words

RULE = RuleId("insulte.injure")
TEXT = "quel c0nnard"
PROBLEMS = (
    "common_word",
    "only_with_accents",
    "contradicts",
    "never_fires",
    "needless_guard",
    "needless_exception",
)


@pytest.fixture(params=["fr", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return Words.load(request.param, resources() / "translations")


def test_each_state_disguise_stop_and_advice_is_told_apart(words: Words) -> None:
    told = [rules.state(words, state) for state in RuleState]
    told += [rules.step(words, TEXT, Step(start=5, end=12, compared="connard", disguises=(d,))) for d in Disguise]
    told += [rules.stopped(words, TEXT, Stopped(rule=RULE, start=5, end=12, by=by, what="x"), "Injure") for by in By]
    told += [rules.advice(words, Advice(rule=RULE, line=1, problem=p, detail="con", count=3)) for p in PROBLEMS]
    assert len(set(told)) == len(RuleState) + len(Disguise) + len(By) + len(PROBLEMS)
    assert not set(PROBLEMS) & set(told)


def test_a_step_shows_what_is_written_and_what_it_is_read_as() -> None:
    words = Words.load("fr", resources() / "translations")
    step = Step(start=5, end=12, compared="connard", disguises=(Disguise.LEET, Disguise.CASE))
    assert rules.step(words, TEXT, step) == (
        "«\u00a0c0nnard\u00a0» est lu «\u00a0connard\u00a0»\u00a0: "
        "avec des chiffres ou des signes à la place de lettres, en capitales"
    )


def test_a_rule_without_decisions_has_no_precision_to_tell(words: Words) -> None:
    assert rules.precision(words, Precision(rule=RULE)) == ""
    assert "3" in rules.precision(words, Precision(rule=RULE, acted=2, classed=1))
