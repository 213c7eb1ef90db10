"""Troubles to be played on the next calls: what is answered, and whether the write takes effect all the same. May not send.

A fault has two sides that do not depend on each other: the effect (none, at once, some time after the answer) and the
answer (as usual, an error, a web page, cut off, cut short), which may itself be slow.
"""

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from fnmatch import fnmatchcase

from cm_desktop.practice.errors import ErrorAnswer, documented


class Calls(StrEnum):
    """Which calls meet the fault."""

    ALL = "all"
    READS = "reads"
    WRITES = "writes"


class Effect(StrEnum):
    """What becomes of the write itself."""

    NONE = "none"
    NOW = "now"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Normal:
    """The usual answer: with `delay`, a slow one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of the platform."""

    error: ErrorAnswer


@dataclass(frozen=True, slots=True)
class WebPage:
    """HTML where JSON is due: 200 as a captive portal answers, 502 as a gateway does."""

    status: int = 200


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends before any answer; `reset` ends it abruptly."""

    reset: bool = False


@dataclass(frozen=True, slots=True)
class Truncated:
    """The usual answer cut off half-way. Unless `announced`, no length was given, and it looks whole but is not JSON."""

    announced: bool = True


Answer = Normal | Failure | WebPage | Cut | Truncated


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A trouble for the next `times` matching calls (None: until cleared). `path` is a pattern such as `/*/comments`,
    after the version; `method` one HTTP verb. Raises ValueError for a usual answer to a write without effect.
    """

    answer: Answer
    calls: Calls = Calls.ALL
    times: int | None = 1
    method: str = ""
    path: str = ""
    effect: Effect = Effect.NONE
    effect_delay: timedelta = field(default=timedelta(milliseconds=250))
    delay: timedelta = field(default=timedelta(0))

    def __post_init__(self) -> None:
        if isinstance(self.answer, Normal | Truncated) and self.effect is not Effect.NOW:
            raise ValueError("the usual answer tells of an effect: it needs one")

    def meets(self, method: str, path: str) -> bool:
        wanted = {Calls.ALL: True, Calls.READS: method == "GET", Calls.WRITES: method != "GET"}[self.calls]
        return wanted and self.method in ("", method) and (not self.path or fnmatchcase(path, self.path))


class Faults:
    """The troubles that wait, met first come first served. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        """Let this happen to the next calls that it matches."""
        with self._lock:
            self._waiting.append(fault)

    def plan_error(
        self,
        code: int,
        subcode: int | None = None,
        *,
        calls: Calls = Calls.ALL,
        times: int | None = 1,
        effect: Effect = Effect.NONE,
        regain_minutes: int | None = None,
    ) -> None:
        """Let a documented error happen. Raises KeyError for a code that is not documented."""
        error = replace(documented(code, subcode), regain_minutes=regain_minutes)
        self.plan(Fault(answer=Failure(error), calls=calls, times=times, effect=effect))

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    @property
    def waiting(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(self._waiting)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this call meets, one time less in it."""
        with self._lock:
            for index, fault in enumerate(self._waiting):
                if not fault.meets(method, path):
                    continue
                if fault.times == 1:
                    del self._waiting[index]
                elif fault.times is not None:
                    self._waiting[index] = replace(fault, times=fault.times - 1)
                return fault
        return None
