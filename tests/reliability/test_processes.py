"""Two senders and a command line on one workspace: one sends at a time, nothing is lost, nothing is sent twice."""

from pathlib import Path

from tests.reliability.processes import TOGETHER, meet
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import nursery
from tests.reliability.sender_page import SLOW
from tests.reliability.torture import told


def test_of_those_who_work_at_once_one_sends_at_a_time_and_nothing_is_lost_or_sent_twice() -> None:
    total = TOGETHER.total()
    print(told(total))
    assert not TOGETHER.broken(total)
    assert total["typed"]
    assert total["found somebody sending"]


def test_without_the_senders_lock_two_are_caught_sending_at_once(tmp_path: Path) -> None:
    with nursery() as one, nursery() as other:
        trouble = lambda _rng: lambda method: None if method == "GET" else SLOW  # noqa: E731
        counts = meet((one, other), tmp_path, 0, arm=Arm.WITHOUT_LOCK, trouble=trouble)
    assert counts["two at once"]
