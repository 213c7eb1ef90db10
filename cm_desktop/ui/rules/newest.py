"""Slow work of which only the newest counts: one runs, one waits, the rest is forgotten. May not know what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cm_desktop.ui.bridge import Bridge

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    work: Callable[[Event], Any]
    then: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    stop: Event = field(default_factory=Event)


class Newest:
    """Lives in the window's thread; the work runs in another."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._running: _Run | None = None
        self._waiting: _Run | None = None

    def ask(
        self, work: Callable[[Event], T], then: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Do this instead of whatever was asked before. `work` gets an event that is set once its answer is not wanted."""
        self.forget()
        run = _Run(work=work, then=then, failed=failed)
        if self._running is None:
            self._start(run)
        else:
            self._waiting = run

    def forget(self) -> None:
        """Nobody wants the answer any more."""
        self._waiting = None
        if self._running is not None:
            self._running.stop.set()

    def _start(self, run: _Run) -> None:
        self._running = run
        self._bridge.run(
            partial(run.work, run.stop), partial(self._settle, run, run.then), partial(self._settle, run, run.failed)
        )

    def _settle(self, run: _Run, call: Callable[[Any], None], answer: Any) -> None:
        waiting, self._running, self._waiting = self._waiting, None, None
        if waiting is not None:
            self._start(waiting)
        if not run.stop.is_set():
            call(answer)
