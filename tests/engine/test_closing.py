"""A window that closes while something leaves: the write is finished first, and nobody else sends before."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cm_desktop.domain.comments import Comment, Reply
from cm_desktop.domain.errors import WorkspaceBusy
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.ports import Connector
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.sending.delivery import Delivered, Delivery
from cm_desktop.store.disk.lock import hold
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform
from tests.engine.steps import REPLIED, now, reply

PATIENCE = 30.0


@pytest.fixture
def window(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose workers are hardly waited for."""
    monkeypatch.setattr("cm_desktop.engine.workers.PATIENCE", 0.01)
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    return desk


@contextmanager
def closing(desk: Desk) -> Iterator[threading.Event]:
    """Inside, it is being closed; the event is set once it is."""
    closed = threading.Event()

    def close() -> None:
        desk.close()
        closed.set()

    closer = threading.Thread(target=close)
    closer.start()
    yield closed
    closer.join(PATIENCE)


def test_the_write_that_is_under_way_is_finished_before_anybody_else_may_send(
    window: Desk, open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock
) -> None:
    first = platform.post("c1", "Quel escroc !")
    second = platform.post("c2", "Bonjour")
    window.sync()
    writing, answered = threading.Event(), threading.Event()

    def slow() -> None:
        writing.set()
        assert answered.wait(PATIENCE)

    platform.on_write = slow
    names = [reply(window, ref) for ref in (first, second)]
    window.start()
    clock.pass_(seconds=11)
    window.sync_soon()
    assert writing.wait(PATIENCE)
    with closing(window) as closed:
        assert window._room.stopping.wait(PATIENCE)
        assert not closed.wait(0.5)
        with pytest.raises(WorkspaceBusy), hold(window.folder, "sender"):
            pass
        answered.set()
    with hold(window.folder, "sender"):
        again = open_desk()
    assert [now(again, name).state for name in names] == [State.SENT, State.QUEUED]
    assert platform.writes == REPLIED


def test_a_write_without_end_lets_the_program_end_and_nobody_else_send(
    window: Desk, platform: FakePlatform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cm_desktop.engine.workers.LAST_WRITE", 0.01)
    ref = platform.post("c1", "Quel escroc !")
    window.sync()
    writing, answered = threading.Event(), threading.Event()

    def endless() -> None:
        writing.set()
        assert answered.wait(PATIENCE)

    platform.on_write = endless
    reply(window, ref)
    window.start()
    clock.pass_(seconds=11)
    window.sync_soon()
    assert writing.wait(PATIENCE)
    window.close()
    with pytest.raises(WorkspaceBusy), hold(window.folder, "sender"):
        pass
    answered.set()


def test_what_is_still_looked_at_when_the_window_closes_does_not_leave_any_more(
    window: Desk, open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = platform.post("c1", "Quel escroc !")
    window.sync()
    looking, shown, looked = (threading.Event() for _ in range(3))
    look, send = FakeConnector.own_replies, Delivery.send

    def slow(self: FakeConnector, comment: Comment) -> tuple[Reply, ...]:
        looking.set()
        assert shown.wait(PATIENCE)
        return look(self, comment)

    def told(self: Delivery, entry: Entry, connector: Connector) -> Delivered:
        try:
            return send(self, entry, connector)
        finally:
            looked.set()

    monkeypatch.setattr(FakeConnector, "own_replies", slow)
    monkeypatch.setattr(Delivery, "send", told)
    name = reply(window, ref)
    window.start()
    clock.pass_(seconds=11)
    window.sync_soon()
    assert looking.wait(PATIENCE)
    close = window._workspace.close

    def seen_before_the_files_close() -> None:
        shown.set()
        assert looked.wait(PATIENCE)
        close()

    monkeypatch.setattr(window._workspace, "close", seen_before_the_files_close)
    window.close()
    assert platform.writes == []
    assert now(open_desk(), name).state is State.QUEUED
