"""What goes back to a caller: an answer, and what happens to it on the way. May not send it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from cm_desktop.practice.faults import Answer, Normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An answer, when it leaves, what happens to it on the way, and what is to be done `after` it left."""

    response: Response
    trouble: Answer = field(default_factory=Normal)
    delay: timedelta = timedelta(0)
    after: Callable[[], None] | None = None
