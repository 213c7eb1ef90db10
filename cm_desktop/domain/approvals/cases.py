"""How a case stands, as far as the events known here tell. May not be stored: it is made again from the events."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cm_desktop.domain.approvals.events import (
    Answer,
    CaseId,
    Declaration,
    Event,
    EventId,
    Outcome,
    Request,
    WhyFailed,
)
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import VALIDATES, KeyId, Level, Member, PersonId, Role
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.approvals.terms import LEAVES_WITHIN
from cm_desktop.domain.comments import ClientId


class CaseState(StrEnum):
    """Where a case stands."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    CONFLICT = "conflict"  # two approvals of different texts: somebody has to decide again
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # the page refused what was decided


_ANYBODY_SAYS = Needed(Level.DECLARED)


@dataclass(frozen=True, slots=True)
class Needs:
    """What an answer has to be for something to leave by it: a yes to what is asked, and a text in the place of that.

    They differ where nothing is asked to be done: a text makes a reply of it.
    """

    approved: Needed = _ANYBODY_SAYS
    corrected: Needed = _ANYBODY_SAYS

    def of(self, outcome: Outcome) -> Needed:
        """What such an answer has to be."""
        return self.corrected if outcome is Outcome.CORRECT else self.approved

    def by_now(self, request: Request, outcome: Outcome, policy: Policy | None) -> Needed:
        """What such an answer has to be on the day of its request, and as the client wants it today."""
        needed, act = self.of(outcome), request.decided(outcome)
        demanded = policy.demanded(act, request.categories) if policy and act else None
        return needed.both(demanded) if demanded else needed


OVER = frozenset({CaseState.SENT, CaseState.WITHDRAWN, CaseState.EXPIRED, CaseState.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """By which case, and which request of it, a row of the outbox may leave."""

    case: CaseId
    request: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One answer that counts: who gave it, how surely. Of a declared one, `person` is None: whom it names is in its papers."""

    event: Event
    answer: Answer | Declaration
    level: Level
    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `versions` are its requests, the present one last; `rulings` the live answers to the present one.

    `approved` is the one answer by which the act may leave: None unless the state is approved, corrected, sending, sent or
    failed. `failed` is why the page refused it, None unless it did.
    `advice` are the answers that bind nobody; `earlier` those to other versions, and those that others superseded.
    `needs` is what an answer has to be: as the request says, and the policy that its author knew.
    `late_objection`: somebody refused once it was on its way; `ended_late`: its author withdrew it, or let it expire, then.
    """

    id: CaseId
    state: CaseState
    author: PersonId
    versions: tuple[Event, ...]
    rulings: tuple[Ruling, ...] = ()
    approved: Ruling | None = None
    advice: tuple[Event, ...] = ()
    earlier: tuple[Ruling, ...] = ()
    late_objection: bool = False
    needs: Needs = Needs()
    ended_late: bool = False
    failed: WhyFailed | None = None

    @property
    def current(self) -> Event:
        """The request as it stands now."""
        return self.versions[-1]

    @property
    def request(self) -> Request:
        """What it asks."""
        body = self.current.body
        assert isinstance(body, Request)
        return body

    @property
    def level(self) -> Level:
        """The least that counts as a yes."""
        return self.needs.approved.level

    def is_past(self, now: datetime) -> bool:
        """Whether its time is over: that for an answer, or, with one, the `LEAVES_WITHIN` more that it has to leave."""
        return (now if self.approved is None else now - LEAVES_WITHIN) > self.request.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that follows from the events known here.

    `forked` are authors who signed two events of one number: nothing of theirs counts from there. `gaps` are authors of
    whom an event is missing before one that is here; what comes after it does not count yet. Both give the number where it
    begins. `awaited` are members of whom others have read further than what is here: up to which number; `ahead` are those
    who say that they have, by whom they read. `void` are events
    that count for nothing, being a revoked device's or no member's. `members` keeps those who are `revoked`: what they said
    up to that number stands. `left` are devices that went by themselves, members or not, and that no owner ended since: they
    have the team's keys still. `erasures` are those that count.
    """

    members: dict[KeyId, Member] = field(default_factory=dict)
    revoked: dict[KeyId, int] = field(default_factory=dict)
    asking: tuple[Event, ...] = ()
    policies: dict[ClientId, Policy] = field(default_factory=dict)
    cases: dict[CaseId, Case] = field(default_factory=dict)
    forked: dict[KeyId, int] = field(default_factory=dict)
    gaps: dict[KeyId, int] = field(default_factory=dict)
    void: frozenset[EventId] = frozenset()
    erased: frozenset[PapersId] = frozenset()
    erasures: tuple[EventId, ...] = ()
    awaited: dict[KeyId, int] = field(default_factory=dict)
    ahead: dict[KeyId, frozenset[KeyId]] = field(default_factory=dict)
    left: frozenset[KeyId] = frozenset()

    @property
    def torn(self) -> frozenset[KeyId]:
        """Whose log does not hold together up to where it counts. A gap before an end is one that nobody may ever fill."""
        return frozenset(self.forked.keys() | (self.gaps.keys() & self.revoked.keys()))

    def is_erased(self, case: Case) -> bool:
        """Whether the texts of the present request are erased: they will never be here, and not merely are not here yet."""
        return case.current.papers in self.erased

    def may_approve(self, author: PersonId, needed: Needed) -> frozenset[PersonId]:
        """Those who take part, and whose approval of what this person asks counts."""
        there = {one.person for key, one in self.members.items() if key not in self.revoked and one.role in VALIDATES}
        return frozenset(one for one in there - {author} if needed.names(one))

    def nobody_answers(self, author: PersonId, needed: Needed, to: Collection[PersonId]) -> str:
        """Why nobody can say yes to what this person asks of these, in a word of NotEntitled; empty where somebody can.

        An empty `to` is whoever may validate; where none is there, what is declared may still be enough.
        """
        there, those = self.may_approve(author, _ANYBODY_SAYS), self.may_approve(author, needed)
        if needed.by is not None and not those:
            return "nobody_named"
        if to and there.isdisjoint(to):
            return "asked_left"
        if to and those.isdisjoint(to):
            return "others_named"
        return "nobody_left" if not there and needed.level is Level.SIGNED else ""

    def needed(self, case: Case, outcome: Outcome = Outcome.APPROVE) -> Needed:
        """What such an answer has to be by now."""
        return case.needs.by_now(case.request, outcome, self.policies.get(case.request.client))

    @property
    def owners(self) -> frozenset[KeyId]:
        """The devices whose word may change what a client wants validated: what one said before its part ended counts."""
        return frozenset(key for key, one in self.members.items() if one.role is Role.OWNER)

    def unheard(self, voices: Collection[KeyId]) -> str | None:
        """Why one of these may have said what cannot be known here, in a word of NotValidated; None where nothing lacks."""
        if not self.forked.keys().isdisjoint(voices):
            return "forked"
        return None if (self.gaps.keys() | self.awaited.keys()).isdisjoint(voices) else "behind"

    def have_read_more(self, voices: Collection[KeyId]) -> tuple[str, ...]:
        """The names of those who say that they have read of one of these what is not here."""
        keys = frozenset[KeyId]().union(*(those for key, those in self.ahead.items() if key in voices))
        return tuple(sorted({self.members[key].name for key in keys}))

    def voices(self, case: Case) -> frozenset[KeyId]:
        """The devices whose word may change how this case stands: of all who validate, and of who asked."""
        return frozenset(key for key, one in self.members.items() if one.role in VALIDATES or one.person == case.author)
