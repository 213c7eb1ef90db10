"""A program killed between the two databases' commits stands, after the next start, as if nobody had killed it."""

import random
from pathlib import Path

from tests.reliability.between import BETWEEN, Life
from tests.reliability.campaign import Counts
from tests.reliability.torture import told


def test_killed_between_the_two_commits_the_next_start_brings_the_cache_up_to_the_work() -> None:
    total = BETWEEN.total()
    print(told(total))
    assert not BETWEEN.broken(total)
    assert total["same state"] == BETWEEN.short
    killed = ("before the cache was told", "while the cache was told", "at the cache's commit")
    assert all(total[f"killed {where}"] >= 20 for where in killed)
    assert total["killed again in the next start"] >= 20


def test_a_start_that_leaves_the_cache_behind_is_caught(tmp_path: Path) -> None:
    life = Life(tmp_path, 1)
    total = Counts()
    for act in range(8, 20):
        life.go_to(act)
        total += life.kill(random.Random(act), catches_up=False)
    life.workspace.close()
    print(told(total))
    assert total["another state"] > 6
    assert total["same state"] < 6
