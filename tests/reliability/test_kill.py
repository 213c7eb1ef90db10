"""A sender that is killed wherever it stands loses nothing and sends nothing twice; others do, and are caught."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.platforms.connect import capabilities
from tests.reliability.campaign import Counts
from tests.reliability.kill import KILL, KILLS, kill
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.sender_page import by_chance
from tests.reliability.torture import told

LEAST = 10  # of each labelled step
MANY = 16  # runs, the first of which mostly is enough
LATE = partial(by_chance, writes=0.8, reads=0, soonest=1, outcomes=("cut, later done", "error 2, later done"))


@pytest.fixture(scope="module")
def born() -> Iterator[Nursery]:
    with nursery() as one:
        yield one


def test_a_sender_killed_at_any_step_loses_nothing_and_sends_nothing_twice() -> None:
    total = KILL.total()
    print(told(total))
    assert not KILL.broken(total)
    assert total["kills"] >= KILLS * KILL.short
    labels = ("before claim", "claimed", "bytes sent", "answered")
    assert min(total[f"killed: {label}"] for label in labels) >= LEAST
    others = capabilities("facebook").acts.keys() - {ActionKind.REPLY}
    assert sum(total[f"asked: {kind}"] > 0 for kind in others) >= len(others) - 1  # little is shown again
    assert sum(total[f"killed at: {kind}"] > 0 for kind in capabilities("facebook").acts) > 3
    assert total["on instagram"]


def test_a_sender_that_tries_again_on_any_error_is_caught_sending_twice(born: Nursery, tmp_path: Path) -> None:
    assert _caught(partial(kill, born, tmp_path, arm=Arm.RETRIES, lives=10), "twice")


def test_a_sender_that_marks_first_is_caught_losing(born: Nursery, tmp_path: Path) -> None:
    assert _caught(partial(kill, born, tmp_path, arm=Arm.MARKS_FIRST, lives=10), "lost")


def test_a_sender_that_calls_done_what_it_posted_is_caught(born: Nursery, tmp_path: Path) -> None:
    assert _caught(partial(kill, born, tmp_path, arm=Arm.BELIEVES, lives=15), "not as asked")
    assert _caught(partial(kill, born, tmp_path, arm=Arm.BELIEVES, lives=10), "lost")


def test_a_sender_that_does_not_hear_that_the_user_changed_their_mind_is_caught(born: Nursery, tmp_path: Path) -> None:
    deaf = partial(kill, born, tmp_path, arm=Arm.OLD_LIST, lives=20)
    assert _caught(deaf, "asked without leave")
    assert _caught(deaf, "twice")


def test_a_sender_that_gives_up_without_a_word_is_caught_losing(born: Nursery, tmp_path: Path) -> None:
    assert _caught(partial(kill, born, tmp_path, arm=Arm.GIVES_UP, lives=20), "lost")


def test_a_settling_time_shorter_than_the_pages_own_is_caught_sending_twice(born: Nursery, tmp_path: Path) -> None:
    """With the very same page and user, the product's own settling time sends nothing twice."""
    late = partial(kill, born, tmp_path, trouble=LATE, lives=20)
    assert _caught(partial(late, settle=0.05), "twice")
    assert not KILL.broken(late(0) + late(1))


def _caught(run: partial[Counts], harm: str) -> bool:
    return any(run(seed)[harm] for seed in range(MANY))
