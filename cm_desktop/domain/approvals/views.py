"""What the window and the command line show of teams and cases. Pure; may hold nothing that does not follow from events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import Declaration, Event, EventId, Outcome, Purpose, WhyWithdrawn
from cm_desktop.domain.approvals.papers import Answered, Asked
from cm_desktop.domain.approvals.people import VALIDATES, KeyId, Level, Member, TeamId
from cm_desktop.domain.approvals.rulings import verdict
from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import Trouble

SOON = timedelta(hours=24)  # a deadline nearer than that goes before whoever has waited for long


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """A team as this device knows it. `me` is None while nobody let this device in; `folder` None where nothing is carried.

    `alone`: nobody else takes part, as in the team that is made silently for requests that leave as a file. `revoked` are
    devices whose part ended. `asking` are the devices that ask to take part, not let in yet; `aside` are the keys of those
    that this workspace puts aside, which nobody else hears of. `over`: this device left, or its part was ended. `torn` are
    devices whose log does not hold together up to where it counts: until an owner ends it earlier, others wait for it.
    `shut_out`: this owner came back with a code that was used elsewhere at the same time, so that nobody hears them.
    """

    id: TeamId
    name: str
    folder: Path | None
    clients: tuple[ClientId, ...]
    key: KeyId
    me: Member | None
    members: tuple[Member, ...] = ()
    revoked: tuple[Member, ...] = ()
    asking: tuple[Member, ...] = ()
    aside: frozenset[KeyId] = frozenset()
    over: bool = False
    torn: frozenset[KeyId] = frozenset()
    shut_out: bool = False

    @property
    def unopened(self) -> bool:
        """Whether nothing but its name can be read: its keys are not at hand. Else its first owner at least is known."""
        return not (self.members or self.revoked)

    @property
    def people(self) -> tuple[Member, ...]:
        """Each person once, by one of their devices: those who take part, then those who did."""
        there = {one.person: one for one in self.members}
        gone = {one.person: one for one in self.revoked if one.person not in there}
        return (*there.values(), *gone.values())

    @property
    def answering(self) -> tuple[Member, ...]:
        """Each person once, by one of their devices, who may validate what this device asks: never whoever asks."""
        me = self.me.person if self.me else None
        there = {one.person: one for one in self.members if one.role in VALIDATES and one.person != me}
        return tuple(there.values()) if me else ()

    @property
    def alone(self) -> bool:
        return self.folder is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStatus:
    """How it stands between this device and its team.

    `read_at` is when the folder was last read to the end since the program began; `trouble` what stopped it since.
    `unread` says that nothing is signed until it is: after a restored backup. `lost`: not even then, since what this device
    signed last is nowhere any more; it has to join again. `outdated`: something there was written by a
    newer program. `refused` counts what lies there and cannot be believed. `validates`: whether this person may answer.
    `waiting` counts the cases that wait for this person's answer, `mine` those of this device that wait for somebody's.
    """

    team: TeamId
    read_at: datetime | None
    trouble: Trouble | None
    validates: bool
    unread: bool
    lost: bool
    outdated: bool
    refused: int
    waiting: int
    mine: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation: a file to hand over, and the code to tell through another channel. It opens once, until then."""

    file: bytes
    code: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One request of a case. `asked` is None where its papers are erased, or have not arrived."""

    event: Event
    asked: Asked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """One answer as it is shown. `who` is the person's name: of a declared one, whom the moderator names, empty where the
    request's page was answered, or where that is erased.

    `text` is the exact reply that it lets leave, empty where it lets none leave. `ruling` is None for an advice.
    `papers` is None where they are erased, or have not arrived.
    """

    event: Event
    outcome: Outcome
    who: str
    text: str
    papers: Answered | None
    ruling: Ruling | None = None

    @property
    def reason(self) -> str:
        """Why it was refused, or what is advised."""
        return self.papers.reason if self.papers else ""

    @property
    def level(self) -> Level:
        """How sure it is who answered: by the event itself, since papers may name nobody, or be erased."""
        return Level.DECLARED if self.declared else Level.SIGNED

    @property
    def declared(self) -> bool:
        """Whether the moderator says so, rather than the one who decided."""
        return isinstance(self.event.body, Declaration)


class Urgency(StrEnum):
    """How far a request is on its way to its deadline."""

    CALM = "calm"
    HALF = "half"
    NEARLY = "nearly"  # nine tenths of the time are over
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case with all that belongs to it. `asked` are the papers of the present request, as `Version.asked`.

    `versions` hold the earlier requests too, the present one last; `earlier` the answers to those, which count no more.
    `author` is the name of the person who asks, `mine` whether it is this device that follows the case.
    `cannot_answer` says why this person may not answer, in a word of `NotEntitled` or `CaseMoved`; empty where they may: of
    what is leaving, refuse it.
    `only_refuses`: the client's policy names others to approve it, so that of this person a refusal alone counts.
    `too_weak`: it is approved, and its client wants another person or a surer answer by now, so that it waits for one.
    `refused_here`: a refusal of this person stands, which nobody else takes back.
    `withdrawn` is why nobody is to answer it any more, None while somebody is. `trouble` is what keeps an act from
    leaving, as last met.
    """

    case: Case
    team: TeamId
    author: str
    asked: Asked | None
    versions: tuple[Version, ...]
    answers: tuple[Answering, ...] = ()
    advice: tuple[Answering, ...] = ()
    earlier: tuple[Answering, ...] = ()
    mine: bool = False
    cannot_answer: str = ""
    only_refuses: bool = False
    too_weak: bool = False
    refused_here: bool = False
    withdrawn: WhyWithdrawn | None = None
    trouble: Trouble | None = None

    @property
    def state(self) -> CaseState:
        return self.case.state

    @property
    def came_to(self) -> CaseState:
        """What was answered, of a request whose time is over; else how it stands."""
        return verdict(self.case.rulings)[0] if self.state is CaseState.EXPIRED else self.state

    @property
    def stands(self) -> CaseState:
        """How it is said to stand: a decision to do nothing stays one, though the time to act by it is over."""
        nothing = self.came_to is CaseState.APPROVED and self.case.request.act is None
        return CaseState.APPROVED if nothing else self.state

    @property
    def request_id(self) -> EventId:
        """The request that an answer has to name."""
        return self.case.current.id

    @property
    def purpose(self) -> Purpose:
        return self.case.request.purpose

    @property
    def advised(self) -> bool:
        """Whether an advice was asked for, and is given. Beside a decision that is asked for, one changes nothing."""
        return self.purpose is Purpose.ADVISE and bool(self.advice)

    @property
    def deadline(self) -> datetime | None:
        return self.case.request.deadline

    @property
    def comment(self) -> CommentRef | None:
        """The comment, by the name that it has in its moderator's workspace."""
        return CommentRef(self.asked.account, self.asked.remote_id) if self.asked else None

    @property
    def decision(self) -> Answering | None:
        """The answer by which the act may leave, or that refused it.

        Of what was found done, and of what did not leave in time, that which approved it.
        """
        over = self.withdrawn is WhyWithdrawn.DONE or self.state is CaseState.EXPIRED
        approved = verdict(self.case.rulings)[1] if over else self.case.approved
        if approved is not None:
            spoken = (*self.answers, *self.earlier)  # it may have left before another answer took its place
            return next((one for one in spoken if one.event.id == approved.event.id), None)
        if self.came_to is not CaseState.REJECTED:
            return None
        return next((one for one in self.answers if one.outcome is Outcome.REJECT), None)

    @property
    def level(self) -> Level | None:
        """How sure it is who decided; of answers that contradict each other the least sure. None where nobody answered."""
        spoken = (self.decision,) if self.decision else self.answers
        if not spoken:
            return None
        return Level.DECLARED if any(one.declared for one in spoken) else Level.SIGNED


def in_order(views: Iterable[CaseView], now: datetime) -> tuple[CaseView, ...]:
    """What is late or due within a day, the nearest deadline first; then the others, whoever has waited longest first."""

    def place(view: CaseView) -> tuple[bool, datetime, str]:
        due = view.deadline if view.deadline is not None and view.deadline <= now + SOON else None
        return due is None, due or view.case.versions[0].at, view.case.id

    return tuple(sorted(views, key=place))


def urgency(asked_at: datetime, deadline: datetime | None, now: datetime) -> Urgency:
    """How near a deadline is, on the way to it from when it was asked."""
    if deadline is None:
        return Urgency.CALM
    if now >= deadline:
        return Urgency.LATE
    whole = max(deadline - asked_at, timedelta(0))
    if now >= asked_at + whole * 0.9:
        return Urgency.NEARLY
    return Urgency.HALF if now >= asked_at + whole / 2 else Urgency.CALM
