"""A team where everything happens at random: what is meant well, what goes wrong, and what is tried in bad faith."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    CaseId,
    Declaration,
    Departure,
    Erasure,
    Event,
    EventId,
    Expiry,
    Failed,
    Head,
    Outcome,
    PolicySet,
    Position,
    Purpose,
    Request,
    Revocation,
    Sending,
    Sent,
    WhyFailed,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import Level, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from tests.approvals.made_up import CLIENT, NOW, TEAM, Device, named

T = TypeVar("T")
ELSEWHERE = TeamId("ee" * 16)
CASES = tuple(CaseId(f"{number:032x}") for number in range(3))
MOST_DEVICES = 12
OUTCOMES = (Outcome.APPROVE,) * 4 + (Outcome.CORRECT, Outcome.REJECT, Outcome.REJECT, Outcome.ADVISE)


class Choice(Protocol):
    """Chooses one of several: at random, or as whoever looks for a mistake wants."""

    def __call__(self, some: Sequence[T], /) -> T: ...


class World:
    """`devices` are all who say something, a stranger among them; `strays` what is in nobody's chain.

    Those of two teams are the same people, with the same keys.
    """

    def __init__(self, pick: Choice, team: TeamId = TEAM) -> None:
        self.pick = pick
        self.team = team
        self.ines = self._device("Ines", Role.OWNER)
        self.anne = self._device("Anne", Role.OWNER)
        self.stranger = self._device("Max", Role.SUPERVISOR)
        self.lea = self._device("Lea", Role.MODERATOR)
        self.members = [
            self.ines,
            self.anne,
            self._device("Claire", Role.SUPERVISOR),
            self._device("Claire's phone", Role.MODERATOR, "Claire"),
            self._device("Paul", Role.SUPERVISOR),
            self._device("Hugo", Role.MODERATOR),
            self._device("Hugo's laptop", Role.SUPERVISOR, "Hugo"),
            self.lea,
        ]
        self.devices = [*self.members, self.stranger]
        self.strays: list[Event] = []
        self.ines.founds()
        for one in self.members[1:]:
            self.ines.welcomes(one)
            one.reads(self.ines)

    def _device(self, name: str, role: Role, person: str | None = None) -> Device:
        return Device(name, role, person=person, team=self.team)

    @property
    def events(self) -> list[Event]:
        """All that was said."""
        return [*(event for one in self.devices for event in one.said), *self.strays]

    def about(self, kind: type[Body]) -> list[Event]:
        """What was said of this kind."""
        return [event for event in self.events if isinstance(event.body, kind)]

    def some_time(self) -> datetime:
        """Clocks say what they like."""
        return NOW + timedelta(minutes=self.pick(range(-600, 600)))

    def step(self) -> None:
        """One thing more."""
        self.pick(MOVES)(self)

    def ask(self) -> None:
        by, case = self.pick(self.devices), self.pick(CASES)
        if any(event.case == case for event, _ in self.asked()) and self.pick(range(8)):
            return  # seldom does somebody use a case that is another's
        act = self.pick((ActionKind.REPLY, ActionKind.REPLY, ActionKind.HIDE, None))
        by.asks(
            case,
            act=act,
            proposals=2 if act is ActionKind.REPLY else 0,
            level=self.pick((Level.SIGNED, Level.DECLARED)),
            purpose=self.pick((Purpose.VALIDATE,) * 7 + (Purpose.ADVISE,)),
            to=self.pick(((), (), (), (self.pick(self.members).person,))),
        )

    def asked(self) -> list[tuple[Event, Request]]:
        """All requests, and what they ask."""
        return [(event, event.body) for event in self.events if isinstance(event.body, Request)]

    def edit(self) -> None:
        if asked := self.asked():
            old, _ = self.pick(asked)
            by = self.mostly(old)
            others = self.pick([(), (), tuple(event for event, _ in asked)])
            by.asks(self.pick((old.case, old.case, None)) or self.pick(CASES), replaces=old.id, instead_of=others)

    def mostly(self, event: Event) -> Device:
        """Whoever signed it; now and then another one."""
        return self.pick([one for one in self.devices if one.key == event.by] * 18 + self.devices)

    def answer(self) -> None:
        if asked := self.asked():
            (request, wanted), outcome = self.pick(asked), self.pick(OUTCOMES)
            by = self.pick([*self.devices, *self.same_person(request)])
            choice = self.pick((0, 0, 0, 1, 2, None) if wanted.proposals else (None, None, 0))
            by.says(
                Answer(request=request.id, outcome=outcome, choice=choice),
                at=self.some_time(),
                case=self.pick((request.case,) * 9 + CASES),
                papers=None if outcome is Outcome.APPROVE else PapersId(named("papers", by.key, len(by.said))),
                parents=self._instead_of(request),
            )

    def same_person(self, event: Event) -> list[Device]:
        """All devices of whoever signed it."""
        persons = {one.person for one in self.devices if one.key == event.by}
        return [one for one in self.devices if one.person in persons]

    def declare(self) -> None:
        if asked := self.asked():
            (request, _), by = self.pick(asked), self.pick(self.members)
            by.declares(
                request,
                self.pick(OUTCOMES),
                self.pick((0, 0, 1, None)),
                code=self.pick(("", "", "9F4D", "22AB")),
                instead_of=tuple(one for one in self.about(Answer) if one.id in self._instead_of(request)),
            )

    def _instead_of(self, request: Event) -> tuple[EventId, ...]:
        answers = [one.id for kind in (Answer, Declaration) for one in self.about(kind) if one.case == request.case]
        return self.pick([(), (), tuple(answers), tuple(answers[-1:])])

    def do(self) -> None:
        """What mostly whoever asked does: call it back, let it expire, send it."""
        if asked := self.asked():
            request, _ = self.pick(asked)
            by = self.mostly(request)
            answers = tuple(one.id for one in self.about(Answer) if one.case == request.case)
            deeds: tuple[Body, ...] = (
                Withdrawal(request=request.id, why=WhyWithdrawn.BY_AUTHOR),
                Expiry(request=request.id),
                Sending(request=request.id, answers=answers),
                Sent(request=request.id),
            )
            by.says(self.pick(deeds), case=request.case, at=self.some_time())

    def fail(self) -> None:
        """Whoever asked has read what was answered, and the page refuses it, or it is held, or given up."""
        answered = {body.request for one in self.about(Answer) if isinstance(body := one.body, Answer)}
        if requests := [event for event, _ in self.asked() if event.id in answered]:
            request = self.pick(requests)
            by = self.mostly(request)
            by.reads(*self.devices)
            why = self.pick((*WhyFailed, *(WhyFailed.REFUSED,) * 9))
            by.says(Failed(request=request.id, why=why), case=request.case)

    def try_to_leave(self) -> None:
        """Whoever asked has read all, says that it leaves, and now and then that it came to nothing or was called back."""
        if asked := self.asked():
            request, _ = self.pick(asked)
            by = self.mostly(request)
            by.reads(*self.devices)
            answers = tuple(one.id for one in self.about(Answer) if one.case == request.case)
            by.says(Sending(request=request.id, answers=answers), case=request.case)
            then: tuple[Body | None, ...] = (
                None,
                Failed(request=request.id, why=self.pick((*WhyFailed,))),
                Withdrawal(request=request.id, why=WhyWithdrawn.BY_AUTHOR),
            )
            if (end := self.pick(then)) is not None:
                by.says(end, case=request.case)

    def read(self) -> None:
        self.pick(self.devices).reads(*self.devices)

    def end(self) -> None:
        by = self.pick((self.ines, self.ines, self.anne, self.pick(self.devices)))
        other = self.pick(self.devices[1:] if by is self.ines else self.devices[2:])
        by.ends(other, self.pick(range(len(other.said) + 2)))

    def leave(self) -> None:
        """Now and then somebody goes, and goes on talking."""
        by = self.pick(self.devices[1:])
        if self.pick(range(4)) == 0:
            by.says(Departure())

    def join_again(self) -> None:
        """Somebody who may be out comes back with another key, as who they were or not, in whatever role."""
        old = self.pick(self.members[2:])
        if len(self.members) < MOST_DEVICES:
            role = self.pick((Role.SUPERVISOR, Role.MODERATOR))
            person = self.pick((old.member.name, old.member.name, None))
            new = self._device(f"{old.member.name}, {len(self.members)}", role, person)
            self.members.append(new)
            self.devices.insert(-1, new)
            by = self.pick((self.ines, self.ines, self.anne, self.lea))
            by.welcomes(new)
            new.reads(by)

    def fork(self) -> None:
        by = self.pick(self.devices[1:])
        if by.said:
            old = self.pick(by.said)
            other = self.pick((Head(), old.body, *(event.body for event in self.about(Answer))))
            self.strays.append(by.says(other, seq=old.seq, case=old.case, papers=old.papers))

    def carry_elsewhere(self) -> None:
        old = self.pick(self.events)
        self.strays.append(replace(old, id=EventId(named("elsewhere", old.id)), team=ELSEWHERE))

    def talk_nonsense(self) -> None:
        """What no program of ours would sign, and a key can."""
        by, old, other = self.pick(self.devices[2:]), self.pick(self.events), self.pick(self.events)
        name = EventId(named("nonsense", old.id, other.id, by.key, len(self.strays)))
        body = self.pick((old.body, other.body))
        if isinstance(body, Request):
            body = replace(body, replaces=self.pick((name, other.id, None)), proposals=self.pick((-1, 0, 10**9)))
        if isinstance(body, Revocation):
            body = replace(body, last_seq=self.pick((-(10**9), 10**9)))
        last = by.said[-1] if by.said else None
        self.strays.append(
            replace(
                old,
                id=name,
                by=by.key,
                seq=self.pick((-1, 0, 10**18, last.seq + 1 if last else 1)),
                prev=self.pick((None, name, last.id if last else None)),
                body=body,
                case=self.pick((None, old.case, other.case)),
                papers=self.pick((None, other.papers)),
                parents=self.pick(((), (name,), (other.id, other.id))),
                seen=self.pick(({}, {by.key: Position(seq=10**9, id=name)}, other.seen)),
            )
        )

    def demand(self) -> None:
        by = self.pick((self.ines, self.anne, self.lea))
        named = Demand(level=Level.DECLARED, by=frozenset({self.pick(self.members).person}))
        demands = self.pick(((), (Demand(level=Level.SIGNED),), (Demand(level=Level.DECLARED),), (named,)))
        by.says(PolicySet(client=CLIENT, policy=Policy(demands=demands)))
        for one in self.pick(((), self.members)):
            one.reads(by)

    def promote(self) -> None:
        self.pick((self.ines, self.anne, self.lea)).welcomes(self.lea, Role.SUPERVISOR)

    def erase(self) -> None:
        if filed := [event.papers for event in self.events if event.papers]:
            self.pick(self.members).says(Erasure(papers=(self.pick(filed),)))


MOVES: tuple[Callable[[World], None], ...] = (
    *(World.ask,) * 6,
    *(World.answer,) * 20,
    *(World.read,) * 6,
    *(World.declare,) * 4,
    *(World.do,) * 2,
    *(World.fail,) * 3,
    *(World.try_to_leave,) * 1,
    *(World.edit,) * 2,
    World.end,
    World.leave,
    World.join_again,
    World.fork,
    World.carry_elsewhere,
    World.talk_nonsense,
    *(World.demand,) * 2,
    World.promote,
    World.erase,
)
