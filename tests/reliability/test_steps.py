"""Every step that a sender can die at, with every outcome of its write, restarted twice: nothing lost, nothing twice."""

import pytest

from tests.reliability.campaign import Counts
from tests.reliability.sender_life import Arm
from tests.reliability.sender_watch import Step
from tests.reliability.steps import CASES, FIRST, LEFT_SENDING, STEPS, TO_DOUBT, TO_SEND, stepping
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


@pytest.mark.parametrize(("arm", "harm"), [(Arm.RETRIES, "twice"), (Arm.MARKS_FIRST, "lost")])
def test_a_sender_without_a_protocol_is_caught(arm: Arm, harm: str) -> None:
    answered = [n for n, case in enumerate(CASES[: STEPS.short]) if case.first is Step.ANSWERED][:4]
    with stepping(arm) as run:
        assert sum((run(seed) for seed in answered), Counts())[harm]
