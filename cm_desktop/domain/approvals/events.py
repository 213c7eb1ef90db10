"""What happened in a team, one immutable event after the other in its author's chain. May not be read as the truth alone:
what follows from all of them together is `fold.py`.

No order is ever taken from `at`, which is shown and nothing more: each author's `seq` and `prev`, and what an event names
as its `parents` or `request`, are the only order there is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, Level, Member, PersonId, TeamId
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.verdicts import Category

EventId = NewType("EventId", str)  # SHA-256 of what is signed, 64 hexadecimal digits
CaseId = NewType("CaseId", str)  # one comment put before somebody, through all versions of the request: 32 digits


_A_REASON = re.compile("[a-z][a-z_]{0,31}")


class Purpose(StrEnum):
    """What a request is for: a decision, or an advice that binds nobody."""

    VALIDATE = "validate"
    ADVISE = "advise"


class Outcome(StrEnum):
    """What was answered to a request."""

    APPROVE = "approve"
    CORRECT = "correct"
    REJECT = "reject"
    ADVISE = "advise"


class Way(StrEnum):
    """How a declared decision came back."""

    FILE = "file"  # the request's own page, with its code
    ELSEWHERE = "elsewhere"  # a message, pasted as it is


class WhyWithdrawn(StrEnum):
    """Why a request is no longer to be answered. A word that only a newer program knows is read as OTHER: withdrawn it is."""

    BY_AUTHOR = "by_author"
    EDITED = "edited"
    DELETED = "deleted"
    ANSWERED = "answered"
    ERASED = "erased"  # what was asked, before anything was done about it
    DONE = "done"  # what was decided stood so on the page already, by somebody else's hand
    OTHER = "other"  # which this program does not know, and never says

    @classmethod
    def _missing_(cls, value: object) -> "WhyWithdrawn | None":
        return cls.OTHER if isinstance(value, str) and _A_REASON.fullmatch(value) else None


class WhyFailed(StrEnum):
    """Why what was decided did not leave, as far as the others are told."""

    GONE = "gone"  # the comment is no longer there
    FORBIDDEN = "forbidden"  # the page's access does not allow it
    REFUSED = "refused"  # the page said no, to the text or to the act
    HELD = "held"  # it waits again for who asked: as approved as before
    GIVEN_UP = "given_up"  # who asked tries it no more, and it is known not to have left


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A team begins. The first event of its first owner, who is `member`. `sealed` is as in Welcome."""

    member: Member
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A device asks to take part. `proof` is the HMAC over it, under what was made of the invitation's code."""

    member: Member
    invitation: str
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """An owner lets a device take part. `sealed` are the team's keys, wrapped for it: None where nothing is sealed."""

    member: Member
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """An owner ends a device's part: its events after `last_seq` are void, whenever they arrive. 0 voids all of them.

    `sealed` is the team's new key, wrapped for each device that stays.
    """

    key: KeyId
    last_seq: int
    sealed: tuple[tuple[KeyId, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Its author's device takes part no more, or asks to no more: the last word of its chain, whatever follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """An owner says what a client wants validated, in the place of what was said before."""

    client: ClientId
    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A moderator puts a comment before somebody. `act` is what would be done, None where only advice or nothing is asked.

    `proposals` is how many replies the papers hold. `replaces` is the version before, which is no longer to be answered.
    `level` is the least that counts here; an empty `to` means whoever may validate. `valid_until` is until when
    an answer is awaited: see `terms.py`.
    """

    client: ClientId
    purpose: Purpose
    act: ActionKind | None
    proposals: int
    categories: tuple[Category, ...]
    level: Level
    deadline: datetime | None
    valid_until: datetime
    to: tuple[PersonId, ...] = ()
    replaces: EventId | None = None

    def decided(self, outcome: Outcome) -> ActionKind | None:
        """The act that such an answer lets leave, None where that is nothing. A text in the place of nothing is a reply."""
        return ActionKind.REPLY if self.act is None and outcome is Outcome.CORRECT else self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One who may says yes, yes with another text, or no. `choice` is which proposal, from 0, for a reply that is approved.

    An advice that names a refusal of its own author among its `parents` takes that back, and says nothing else.
    """

    request: EventId
    outcome: Outcome
    choice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The moderator says what somebody answered outside the program. `code` is what the request's page gave, once."""

    request: EventId
    outcome: Outcome
    way: Way
    choice: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The request is no longer to be answered."""

    request: EventId
    why: WhyWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Its author's clock passed the moment until which an answer was awaited, or what was approved could leave."""

    request: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What was decided is about to leave. From here on a withdrawal comes too late."""

    request: EventId
    answers: tuple[EventId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It is on the page."""

    request: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The sendings before it came to nothing; a `Sending` after it is another attempt. What is in doubt has not failed, until
    who asked gives it up.
    """

    request: EventId
    why: WhyFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A moderator's act that nobody validated, for the journal: `deed` is what, `about` an opaque name of the comment."""

    deed: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Its author was here, and had seen what the event's `seen` says: a witness against whoever withholds something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """These papers are erased everywhere: every member who reads this drops them, and takes them in no more."""

    papers: tuple[PapersId, ...]


Body = (
    Founding
    | Joining
    | Welcome
    | Revocation
    | Departure
    | PolicySet
    | Request
    | Answer
    | Declaration
    | Withdrawal
    | Expiry
    | Sending
    | Sent
    | Failed
    | Acted
    | Head
    | Erasure
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in an author's chain."""

    seq: int
    id: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, its signature checked by whoever made this object. `seq` counts from 1 in its author's chain.

    `prev` is the id of the author's event before, None for the first. `seen` is how far its author had read the others.
    `parents` are the answers, on the same case, that this one is to supersede.
    """

    id: EventId
    team: TeamId
    by: KeyId
    seq: int
    prev: EventId | None
    at: datetime
    body: Body
    case: CaseId | None = None
    papers: PapersId | None = None
    parents: tuple[EventId, ...] = ()
    seen: Mapping[KeyId, Position] = field(default_factory=dict)
