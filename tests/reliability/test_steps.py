"""Every step that a sender can die at, with every outcome of its write, restarted twice: nothing lost, nothing twice."""

import pytest

from tests.reliability.campaign import Counts
from tests.reliability.sender_life import Arm
from tests.reliability.sender_watch import Step
from tests.reliability.steps import CASES, FIRST, LEFT_SENDING, STEPS, SUSPENDED, TO_DOUBT, TO_SEND, stepping
from tests.reliability.torture import told

DEATHS = 2


def test_no_step_with_any_outcome_loses_a_reply_or_sends_it_twice() -> None:
    total = STEPS.total()
    print(told(total))
    assert not STEPS.broken(total)
    assert total["kills"] == DEATHS * STEPS.short, "a sender did not come to the step that it was to die at"


def test_the_short_form_has_every_step_with_every_outcome_and_the_long_one_every_second_step() -> None:
    pairs = {(case.first, case.outcome) for case in CASES[: STEPS.short]}
    assert len(pairs) == STEPS.short
    for first in FIRST:
        seconds = TO_DOUBT if first in LEFT_SENDING else TO_SEND
        assert {case.second for case in CASES[: STEPS.short] if case.first is first} == set(seconds)
    assert len(set(CASES)) == STEPS.long


def test_who_is_killed_again_while_a_mark_is_taken_back_or_doubted_sends_nothing_twice() -> None:
    """Both deaths: of whom the user suspended after the mark, and of who finds what that one left."""
    undoing = [
        n for n, case in enumerate(CASES) if case.first in SUSPENDED and case.outcome in ("done", "cut, later done")
    ]
    with stepping() as run:
        total = sum((run(number) for number in undoing), Counts())
    assert not STEPS.broken(total)
    assert total["killed: undoing"] + total["killed: undone"] == len(undoing)
    assert total["killed: doubting"]
    assert total["killed: doubted"]


def test_a_sender_that_takes_back_what_may_have_left_is_caught_sending_twice() -> None:
    late = [n for n, case in enumerate(CASES) if case.first is Step.BYTES_SENT and case.outcome == "cut, later done"]
    with stepping(Arm.TAKES_BACK) as run:
        assert any(run(number)["twice"] for number in late)


@pytest.mark.parametrize(("arm", "harm"), [(Arm.RETRIES, "twice"), (Arm.MARKS_FIRST, "lost")])
def test_a_sender_without_a_protocol_is_caught(arm: Arm, harm: str) -> None:
    answered = [n for n, case in enumerate(CASES[: STEPS.short]) if case.first is Step.ANSWERED][:4]
    with stepping(arm) as run:
        assert sum((run(seed) for seed in answered), Counts())[harm]
