"""Long work takes no step while the window is at work, and goes on once it rests, or after a while all the same."""

import threading
import time

import pytest

from cm_desktop.engine import giving_way
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.giving_way import GivingWay
from tests.engine.packs import OWN, FakeLibrary
from tests.engine.port import FakePlatform

PATIENCE = 5.0  # seconds until a test has failed


class Work:
    """A thread that takes one step for each item that it is let have."""

    def __init__(self, way: GivingWay) -> None:
        self.done = threading.Event()
        self._way = way
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        self._way.wait()
        self.done.set()


def test_a_step_waits_while_there_are_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "AT_MOST", PATIENCE)
    monkeypatch.setattr(giving_way, "WHILE", PATIENCE)
    way = GivingWay()
    way.sign()
    assert not Work(way).done.wait(0.05)


def test_a_step_is_taken_a_while_after_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "AT_MOST", 2 * PATIENCE)
    way = GivingWay()
    way.sign()
    way.rest()
    assert Work(way).done.wait(PATIENCE)


def test_a_sign_holds_however_long_that_takes_which_it_was_given_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "AT_MOST", PATIENCE)
    monkeypatch.setattr(giving_way, "WHILE", 0.001)
    way = GivingWay()
    way.sign()
    work = Work(way)
    assert not work.done.wait(0.05)
    way.rest()
    assert work.done.wait(PATIENCE)


def test_a_wait_ends_as_soon_as_something_comes_that_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "AT_MOST", PATIENCE)
    way, slept = GivingWay(), list[float]()
    way._is_on = True  # as another thread has it

    def rest(seconds: float) -> bool:
        slept.append(seconds)
        return len(slept) == 2

    way.wait(rest)
    assert slept == [giving_way.WHILE] * 2


def test_a_hand_on_the_window_is_near_and_a_paint_is_none() -> None:
    way = GivingWay()
    way.sign()
    assert not way.is_near()
    way.sign(hand=True)
    assert way.is_near()


def test_a_window_that_never_rests_stops_nothing_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "WHILE", 2 * PATIENCE)
    monkeypatch.setattr(giving_way, "ITS_TURN", PATIENCE)
    way = GivingWay()
    way.sign()
    assert Work(way).done.wait(PATIENCE)
    monkeypatch.setattr(giving_way, "AT_MOST", 2 * PATIENCE)
    assert Work(way).done.wait(PATIENCE)  # and not for one step alone


def test_the_thread_that_goes_first_never_waits_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    way = GivingWay()
    way.sign()
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail(f"waits for {seconds} s"))
    way.wait()


def test_each_comment_that_is_judged_again_waits_its_turn(
    desk: Desk, platform: FakePlatform, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        platform.post(f"c{n}", "Quel voleur !")
    desk.sync()
    asked: list[None] = []
    monkeypatch.setattr(GivingWay, "wait", lambda _way: asked.append(None))
    library.files[OWN] = "rule | vol | voleur | live\n"
    desk.rules.keep_up()
    assert len(asked) == 3


def test_who_ends_the_program_waits_for_nobody(
    desk: Desk, platform: FakePlatform, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.post("c1", "Quel voleur !")
    desk.sync()
    asked: list[None] = []
    monkeypatch.setattr(GivingWay, "wait", lambda _way: asked.append(None))
    desk._room.stopping.set()
    library.files[OWN] = "rule | vol | voleur | live\n"
    desk.rules.keep_up()
    assert asked == []


def test_what_is_written_for_nobody_gives_way_to_the_window_too(desk: Desk) -> None:
    assert desk._room.workspace._writer.window is desk.giving_way
