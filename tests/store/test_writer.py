"""One thread writes: what the user asked first, everything to its end, and no failure stops it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from cm_desktop.domain.actions import Decided, Decision
from cm_desktop.domain.errors import NotFound
from cm_desktop.store.workspace import Workspace
from cm_desktop.store.writer import Writer
from tests.store.samples import NOW, comment, ref

SECONDS = 10


@pytest.fixture
def writer() -> Iterator[Writer]:
    writer = Writer()
    yield writer
    writer.close()


class Gate:
    """A task that blocks the writer until it is opened."""

    def __init__(self, writer: Writer) -> None:
        self._inside, self._open = threading.Event(), threading.Event()
        writer.submit(self._wait, urgent=True)
        assert self._inside.wait(SECONDS)

    def _wait(self) -> None:
        self._inside.set()
        assert self._open.wait(SECONDS)

    def open(self) -> None:
        self._open.set()


def test_what_is_urgent_goes_before_what_came_earlier(writer: Writer) -> None:
    gate, order = Gate(writer), list[str]()

    def note(name: str) -> Callable[[], None]:
        return lambda: order.append(name)

    asked = [writer.submit(note(name), urgent=name.startswith("user")) for name in ("sync1", "user1", "sync2", "user2")]
    gate.open()
    for future in asked:
        future.result(SECONDS)
    assert order == ["user1", "user2", "sync1", "sync2"]


def test_a_long_task_lets_urgent_ones_pass_between_its_steps(writer: Writer) -> None:
    gate, order = Gate(writer), list[str]()

    def long() -> None:
        order.append("step 1")
        writer.serve_urgent()
        order.append("step 2")

    slow = writer.submit(long, urgent=False)
    writer.submit(lambda: order.append("patient"), urgent=False)
    quick = writer.submit(lambda: order.append("urgent"), urgent=True)
    gate.open()
    slow.result(SECONDS)
    assert quick.done()
    assert order[:3] in (["urgent", "step 1", "step 2"], ["step 1", "urgent", "step 2"])


class Window:
    """At work until it rests; `asked` once somebody gives way to it."""

    def __init__(self) -> None:
        self.asked, self._rested = threading.Event(), threading.Event()

    def is_near(self) -> bool:
        return not self._rested.is_set()

    def wait(self, rest: Callable[[float], object]) -> None:
        self.asked.set()
        while not self._rested.is_set() and not rest(SECONDS):
            pass

    def rest(self, writer: Writer) -> None:
        self._rested.set()
        writer.submit(lambda: None, urgent=True)  # whoever sleeps looks again


def test_what_is_not_urgent_gives_way_to_the_window_and_what_is_goes_through(writer: Writer) -> None:
    window, order = Window(), list[str]()
    writer.window = window
    sync = writer.submit(lambda: order.append("sync"), urgent=False)
    assert window.asked.wait(SECONDS)
    writer.submit(lambda: order.append("user"), urgent=True).result(SECONDS)
    window.rest(writer)
    sync.result(SECONDS)
    assert order == ["user", "sync"]


def test_a_long_task_gives_way_between_its_steps_and_takes_short_ones(writer: Writer) -> None:
    window, short = Window(), list[bool]()
    asked = list[bool]()

    def long() -> None:
        writer.window = window
        short.append(writer.is_awaited())
        writer.serve_urgent()
        asked.append(window.asked.is_set())

    done = writer.submit(long, urgent=False)
    assert window.asked.wait(SECONDS)
    window.rest(writer)
    done.result(SECONDS)
    assert (short, asked) == ([True], [True])
    assert not writer.is_awaited()


def test_whoever_closes_does_not_wait_for_the_window() -> None:
    writer, window = Writer(), Window()
    writer.window = window
    last = writer.submit(lambda: None, urgent=False)
    assert window.asked.wait(SECONDS)
    writer.close()
    assert last.done()


def test_a_failure_is_answered_to_who_asked_and_stops_nobody_else(writer: Writer) -> None:
    def fail() -> None:
        raise NotFound("account", "x")

    with pytest.raises(NotFound):
        writer.submit(fail, urgent=True).result(SECONDS)
    assert writer.submit(lambda: 3, urgent=True).result(SECONDS) == 3


def test_a_task_called_off_in_time_is_not_done(writer: Writer) -> None:
    gate, done = Gate(writer), list[int]()
    called_off: Future[None] = writer.submit(lambda: done.append(1), urgent=False)
    last = writer.submit(lambda: done.append(2), urgent=False)
    assert called_off.cancel()
    gate.open()
    last.result(SECONDS)
    assert done == [2]


def test_closing_finishes_what_was_asked_and_refuses_more() -> None:
    writer, done = Writer(), list[int]()
    gate = Gate(writer)
    asked = [writer.submit(lambda: done.append(1), urgent=urgent) for urgent in (True, False)]
    gate.open()
    writer.close()
    assert all(future.done() for future in asked)
    assert done == [1, 1]
    assert "writer" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeError):
        writer.submit(lambda: None, urgent=True)


def test_without_threads_a_task_is_done_when_it_is_asked_for() -> None:
    writer = Writer(threads=False)
    caller = writer.submit(threading.get_ident, urgent=False)
    assert caller.done()
    assert caller.result() == threading.get_ident()
    writer.close()


def test_writes_from_many_threads_all_arrive(threaded: Workspace) -> None:
    names = [f"c{number}" for number in range(40)]

    def decide(some: list[str]) -> None:
        for name in some:
            threaded.decide([comment(name)], Decision.DISMISSED, NOW).result(SECONDS)

    threads = [threading.Thread(target=decide, args=(names[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    reader = threaded.reader()
    assert all(reader.decided(ref(name)) == Decided(decision=Decision.DISMISSED, at=NOW) for name in names)
    reader.close()


def test_nothing_is_written_after_closing(workspace: Workspace) -> None:
    other = Workspace.open(workspace.folder)
    other.close()
    with pytest.raises(RuntimeError):
        other.halts.suspend(True)


@pytest.fixture
def at_once() -> Iterator[Writer]:
    writer = Writer(threads=False)
    yield writer
    writer.close()


@pytest.mark.parametrize("then", ["asks", "closes"])
def test_without_a_thread_of_its_own_whoever_comes_meanwhile_waits(at_once: Writer, then: str) -> None:
    order, inside, leave = list[str](), threading.Event(), threading.Event()

    def first() -> None:
        inside.set()
        assert leave.wait(SECONDS)
        order.append("first")

    def second() -> None:
        if then == "asks":
            at_once.submit(lambda: order.append("second"), urgent=True).result()
        else:
            at_once.close()
            order.append("second")

    asking = threading.Thread(target=lambda: at_once.submit(first, urgent=True))
    asking.start()
    assert inside.wait(SECONDS)
    meanwhile = threading.Thread(target=second)
    meanwhile.start()
    meanwhile.join(0.05)  # it has every chance to go first
    leave.set()
    asking.join(SECONDS)
    meanwhile.join(SECONDS)
    assert order == ["first", "second"]


def test_without_a_thread_of_its_own_what_is_done_may_ask_for_more(at_once: Writer) -> None:
    order = list[str]()

    def more(_: Future[None]) -> None:
        at_once.submit(lambda: order.append("more"), urgent=True)

    at_once.submit(
        lambda: at_once.submit(lambda: order.append("done"), urgent=True).add_done_callback(more), urgent=True
    )
    assert order == ["done", "more"]
