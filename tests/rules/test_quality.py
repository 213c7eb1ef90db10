"""The packs that ship, on comments under brands' pages, town halls' and associations' that one reader judged.

What is asked here is what a moderator needs to trust the colour. `tools/quality.py` prints the same, category by category.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from cm_desktop.domain.verdicts import Verdict
from cm_desktop.rules.rulebook import Rulebook
from tools.quality import FIXTURES, Labelled, Score, axes, by_category, left_alone, read, rightly_named


@dataclass(frozen=True, slots=True)
class Judged:
    rows: Sequence[Labelled]
    verdicts: Sequence[Verdict]


@pytest.fixture(scope="module", params=FIXTURES, ids=lambda file: file.stem)
def judged(request: pytest.FixtureRequest, shipped: Rulebook) -> Judged:
    rows = read(request.param)
    return Judged(rows, [shipped.judge(row.text) for row in rows])


def test_what_is_polemical_is_found_without_crying_wolf(judged: Judged) -> None:
    polemical = axes(judged.rows, judged.verdicts)["polemical"]
    assert polemical.precision >= 0.95
    assert polemical.recall >= 0.85


@pytest.mark.parametrize("axis", ["abuse", "business"])
def test_an_attack_is_not_taken_for_a_grievance(judged: Judged, axis: str) -> None:
    assert axes(judged.rows, judged.verdicts)[axis].f1 >= 0.85


def test_a_right_reason_is_given(judged: Judged) -> None:
    assert rightly_named(judged.rows, judged.verdicts) >= 0.90


def test_what_is_ordinary_is_left_alone(judged: Judged) -> None:
    assert left_alone(judged.rows, judged.verdicts) >= 0.95


def test_a_judge_that_is_always_silent_or_always_cries_does_not_pass(judged: Judged) -> None:
    silent = [Verdict() for _ in judged.rows]
    crying = [Verdict(abuse=4, business=4) for _ in judged.rows]
    assert axes(judged.rows, silent)["polemical"].recall == 0
    assert axes(judged.rows, crying)["polemical"].precision < 0.5
    assert left_alone(judged.rows, crying) == 0
    assert rightly_named(judged.rows, crying) == 0
    assert not any(score.hits for score in by_category(judged.rows, silent).values())


def test_a_score_counts_what_was_found_missed_and_cried() -> None:
    score = Score.of([True, True, True, False, False], [True, True, False, True, False])
    assert (score.hits, score.missed, score.alarms, score.calm) == (2, 1, 1, 1)
    assert (score.precision, score.recall, score.f1) == (2 / 3, 2 / 3, 2 / 3)
