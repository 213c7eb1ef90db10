"""On which terms somebody is asked: what for, until when, how surely, whom. May not hold what is asked about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from cm_desktop.domain.approvals.people import Level, PersonId

LATE_BY = timedelta(hours=72)  # an answer that was given in time may be on its way for a weekend
LEAVES_WITHIN = timedelta(hours=72)  # what is approved on a Friday evening leaves on Monday
_LAST = datetime.max.replace(tzinfo=UTC) - LATE_BY


class Asks(StrEnum):
    """What a supervisor is asked: which act is to be validated, or for a mere advice."""

    REPLY = "reply"
    HIDE = "hide"
    DELETE = "delete"
    PUBLISH = "publish"
    NOTHING = "nothing"  # to leave the comment as it is
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`others` are two more replies to choose from, at most. `level` is the least that counts.

    `asks` is None where it follows: the validation of a reply, or an advice where none is put forward. `level` is None
    for what the client's policy demands. An empty `to` means whoever may validate.
    """

    others: tuple[str, ...] = ()
    asks: Asks | None = None
    deadline: datetime | None = None
    level: Level | None = None
    to: tuple[PersonId, ...] = ()

    def data(self) -> dict[str, str]:
        """For a database row or JSON. What is not said is left out: rows of an earlier version keep their seals."""
        said = {
            "others": json.dumps(self.others) if self.others else "",
            "asks": self.asks or "",
            "deadline": self.deadline.isoformat() if self.deadline else "",
            "level": self.level or "",
            "to": " ".join(self.to),
        }
        return {name: text for name, text in said.items() if text}

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Self:
        """Read back what `data` made, other keys aside."""
        return cls(
            others=tuple(json.loads(data["others"])) if "others" in data else (),
            asks=Asks(data["asks"]) if "asks" in data else None,
            deadline=datetime.fromisoformat(data["deadline"]) if "deadline" in data else None,
            level=Level(data["level"]) if "level" in data else None,
            to=tuple(map(PersonId, data.get("to", "").split())),
        )


PLAIN = Terms()


def valid_until(deadline: datetime | None, now: datetime) -> datetime:
    """Until when an answer is awaited to what is asked now: for `LATE_BY` after it is wanted, or after it was asked."""
    wanted = now if deadline is None else max(deadline, now)
    return min(wanted, _LAST) + LATE_BY
