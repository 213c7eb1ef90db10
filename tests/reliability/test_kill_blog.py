"""A sender that is killed before a real WordPress loses nothing there and sends nothing twice; others are caught."""

from collections.abc import Iterator

import pytest

from tests.conftest import NeedsDebianPackages
from tests.reliability.campaign import Counts
from tests.reliability.kill import KILLS
from tests.reliability.kill_blog import KILL_BLOG, kill_before
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.torture import told
from tests.servers.wordpress import PACKAGES, WordPress, wordpress


@pytest.fixture(scope="module")
def site(needs_debian_packages: NeedsDebianPackages) -> Iterator[WordPress]:
    needs_debian_packages(*PACKAGES)
    with wordpress() as one:
        yield one


@pytest.fixture(scope="module")
def born() -> Iterator[Nursery]:
    with nursery() as one:
        yield one


def test_a_sender_killed_before_a_real_blog_loses_nothing_and_sends_nothing_twice(
    born: Nursery, site: WordPress
) -> None:
    total = sum((kill_before(born, site, seed) for seed in range(KILL_BLOG.short)), Counts())
    print(told(total))
    assert not KILL_BLOG.broken(total)
    assert total["kills"] >= KILLS * KILL_BLOG.short
    assert total["killed at: reply"]


@pytest.mark.parametrize(
    ("arm", "harm"),
    [
        (Arm.MARKS_FIRST, "lost"),
        (Arm.RETRIES, "stuck"),  # WordPress refuses the second: this one never learns that the first stands there
    ],
)
def test_a_sender_without_a_protocol_is_caught_there_too(born: Nursery, site: WordPress, arm: Arm, harm: str) -> None:
    assert kill_before(born, site, 1, arm=arm, lives=8)[harm]
