"""One case through its life: asked, answered, edited, withdrawn, sent. Pure; may not know of any other case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cm_desktop.domain.approvals.cases import Case, CaseState, Needs, Ruling
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    CaseId,
    Declaration,
    Event,
    EventId,
    Expiry,
    Failed,
    Outcome,
    Request,
    Sending,
    Sent,
    WhyFailed,
    Withdrawal,
)
from cm_desktop.domain.approvals.membership import Roll, knows
from cm_desktop.domain.approvals.policies import Policies
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.approvals.rulings import Heard, Hearing, verdict
from cm_desktop.domain.approvals.versions import Versions, versions
from cm_desktop.domain.comments import ClientId

_DEEDS: frozenset[type[Body]] = frozenset({Withdrawal, Expiry, Sending, Sent, Failed})
_REFUSED_BY_THE_PAGE = frozenset({WhyFailed.GONE, WhyFailed.FORBIDDEN, WhyFailed.REFUSED})


@dataclass(frozen=True, slots=True)
class Bench:
    """What all cases are judged by: who takes part, what clients demand, which declarations repeat a code.

    `today` is what clients demand by now, `policies` what they did when something was asked.
    """

    roll: Roll
    policies: Policies
    today: Mapping[ClientId, Policy] = field(default_factory=dict)
    used: frozenset[EventId] = field(default_factory=frozenset)

    def hearing(self, event: Event) -> Hearing:
        """For one request."""
        assert isinstance(event.body, Request)
        return Hearing(
            event,
            event.body,
            self.roll.person(event),
            self._needs(event, event.body),
            self.roll,
            self.today.get(event.body.client),
            self.used,
        )

    def _needs(self, event: Event, request: Request) -> Needs:
        approved = self.policies.needed(event, request, request.act)
        by_correcting = request.decided(Outcome.CORRECT)
        if by_correcting is request.act:
            return Needs(approved, approved)
        return Needs(approved, self.policies.needed(event, request, by_correcting))


def settled(name: CaseId, events: Iterable[Event], bench: Bench) -> Case | None:
    """How the case stands by the events that name it; None where the request is not here."""
    requests, answers, deeds = list[Event](), list[Event](), list[Event]()
    for event in events:
        kind = type(event.body)
        if kind in _DEEDS:
            deeds.append(event)
        elif kind is Request:
            requests.append(event)
        elif kind is Answer or kind is Declaration:
            answers.append(event)
    found = versions(requests, bench.roll)
    if found is None:
        return None
    deeds = [one for one in deeds if bench.roll.person(one) == found.author]
    current = _current(found, deeds)
    done = _done(current, deeds)
    before = tuple(one for one in found.all if one is not current) if len(found.all) > 1 else ()
    hearing = bench.hearing(current)
    heard = hearing.hear(answers)
    state, approved = _state(found, done, heard)
    return Case(
        id=name,
        state=state,
        author=found.author,
        versions=(*before, current),
        rulings=heard.live,
        approved=approved,
        advice=heard.advice,
        earlier=(*_earlier(before, answers, bench), *heard.past) if before else heard.past,
        late_objection=done.gone and verdict(heard.live)[0] is CaseState.REJECTED,
        needs=hearing.needs,
        ended_late=done.gone and bool(done.over),
        failed=_why(_last_failure(done)) if state is CaseState.FAILED else None,
    )


class _Done(NamedTuple):
    """What whoever asked did with the present request. `leaving` are the sendings that nothing had called back before, and
    of which nothing says that they failed.
    """

    leaving: tuple[Event, ...] = ()
    over: tuple[Event, ...] = ()
    sent: bool = False
    failed: tuple[Event, ...] = ()

    @property
    def gone(self) -> bool:
        return self.sent or bool(self.leaving)


_NOTHING = _Done()


def _done(request: Event, deeds: Iterable[Event]) -> _Done:
    """Out of all that was done with the case."""
    leaving, over, failed, sent = list[Event](), list[Event](), list[Event](), False
    for one in deeds:
        body = one.body
        if isinstance(body, Sending) and body.request == request.id:
            leaving.append(one)
        elif isinstance(body, Sent) and body.request == request.id:
            sent = True
        elif isinstance(body, Withdrawal | Expiry) and body.request == request.id:
            over.append(one)
        elif isinstance(body, Failed) and body.request == request.id:
            failed.append(one)
    if (over or failed) and not sent:
        leaving = [one for one in leaving if not any(knows(one, end) for end in over)]
        leaving = [one for one in leaving if not any(knows(end, one) for end in failed)]
    return _Done(tuple(leaving), tuple(over), sent, tuple(failed)) if leaving or over or sent or failed else _NOTHING


def _current(found: Versions, deeds: Iterable[Event]) -> Event:
    """The present request; once one is on the page, that one."""
    if len(found.all) == 1:
        return found.all[0]
    sent = {one.body.request for one in deeds if isinstance(one.body, Sent)}
    return next((one for one in reversed(found.all) if one.id in sent), found.all[-1])


def _state(found: Versions, done: _Done, heard: Heard) -> tuple[CaseState, Ruling | None]:
    """What is on the page is on the page; what was about to leave when it was called back may be there already."""
    if done.gone:
        return (CaseState.SENT if done.sent else CaseState.SENDING), _named(done.leaving, heard)
    if done.over:
        withdrawn = any(isinstance(one.body, Withdrawal) for one in done.over)
        return (CaseState.WITHDRAWN if withdrawn else CaseState.EXPIRED), None
    if not found.clear:
        return CaseState.SUBMITTED, None
    return (CaseState.CONFLICT, None) if found.rival else _decided(done, heard)


def _decided(done: _Done, heard: Heard) -> tuple[CaseState, Ruling | None]:
    """What was answered; what the page refused once it had been waits for who asked, until somebody answers otherwise."""
    state, ruling = verdict(heard.live)
    last = _last_failure(done)
    if ruling is not None and last is not None and _why(last) in _REFUSED_BY_THE_PAGE and knows(last, ruling.event):
        return CaseState.FAILED, ruling
    return state, ruling


def _last_failure(done: _Done) -> Event | None:
    """That of the last attempt: devices of one person that say otherwise are heard in the order of their names."""
    return max(done.failed, key=lambda one: (one.seq, one.id), default=None)


def _why(failure: Event | None) -> WhyFailed | None:
    return failure.body.why if failure is not None and isinstance(failure.body, Failed) else None


def _named(sendings: Iterable[Event], heard: Heard) -> Ruling | None:
    """By which answers it left, as far as these did allow it."""
    names = {name for one in sendings if isinstance(one.body, Sending) for name in one.body.answers}
    return verdict([one for one in (*heard.live, *heard.past) if one.event.id in names])[1]


def _earlier(before: Iterable[Event], answers: list[Event], bench: Bench) -> Iterable[Ruling]:
    for version in before:
        heard = bench.hearing(version).hear(answers)
        yield from (*heard.live, *heard.past)
