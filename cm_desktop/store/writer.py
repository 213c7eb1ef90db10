"""The one thread that writes: the user's writes first, then sync's, each answered by a Future. May not know what is written."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

T = TypeVar("T")
Task = Callable[[], None]

log = logging.getLogger(__name__)


class Submit(Protocol):
    """Have the writer do it: the parts of a workspace hold no thread."""

    def __call__(self, act: Callable[[], T]) -> Future[T]: ...


class Window(Protocol):
    """Who works in a window, and is waited for by whoever writes for nobody."""

    def is_near(self) -> bool:
        """Whether somebody has a hand on it: transactions are short then."""
        ...

    def wait(self, rest: Callable[[float], object], /) -> None:
        """Sleep by `rest` while it is at work; no longer once that answers True."""
        ...


class NoWindow:
    """Nobody is waited for."""

    def is_near(self) -> bool:
        return False

    def wait(self, rest: Callable[[float], object], /) -> None:
        """Not at all."""


class Writer:
    """Runs what it is given, one thing at a time. With `threads=False` it does so at once, in the calling thread.

    Another thread that calls meanwhile waits: two in one connection end the process, in SQLite's or Python's own code.
    What is not urgent is done once the `window` is at rest.
    """

    def __init__(self, *, threads: bool = True) -> None:
        self._urgent: deque[Task] = deque()
        self._patient: deque[Task] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self.window: Window = NoWindow()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True) if threads else None
        if self._thread:
            self._thread.start()

    def submit(self, act: Callable[[], T], *, urgent: bool) -> Future[T]:
        """Have `act` run; what is urgent goes before all that is not."""
        future: Future[T] = Future()

        def task() -> None:
            if future.set_running_or_notify_cancel():
                _fulfil(future, act)

        with self._changed:
            if self._closed:
                raise RuntimeError("the workspace is closed")
            if self._thread:
                (self._urgent if urgent else self._patient).append(task)
                self._changed.notify()
            else:
                task()  # the lock is one that its holder may take again: what is done may ask for more
        return future

    def serve_urgent(self) -> None:
        """Run what is urgent and waits: called by a long task between two steps, never inside a transaction."""
        self._give_way()
        while task := self._next(self._urgent):
            task()

    def is_awaited(self) -> bool:
        """Whether somebody waits: asked by a long task where it can make its transaction shorter."""
        return bool(self._urgent) or self.window.is_near()

    def close(self) -> None:
        """Run all that was submitted, then end."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        while task := self._await():
            task()

    def _await(self) -> Task | None:
        with self._changed:
            self._changed.wait_for(lambda: self._urgent or self._patient or self._closed)
        self._give_way()
        return self._next(self._urgent) or self._next(self._patient)

    def _give_way(self) -> None:
        """A thread of Python at work takes its turns from the one that paints. What is urgent, somebody waits for too."""
        if threading.current_thread() is self._thread and not self._urgent:
            self.window.wait(self._rest)

    def _rest(self, seconds: float) -> bool:
        """Sleep so long; answers whether it was cut short."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._urgent) or self._closed, seconds)

    def _next(self, line: deque[Task]) -> Task | None:
        with self._changed:
            return line.popleft() if line else None


def tell_failure(done: Future[T]) -> None:
    """Log what failed, where nobody waits for it."""
    if error := done.exception():
        log.error("failed with nobody waiting for it", exc_info=error)


def _fulfil(future: Future[T], act: Callable[[], T]) -> None:
    try:
        answer = act()
    except BaseException as error:  # noqa: BLE001 - whoever asked gets it; the writer lives on
        future.set_exception(error)
    else:
        future.set_result(answer)
