"""The log of what was done to the practice platform. May not keep a token.

Every request is recorded before it is answered, so that the log is complete even when the answer never arrives.
"""

import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

_REMEMBERED = 100_000


class Act(StrEnum):
    """What a write does. A post that is closed takes no comments until it is opened."""

    REPLY = "reply"
    HIDE = "hide"
    UNHIDE = "unhide"
    EDIT = "edit"
    DELETE = "delete"
    LIKE = "like"
    UNLIKE = "unlike"
    CLOSE = "close"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One request. `comment_id` is what it was about, `reply_id` what it made; `path` is without its parameters.

    `applied` says whether it took effect, whatever was answered; `status` is None where the connection was cut. `number` is
    given when it is kept.
    """

    time: datetime
    method: str
    path: str
    act: Act | None = None
    comment_id: str = ""
    text: str = ""
    applied: bool = False
    reply_id: str = ""
    status: int | None = None
    number: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "time": self.time.isoformat(),
            "method": self.method,
            "path": self.path,
            "act": self.act,
            "comment_id": self.comment_id,
            "text": self.text,
            "applied": self.applied,
            "reply_id": self.reply_id,
            "status": self.status,
        }


class Journal:
    """The records, oldest first; the oldest are forgotten beyond a hundred thousand. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: deque[Record] = deque(maxlen=_REMEMBERED)
        self._next = 1

    def add(self, record: Record) -> int:
        """Keep this record under the next number, which is returned."""
        with self._lock:
            number = self._next
            self._next += 1
            self._records.append(replace(record, number=number))
            return number

    def landed(self, number: int, reply_id: str) -> None:
        """An effect came later than its answer."""
        with self._lock:
            for index, record in enumerate(self._records):
                if record.number == number:
                    self._records[index] = replace(record, applied=True, reply_id=reply_id)

    def records(self) -> tuple[Record, ...]:
        with self._lock:
            return tuple(self._records)
