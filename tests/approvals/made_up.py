"""A team whose devices say things, one after the other, for the tests of what follows. May not sign anything."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypedDict, Unpack

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    CaseId,
    Declaration,
    Event,
    EventId,
    Founding,
    Outcome,
    PolicySet,
    Position,
    Purpose,
    Request,
    Revocation,
    Way,
    Welcome,
)
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, Level, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.verdicts import Category

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=72)
TEAM = TeamId("0b" * 16)
CLIENT = ClientId("brasserie-lumen")
CASE = CaseId("c1" * 16)


def named(*what: object) -> str:
    """64 hexadecimal digits that stand for this and nothing else."""
    return hashlib.sha256("\n".join(map(str, what)).encode()).hexdigest()


class Wanted(TypedDict, total=False):
    """What a request may say otherwise than most."""

    client: ClientId
    purpose: Purpose
    act: ActionKind | None
    proposals: int
    categories: tuple[Category, ...]
    level: Level
    valid_until: datetime
    to: tuple[PersonId, ...]
    replaces: EventId | None


class Device:
    """One device of one person, and what it said so far. `seen` is what it has read of the others."""

    def __init__(self, name: str, role: Role, *, person: str | None = None, team: TeamId = TEAM) -> None:
        self.key = KeyId(named("key", name))
        self.team = team
        self.member = Member(
            key=self.key,
            public_key=bytes(32),
            sealing_key=bytes(32),
            person=PersonId(named("person", person or name)[:32]),
            name=person or name,
            role=role,
        )
        self.said: list[Event] = []
        self.seen: dict[KeyId, Position] = {}
        self._count = count()

    @property
    def person(self) -> PersonId:
        return self.member.person

    def reads(self, *others: "Device") -> None:
        """All that they said up to now."""
        self.seen |= {one.key: Position(seq=len(one.said), id=one.said[-1].id) for one in others if one.said}

    def says(
        self,
        body: Body,
        *,
        case: CaseId | None = None,
        papers: PapersId | None = None,
        parents: tuple[EventId, ...] = (),
        seq: int | None = None,
        at: datetime = NOW,
    ) -> Event:
        """The next event; with `seq`, one more of that number, which the chain does not go on from."""
        place = len(self.said) + 1 if seq is None else seq
        prev = self.said[place - 2].id if 1 < place <= len(self.said) + 1 else None
        event = Event(
            id=EventId(named(self.team, self.key, place, next(self._count), body)),
            team=self.team,
            by=self.key,
            seq=place,
            prev=prev,
            at=at,
            body=body,
            case=case,
            papers=papers,
            parents=parents,
            seen=dict(self.seen),
        )
        if seq is None:
            self.said.append(event)
        return event

    def founds(self) -> Event:
        return self.says(Founding(member=self.member))

    def welcomes(self, other: "Device", role: Role | None = None) -> Event:
        member = other.member if role is None else as_role(other.member, role)
        return self.says(Welcome(member=member))

    def ends(self, other: "Device", last_seq: int | None = None) -> Event:
        return self.says(Revocation(key=other.key, last_seq=len(other.said) if last_seq is None else last_seq))

    def asks(self, case: CaseId = CASE, *, instead_of: tuple[Event, ...] = (), **what: Unpack[Wanted]) -> Event:
        papers = PapersId(named("asked", self.key, len(self.said)))
        parents = tuple(one.id for one in instead_of)
        return self.says(request(**what), case=case, papers=papers, parents=parents)

    def answers(
        self, asked: Event, outcome: Outcome, choice: int | None = None, *, instead_of: tuple[Event, ...] = ()
    ) -> Event:
        """Corrections and refusals with papers of their own."""
        papers = None if outcome is Outcome.APPROVE else PapersId(named("answered", self.key, len(self.said)))
        return self.says(
            Answer(request=asked.id, outcome=outcome, choice=choice),
            case=asked.case,
            papers=papers,
            parents=tuple(one.id for one in instead_of),
        )

    def approves(self, asked: Event, choice: int | None = 0, *, instead_of: tuple[Event, ...] = ()) -> Event:
        return self.answers(asked, Outcome.APPROVE, choice, instead_of=instead_of)

    def refuses(self, asked: Event, *, instead_of: tuple[Event, ...] = ()) -> Event:
        return self.answers(asked, Outcome.REJECT, instead_of=instead_of)

    def corrects(self, asked: Event, *, instead_of: tuple[Event, ...] = ()) -> Event:
        return self.answers(asked, Outcome.CORRECT, instead_of=instead_of)

    def declares(
        self,
        asked: Event,
        outcome: Outcome = Outcome.APPROVE,
        choice: int | None = 0,
        *,
        code: str = "",
        instead_of: tuple[Event, ...] = (),
    ) -> Event:
        way = Way.FILE if code else Way.ELSEWHERE
        return self.says(
            Declaration(request=asked.id, outcome=outcome, way=way, choice=choice, code=code),
            case=asked.case,
            papers=PapersId(named("declared", self.key, len(self.said))),
            parents=tuple(one.id for one in instead_of),
        )


def as_role(member: Member, role: Role) -> Member:
    """The same device with another part."""
    return replace(member, role=role)


def request(**what: Unpack[Wanted]) -> Request:
    """A reply to be validated, of two that are proposed, unless it says otherwise."""
    return replace(_REPLY, **what)


_REPLY = Request(
    client=CLIENT,
    purpose=Purpose.VALIDATE,
    act=ActionKind.REPLY,
    proposals=2,
    categories=(),
    level=Level.SIGNED,
    deadline=None,
    valid_until=LATER,
)


def naming(*people: Device, categories: tuple[Category, ...] = ()) -> PolicySet:
    by = frozenset(one.person for one in people)
    return PolicySet(
        client=CLIENT,
        policy=Policy(demands=(Demand(level=Level.SIGNED, by=by, categories=frozenset(categories)),)),
    )


class Office:
    """The team of most tests: Ines owns it, Claire and Paul validate, Hugo and Lea moderate."""

    def __init__(self) -> None:
        self.ines = Device("Ines", Role.OWNER)
        self.claire = Device("Claire", Role.SUPERVISOR)
        self.paul = Device("Paul", Role.SUPERVISOR)
        self.hugo = Device("Hugo", Role.MODERATOR)
        self.lea = Device("Lea", Role.MODERATOR)
        self.others = [self.claire, self.paul, self.hugo, self.lea]
        self.ines.founds()
        for one in self.others:
            self.ines.welcomes(one)
            one.reads(self.ines)

    @property
    def events(self) -> list[Event]:
        """All that was said, in the order of who said it."""
        return [event for one in (self.ines, *self.others) for event in one.said]
