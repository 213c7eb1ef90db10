"""Campaign: senders that are killed, at steps and at random, on a bad network; restarted at once, in minutes, in a day.

A third of the replies are the same text to the same comment; every other act that the platform has goes on beside them,
and users change their minds. Questions are answered as a truthful user would.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.actions import ActionKind, Hide
from cm_desktop.domain.outbox import LIVE, State
from cm_desktop.platforms.connect import capabilities
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.sender_page import by_chance, served
from tests.reliability.sender_place import Item, Order, Trouble
from tests.reliability.sender_trial import NEVER, NO_PATIENCE, PATIENCE, Trial
from tests.reliability.sender_watch import Step

LABELLED = (Step.BEFORE_CLAIM, Step.CLAIMED, Step.BYTES_SENT, Step.ANSWERED)
KILLS = 10  # in each run
LIVES = 30 * KILLS
MEAN = 0.06  # seconds, to a death at random
UNDER_WAY = 4  # rows, so that there is something to be killed at
ORDERS = 0.5  # of the lives have one more act than replies, at least
REGRETS = 0.15  # of the lives begin with one that is taken back
STILL_THERE = 3  # comments are never taken away


@contextmanager
def killing() -> Iterator[Run]:
    with nursery() as born, TemporaryDirectory() as folder:
        yield lambda seed: kill(born, Path(folder), seed)


def kill(
    born: Nursery,
    parent: Path,
    seed: int,
    *,
    arm: Arm = Arm.PRODUCT,
    settle: float | None = None,
    trouble: Trouble = by_chance,
    lives: int = LIVES,
) -> Counts:
    """Pages take turns, and in two of three it is Facebook's, which has more that can be done."""
    rng = random.Random(seed)
    platform = "instagram" if seed % 3 == 2 else "facebook"
    with (
        TemporaryDirectory(dir=parent) as folder,
        served(Path(folder), trouble(rng), platform=platform) as page,
    ):
        patience = PATIENCE if arm is Arm.PRODUCT else NO_PATIENCE
        home = Path(folder, "workspace")
        trial = Trial(nursery=born, page=page, folder=home, arm=arm, settle=settle, patience=patience)
        counts = die_often(trial, rng, lives=lives)
        return counts + Counts({f"on {platform}": 1})


def die_often(trial: Trial, rng: random.Random, *, lives: int = LIVES) -> Counts:
    """One workspace, from its beginning until nothing moves: ten deaths, and all that the outbox makes of them."""
    trial.begin()
    _kill(trial, rng, lives)
    trial.come_to_rest()
    return trial.verdict()


def _kill(trial: Trial, rng: random.Random, lives: int) -> None:
    deaths: list[Step | None] = [*LABELLED, *LABELLED, None, None]
    rng.shuffle(deaths)
    for _ in range(lives):
        if trial.counts["kills"] >= KILLS:
            break
        acts, orders, drops = _new(trial, rng), _orders(trial, rng), _regrets(trial, rng)
        step = deaths[trial.counts["kills"]]
        moment = None if step else 0.02 + rng.expovariate(1 / MEAN)
        trial.live(
            _gap(trial, rng),
            acts=acts,
            orders=orders,
            drops=drops,
            die_at=step,
            die_on=rng.choice((1, 1, 2)),
            die_after=moment,
        )


def _gap(trial: Trial, rng: random.Random) -> timedelta:
    if trial.idle:
        return trial.to_the_next()
    return rng.choices((timedelta(0), trial.to_the_next(), timedelta(minutes=6), timedelta(hours=20)), (5, 3, 2, 1))[0]


def _new(trial: Trial, rng: random.Random) -> list[Item]:
    """So many replies that there is enough to do; a third of them as one that was written before."""
    known = list(trial.told)
    missing = UNDER_WAY - sum(row.action.kind is ActionKind.REPLY for row in trial.rows(LIVE))
    return [
        rng.choice(known)
        if known and trial.page.same_again and rng.random() < 1 / 3
        else (rng.choice(trial.page.comments), f"Réponse {rng.random()}")
        for _ in range(missing)
    ]


def _orders(trial: Trial, rng: random.Random) -> list[Order]:
    """What else is done; some of it makes no sense by now, and is refused."""
    orders = list[Order]()
    while rng.random() < ORDERS and len(orders) < UNDER_WAY:
        kinds = capabilities(trial.page.platform).acts.keys() - {ActionKind.REPLY} - trial.page.left_out
        orders += _order(trial, rng, rng.choice(sorted(kinds)))
    return orders


def _order(trial: Trial, rng: random.Random, kind: ActionKind) -> Iterator[Order]:
    ours = [str(row.remote_id) for row in trial.rows({State.SENT}) if row.remote_id]
    there = [name for name in trial.page.others if trial.page.stands(name)]
    match kind:
        case ActionKind.EDIT:
            chosen = ours
        case ActionKind.DELETE:
            chosen = ours + there[STILL_THERE:]
        case ActionKind.UNHIDE:
            chosen = [name for name in there if trial.page.is_so(name, Hide())]
        case _:
            chosen = there[:STILL_THERE]
    if chosen:
        yield rng.choice(chosen), kind.value, f"Corrigé {rng.random()}" if kind is ActionKind.EDIT else ""


def _regrets(trial: Trial, rng: random.Random) -> list[str]:
    """Something that waits to leave, and will not."""
    waiting = [row.id for row in trial.rows({State.QUEUED})]
    return [rng.choice(waiting)] if waiting and rng.random() < REGRETS else []


KILL = Campaign(name="kill -9, the sender", short=20, long=500, ready=killing, never=NEVER)
