"""The only place where threads meet Qt: changes come in throttled, slow readings come back to the window's thread.

May not know what a change or an answer is about.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from cm_desktop.domain.changes import Changes

THROTTLE_MS = 60

T = TypeVar("T")
Subscribe = Callable[[Callable[[Changes], None]], Callable[[], None]]


class Bridge(QObject):
    """`changed` carries all that changed since it was last emitted, at most once every 60 ms.

    Lives in the window's thread, where all that it calls is called. `close` before the desk is closed.
    """

    changed = Signal(object)
    _told = Signal()
    _ready = Signal(object)

    def __init__(self, subscribe: Subscribe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._pending: Changes = frozenset()
        self._open = True
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-reader")
        self._errands = ThreadPoolExecutor(max_workers=3, thread_name_prefix="window-errand")
        self._throttle = QTimer(self, singleShot=True, interval=THROTTLE_MS)
        self._throttle.timeout.connect(self._emit)
        self._told.connect(self._start, Qt.ConnectionType.QueuedConnection)
        self._ready.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = subscribe(self._tell)

    def deliver(
        self, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Call `then` with the future's result, or `failed` with its exception; without `failed` it is raised.

        Neither where `then` is a method of a QObject that is gone by then.
        """
        future.add_done_callback(lambda done: self.post(lambda: _settle(done, then, failed)))

    def read(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Run `work` in the window's one reading thread, then call `then` with what it answered; `failed` as above."""
        if self._open:
            self.deliver(self._reader.submit(work), then, failed)

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Run `work` that may take long, asking a platform or reading a file, beside the readings of the window."""
        if self._open:
            self.deliver(self._errands.submit(work), then, failed)

    def post(self, call: Callable[[], None]) -> None:
        """Call this in the window's thread, soon. From any thread; not after `close`."""
        with self._lock:
            if self._open:
                self._ready.emit(call)

    def close(self) -> None:
        """Nothing is called any more; waits for a reading that has begun, and for no errand."""
        self._unsubscribe()
        with self._lock:
            self._open = False
        self._throttle.stop()
        self._reader.shutdown(cancel_futures=True)
        self._errands.shutdown(wait=False, cancel_futures=True)

    def _tell(self, changes: Changes) -> None:
        with self._lock:
            first = not self._pending
            self._pending |= changes
            if first and self._open:
                self._told.emit()

    @Slot()
    def _start(self) -> None:
        if self._open:
            self._throttle.start()

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        if self._open:
            call()

    def _emit(self) -> None:
        with self._lock:
            changes, self._pending = self._pending, frozenset()
        self.changed.emit(changes)


def _settle(future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None] | None) -> None:
    if future.cancelled() or _is_gone(then):
        return
    problem = future.exception()
    if problem is None:
        then(future.result())
    elif failed is not None:
        failed(problem)
    else:
        raise problem


def _is_gone(then: Callable[[T], None]) -> bool:
    """Whether who asked was a part of the window that is no more: another language or theme makes panes anew."""
    asked = getattr(then.func if isinstance(then, partial) else then, "__self__", None)
    return isinstance(asked, QObject) and not isValid(asked)
