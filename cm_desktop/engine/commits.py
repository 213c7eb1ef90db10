"""Waiting for writes to be committed. May not write."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


def after(writes: Sequence[Future[Any]], answer: T, then: Callable[[], None]) -> Future[T]:
    """A future that holds `answer` once every write is committed, or the first error; `then` runs before it is done.

    `then` runs in the thread that commits, even after an error: what was committed before it must be read again.
    """
    whole: Future[T] = Future()
    whole.set_running_or_notify_cancel()
    left, guard = [len(writes)], Lock()

    def one_done(_: Future[Any]) -> None:
        with guard:
            left[0] -= 1
            if left[0] > 0:
                return
        try:
            then()
        finally:  # a listener that fails must not leave whoever acted waiting
            error = next((e for e in (write.exception() for write in writes) if e is not None), None)
            if error is not None:
                whole.set_exception(error)
            else:
                whole.set_result(answer)

    for write in writes:
        write.add_done_callback(one_done)
    if not writes:
        whole.set_result(answer)
    return whole
