"""The two workers behind an open window, in real threads: what they do by themselves, and how they end."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cm_desktop.domain.actions import ActionKind, Hide
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import State
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.loop import Loop
from cm_desktop.store.disk.lock import hold
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, OTHER, FakeClock, FakePlatform
from tests.engine.steps import NOW, now

PATIENCE = 30.0


@contextmanager
def heard(desk: Desk, until: Callable[[], bool]) -> Iterator[None]:
    """Wait, after what happens inside, until a change makes this true."""
    true = threading.Event()

    def listen(_: Changes) -> None:
        if until():
            true.set()

    stop = desk.subscribe(listen)
    yield
    assert until() or true.wait(PATIENCE)
    stop()


def opened(open_desk: OpenDesk) -> Desk:
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    return desk


def test_a_started_desk_reads_and_sends_by_itself(
    open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock
) -> None:
    desk = opened(open_desk)
    ref = platform.post("c1", "Quel escroc !")
    with heard(desk, lambda: bool(desk.inbox.freshness()[0].read_at)):
        desk.start()
    name = desk.acts.do(ref, Hide(), delay=NOW).result(PATIENCE).entries[0]
    clock.pass_(seconds=11)  # the grace of the start is over
    with heard(desk, lambda: now(desk, name).state is State.SENT):
        desk.sync_soon()
    assert platform.writes == [(ActionKind.HIDE, "c1")]


def test_nothing_leaves_in_the_first_seconds(open_desk: OpenDesk, platform: FakePlatform) -> None:
    desk = opened(open_desk)
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    desk.acts.do(ref, Hide(), delay=NOW).result(PATIENCE)
    with heard(desk, lambda: bool(desk.inbox.freshness()[0].read_at)):
        desk.start()
    desk.close()
    assert platform.writes == []


def test_a_window_leaves_the_sending_to_who_is_at_it(
    open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock
) -> None:
    desk = opened(open_desk)
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    desk.acts.do(ref, Hide(), delay=NOW).result(PATIENCE)
    with hold(desk.folder, "sender"):
        with heard(desk, lambda: bool(desk.inbox.freshness()[0].read_at)):
            desk.start()
        clock.pass_(seconds=11)
        desk.close()
    assert platform.writes == []


def test_closing_does_not_wait_for_the_end_of_a_long_reading(open_desk: OpenDesk, platform: FakePlatform) -> None:
    desk = opened(open_desk)
    for n in range(40):
        platform.post(f"c{n}", "Merci.")
    begun = threading.Event()
    platform.on_fetch = begun.set
    desk.start()
    assert begun.wait(PATIENCE)
    desk.close()
    assert len([thread for thread in threading.enumerate() if thread.name in ("pull", "push")]) == 0


def test_what_another_process_did_is_noticed(open_desk: OpenDesk, platform: FakePlatform) -> None:
    desk = opened(open_desk)
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    other = open_desk()
    told: list[Changes] = []
    noticed = threading.Event()

    def listen(changes: Changes) -> None:
        told.append(changes)
        noticed.set()

    desk.subscribe(listen)
    other.acts.do(ref, Hide()).result()
    desk.poll()
    assert noticed.wait(PATIENCE)
    assert told[-1] == frozenset(Change)
    assert len(desk.inbox.waiting()) == 1


def test_one_page_that_cannot_be_reached_has_all_of_them_tried(
    open_desk: OpenDesk, platform: FakePlatform, other: FakePlatform, clock: FakeClock
) -> None:
    desk = opened(open_desk)
    desk.accounts.add(OTHER, CLIENT, "jeton")
    ref = platform.post("c1", "Quel escroc !")
    with heard(desk, lambda: all(line.read_at for line in desk.inbox.freshness())):
        desk.start()
    platform.down = other.down = Offline()
    clock.pass_(seconds=11)
    with heard(desk, lambda: desk.network.offline_since is not None):
        desk.acts.do(ref, Hide(), delay=NOW).result(PATIENCE)


def test_a_step_that_fails_does_not_end_the_loop(expected_logs: list[logging.LogRecord]) -> None:
    ran, told = threading.Semaphore(0), list[tuple[str, str]]()

    def step() -> float:
        raise RuntimeError("once")

    def hear(name: str, error: Exception | None) -> None:
        told.append((name, str(error)))
        ran.release()

    loop = Loop("step", step, hear)
    loop.start()
    assert ran.acquire(timeout=PATIENCE)
    loop.poke()
    assert ran.acquire(timeout=PATIENCE)
    loop.stop(PATIENCE)
    assert len(expected_logs) >= 1
    assert told[:2] == [("step", "once")] * 2
