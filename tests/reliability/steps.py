"""Campaign: every step that a sender can die at, with every outcome of its write, then restarted and killed once more.

Nothing is left to chance here: the cases are counted through. May not make a case that no sender can come to.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.outbox import LIVE
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.sender_page import LATEST, OUTCOMES, served
from tests.reliability.sender_place import Item, Mood
from tests.reliability.sender_trial import NEVER, Trial
from tests.reliability.sender_watch import Step

LIVES = 6
FIRST = (
    Step.STARTED,
    Step.ACTED,
    Step.LOOKING,
    Step.BEFORE_CLAIM,
    Step.CLAIMED,
    Step.SENDING,
    Step.BYTES_SENT,
    Step.ANSWERED,
    Step.SETTLED,
    Step.UNDOING,
    Step.UNDONE,
)
LEFT_SENDING = (Step.CLAIMED, Step.SENDING, Step.BYTES_SENT, Step.ANSWERED, Step.UNDOING)
SUSPENDED = (Step.UNDOING, Step.UNDONE)
TO_DOUBT: Mapping[Step, timedelta] = {
    Step.STARTED: timedelta(0),
    Step.DOUBTING: timedelta(0),
    Step.DOUBTED: timedelta(minutes=6),
    Step.LOOKING: timedelta(minutes=6),
    Step.LOOKED_BACK: timedelta(minutes=6),
    Step.RESOLVED: timedelta(hours=20),
}
"""Where the next one dies that has something to doubt and to look for, and how long after the first."""
TO_SEND: Mapping[Step, timedelta] = {
    Step.STARTED: timedelta(0),
    Step.LOOKING: timedelta(minutes=6),
    Step.BEFORE_CLAIM: timedelta(hours=20),
    Step.CLAIMED: timedelta(0),
    Step.BYTES_SENT: timedelta(minutes=6),
    Step.ANSWERED: timedelta(hours=20),
}
"""The same of one that has something to send yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two replies to one comment, of one text; the first write, whichever sender makes it, meets the outcome."""

    first: Step
    outcome: str
    second: Step
    gap: timedelta


def _cases() -> Iterator[Case]:
    """Each step with each outcome comes first, with second deaths in turn; then all the second deaths that were left."""
    pairs = [*product(enumerate(FIRST), enumerate(OUTCOMES))]
    for turn in range(TURNS):
        for (a, first), (b, outcome) in pairs:
            seconds = [*(TO_DOUBT if first in LEFT_SENDING else TO_SEND).items()]
            second, gap = seconds[(a + b + turn) % TURNS]
            yield Case(first=first, outcome=outcome, second=second, gap=gap)


TURNS = len(TO_SEND)
CASES = (*_cases(),)


@contextmanager
def stepping(arm: Arm = Arm.PRODUCT) -> Iterator[Run]:
    with nursery() as born, TemporaryDirectory() as folder:
        begun = Path(folder, "begun")
        with served(Path(folder)) as page:
            Trial(nursery=born, page=page, folder=begun).begin()
        yield lambda seed: step_through(born, begun, CASES[seed], arm)


def step_through(born: Nursery, begun: Path, case: Case, arm: Arm) -> Counts:
    """One case, in a copy of a workspace that knows the page, until nothing moves any more."""
    with TemporaryDirectory(dir=begun.parent) as folder, served(Path(folder), _once(case.outcome)) as page:
        copy = Path(shutil.copytree(begun, Path(folder, "workspace")))
        trial = Trial(nursery=born, page=page, folder=copy, begun=True, arm=arm)
        items = [(page.comments[0], "Merci de votre message.")] * 2
        for step, gap in ((case.first, timedelta(0)), (case.second, case.gap)):
            _die(trial, step, gap, items)
        _die(trial, None, timedelta(0), items)
        trial.come_to_rest()
        return trial.verdict()


def _die(trial: Trial, step: Step | None, gap: timedelta, items: Sequence[Item]) -> None:
    """Let senders live, the first so much later, until one has died at this step, or nothing leads there any more."""
    for _ in range(LIVES):
        missing = items[trial.told.total() :]
        if trial.live(gap, acts=missing, suspends=step in SUSPENDED, die_at=step).killed or not trial.rows(LIVE):
            break
        gap = trial.to_the_next()


def _once(outcome: str) -> Mood:
    """The first write meets it, and no other call meets anything."""
    fault = OUTCOMES[outcome]
    left = [fault and replace(fault, effect_delay=LATEST)]
    return lambda method: None if method == "GET" or not left else left.pop()


STEPS = Campaign(
    name="kill -9, step by step",
    short=len(FIRST) * len(OUTCOMES),
    long=len(CASES),
    ready=stepping,
    never=NEVER,
)
