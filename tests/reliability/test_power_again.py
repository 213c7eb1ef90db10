"""Power that fails again while the product starts anew loses nothing either, nor what was acknowledged since."""

from itertools import count, islice
from pathlib import Path

import pytest

from tests.reliability.campaign import Counts
from tests.reliability.power import ACTS, Day, recorded
from tests.reliability.power_again import MORE, POWER_TWICE, started
from tests.reliability.torture import told

CUTS = 20  # of each of two starts on which less was waited for


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return recorded(tmp_path_factory.mktemp("honest") / "day", 1)


def early(day: Day, folder: Path, *synchronous: str) -> list[Day]:
    """Two starts after which there is still something to do, and so to lose."""
    starts = (started(day, number, folder / str(number), 1, *synchronous) for number in count())
    return list(islice((start for start in starts if start.done + MORE <= ACTS), 2))


def found(starts: list[Day], folder: Path, *, syncs: bool = True) -> Counts:
    cuts = (
        (start, seed, folder / f"cut {number} {seed}") for number, start in enumerate(starts) for seed in range(CUTS)
    )
    return sum((start.cut(seed, place, syncs=syncs) for start, seed, place in cuts), Counts())


def test_power_that_fails_again_in_the_next_start_loses_nothing_and_damages_nothing() -> None:
    total = POWER_TWICE.total()
    print(told(total))
    assert not POWER_TWICE.broken(total)
    assert total["kept"] == POWER_TWICE.short


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_start_that_waits_for_less_is_caught_losing(tmp_path: Path, honest: Day, synchronous: str) -> None:
    total = found(early(honest, tmp_path, synchronous), tmp_path)
    print(told(total))
    assert POWER_TWICE.broken(total)


def test_a_disk_that_only_claims_to_sync_is_caught_in_the_next_start(tmp_path: Path, honest: Day) -> None:
    total = found(early(honest, tmp_path), tmp_path, syncs=False)
    print(told(total))
    assert POWER_TWICE.broken(total)
