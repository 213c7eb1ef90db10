"""What a workspace keeps of its teams beside what is carried. May not say how a case stands: that follows from the events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Event, EventId
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, PersonId, TeamId
from cm_desktop.domain.approvals.ports import Filed, Sheet, Signed
from cm_desktop.domain.comments import ClientId, Comment, CommentRef
from cm_desktop.domain.outbox import Entry, EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team that this device takes part in, or asked to. `root` is the key of its first owner, which is trusted.

    `folder` is where its sheets are shared, empty where nothing is; `key`, `person` and `person_name` are ours.
    `unread`: what we signed ourselves is to be read from the carrier first. Until then nothing is signed, and no ruling
    is acted upon: a copy of work.db knows neither what was signed since, nor what left since.
    """

    id: TeamId
    name: str
    root: KeyId
    key: KeyId
    person: PersonId
    person_name: str
    folder: str = ""
    clients: tuple[ClientId, ...] = ()
    unread: bool = False


class SheetKind(StrEnum):
    """What a sheet carries."""

    EVENT = "event"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Our own copy of a sheet. `id` is that of the event or of the papers; only an event has an author `by` and a `seq`.

    `number` counts what this workspace took in, in its order; 0 before it is kept.
    """

    team: TeamId
    sheet: Sheet
    kind: SheetKind
    id: EventId | PapersId
    read_at: datetime
    by: KeyId | None = None
    seq: int = 0
    number: int = 0


def kept(team: TeamId, opened: Signed | Filed, read_at: datetime, *, sheet: Sheet | None = None) -> Kept:
    """What was opened, or just signed, as it is kept; `sheet` is what it came in, where that is another one."""
    if isinstance(opened, Filed):
        return Kept(team=team, sheet=sheet or opened.sheet, kind=SheetKind.PAPERS, id=opened.id, read_at=read_at)
    event: Event = opened.event
    return Kept(
        team=team,
        sheet=sheet or opened.sheet,
        kind=SheetKind.EVENT,
        id=event.id,
        read_at=read_at,
        by=event.by,
        seq=event.seq,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """Where a case stood when this workspace last acted upon it. `entry` is the row of the outbox that asked.

    `ruling` is the answer that was acted upon last. Never the truth: it only tells what is already done about it.
    """

    case: CaseId
    team: TeamId
    comment: CommentRef
    entry: EntryId
    state: CaseState
    at: datetime
    ruling: EventId | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody answered yet, or two did otherwise; an advice is an answer."""
        return self.state in (CaseState.SUBMITTED, CaseState.CONFLICT) and self.ruling is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is done about a case in one transaction, all of it or nothing: so that each ruling has its act exactly once.

    `now` takes the place of `was`, None for a case that is new here. `moves` are rows of the outbox, each from what it was;
    `acts` are new ones for `comment`, which is kept with them, as is what was decided about it that no platform is told of:
    `decision`. `sheets` are what we signed in doing so. `as_of`: for each
    team, the number of the last event that whoever decided this had read.
    """

    was: CaseNote | None
    now: CaseNote
    moves: tuple[tuple[Entry, Entry], ...] = ()
    acts: tuple[Entry, ...] = ()
    comment: Comment | None = None
    decision: Decision | None = None
    sheets: tuple[Kept, ...] = ()
    as_of: Mapping[TeamId, int] = field(default_factory=dict)
