"""Which answers to one request count, and what they come to. Pure; may not know what became of the request since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import Case, CaseState, Needs, Ruling
from cm_desktop.domain.approvals.events import (
    Answer,
    Declaration,
    Event,
    EventId,
    Outcome,
    Purpose,
    Request,
    Way,
)
from cm_desktop.domain.approvals.membership import RANK, Roll
from cm_desktop.domain.approvals.people import VALIDATES, Level, PersonId, Role
from cm_desktop.domain.approvals.policy import Policy

_ANSWERS = (Answer, Declaration)
WITH_TEXT = frozenset({ActionKind.REPLY, ActionKind.EDIT})


class Heard(NamedTuple):
    """What was answered to one request: `live` counts, `past` did and was superseded, `advice` binds nobody."""

    live: tuple[Ruling, ...] = ()
    past: tuple[Ruling, ...] = ()
    advice: tuple[Event, ...] = ()


def verdict(rulings: Sequence[Ruling]) -> tuple[CaseState, Ruling | None]:
    """What these answers come to, and the one by which the act may leave. A refusal beats any approval."""
    if not rulings:
        return CaseState.SUBMITTED, None
    for ruling in rulings:
        if ruling.answer.outcome is Outcome.REJECT:
            return CaseState.REJECTED, None
    if len(rulings) > 1 and len({decision(ruling) for ruling in rulings}) > 1:
        return CaseState.CONFLICT, None
    ruling = min(rulings, key=_surest) if len(rulings) > 1 else rulings[0]
    return (CaseState.CORRECTED if ruling.answer.outcome is Outcome.CORRECT else CaseState.APPROVED), ruling


def _surest(ruling: Ruling) -> tuple[bool, int, EventId]:
    """Of those who agree: who signed, then who decided upon most of what others had said, as after a conflict."""
    return ruling.level is Level.DECLARED, -len(ruling.event.parents), ruling.event.id


def decision(ruling: Ruling) -> tuple[str, ...]:
    """What is decided, by its request: the same for two who approve one and the same text, whoever of them is heard first."""
    if ruling.answer.outcome is Outcome.CORRECT:
        return (ruling.answer.request, "papers", ruling.event.papers or "")
    return (ruling.answer.request, "choice", "" if ruling.answer.choice is None else str(ruling.answer.choice))


def held_to(case: Case, ruling: EventId | None) -> Case:
    """The same case by the answer that was acted upon already, where that still counts and says what is decided now.

    Which of two who agree comes first depends on names: what was begun for one goes on when the other is heard.
    """
    before = next((one for one in (*case.rulings, *case.earlier) if one.event.id == ruling), None)
    if before is None or case.approved is None or decision(before) != decision(case.approved):
        return case
    return replace(case, approved=before)


def fits(request: Request, answer: Answer | Declaration, *, with_papers: bool) -> bool:
    """Whether a request can be answered so: one of its replies is approved, another text is on paper, anything is refused.

    A choice is named for a reply and for nothing else. Another text can be given for a reply, or where nothing was to be
    done: then it is a reply.
    """
    match answer.outcome:
        case Outcome.REJECT | Outcome.ADVISE:
            return True
        case Outcome.CORRECT:
            return with_papers and (request.act is None or request.act in WITH_TEXT)
        case Outcome.APPROVE if request.act in WITH_TEXT:
            return answer.choice is not None and 0 <= answer.choice < request.proposals
        case Outcome.APPROVE:
            return answer.choice is None


class Hearing(NamedTuple):
    """One request, put before the members. `today` is what its client demands by now; `used` are declarations whose code
    said something before.
    """

    event: Event
    request: Request
    author: PersonId
    needs: Needs
    roll: Roll
    today: Policy | None = None
    used: frozenset[EventId] = frozenset()

    def hear(self, answers: Iterable[Event]) -> Heard:
        """Those of these answers, to whatever request, that count for this one."""
        advice: list[Event] = []
        counted: list[Ruling] = []
        for event in answers:
            body = event.body
            if not isinstance(body, _ANSWERS) or body.request != self.event.id:
                continue
            if body.outcome is Outcome.ADVISE or self.request.purpose is Purpose.ADVISE:
                if self._may_advise(event):
                    advice.append(event)
            elif ruling := self._counted(event, body):
                counted.append(ruling)
        taking_back = {event.id: back for event in advice if (back := self._taken_back(event, counted))}
        advice = [event for event in advice if event.id not in taking_back]
        if len(counted) < 2 and not taking_back:
            return Heard(tuple(counted), (), tuple(advice))
        gone = set[EventId]().union(*taking_back.values())
        return self._weighed(sorted(counted, key=lambda one: one.event.id), gone, advice)

    def _taken_back(self, event: Event, counted: Iterable[Ruling]) -> set[EventId]:
        """The refusals of its own author that an advice names: whoever may not approve can take back a mistake, too."""
        if not event.parents or isinstance(event.body, Declaration):
            return set()
        author = self.roll.person(event)
        refusals = (one for one in counted if one.answer.outcome is Outcome.REJECT and one.person == author)
        return {one.event.id for one in refusals if one.event.id in event.parents}

    def _weighed(self, counted: list[Ruling], gone: set[EventId], advice: list[Event]) -> Heard:
        past = self._superseded({one.event.id: one for one in counted}, gone)
        past |= self._giving_way([one for one in counted if one.event.id not in past])
        live = tuple(one for one in counted if one.event.id not in past)
        return Heard(live, tuple(one for one in counted if one.event.id in past), tuple(advice))

    def _may_advise(self, event: Event) -> bool:
        return isinstance(event.body, Declaration) or self.roll.person(event) != self.author

    def _counted(self, event: Event, body: Answer | Declaration) -> Ruling | None:
        if not fits(self.request, body, with_papers=event.papers is not None):
            return None
        if isinstance(body, Declaration):
            if not self._may_declare(event, body):
                return None
            return Ruling(event=event, answer=body, level=Level.DECLARED, person=None)
        person = self.roll.person(event)
        if person == self.author or self.roll.role(event) not in VALIDATES:
            return None
        if self.request.to and person not in self.request.to:
            return None
        if body.outcome is not Outcome.REJECT and not self.needs.of(body.outcome).names(person):
            return None
        return Ruling(event=event, answer=body, level=Level.SIGNED, person=person)

    def _may_declare(self, event: Event, body: Declaration) -> bool:
        """Who asked, or a moderator for them. A refusal needs no proof: it counts where only a signature approves, too."""
        if event.id in self.used or (body.way is Way.FILE and not body.code):
            return False
        enough = Level.DECLARED.satisfies(self.needs.of(body.outcome).level) or body.outcome is Outcome.REJECT
        return enough and (self.roll.person(event) == self.author or self.roll.role(event) is Role.MODERATOR)

    def _superseded(self, counted: Mapping[EventId, Ruling], gone: set[EventId]) -> set[EventId]:
        """Those that another answer names and may replace; and declared approvals beside anything signed.

        A refusal that is `gone` gives others back their word, and its own author no yes that it took the place of.
        """
        past = gone | {
            name
            for ruling in counted.values()
            for name in ruling.event.parents
            if name in counted and self._replaces(ruling, counted[name])
            if ruling.event.id not in gone or counted[name].person == ruling.person
        }
        if any(one.level is Level.SIGNED for name, one in counted.items() if name not in past):
            past |= {
                name
                for name, one in counted.items()
                if one.level is Level.DECLARED and one.answer.outcome is not Outcome.REJECT
            }
        return past

    def _giving_way(self, live: Sequence[Ruling]) -> set[EventId]:
        """Where approvals contradict each other, those of whom the client does not name, beside one of whom it does by now."""
        approvals = [one for one in live if one.answer.outcome is not Outcome.REJECT]
        if len(set(map(decision, approvals))) < 2:
            return set()
        decided = {decision(one) for one in approvals if self._is_named_by_now(one)}
        return {one.event.id for one in approvals if decided and decision(one) not in decided}

    def _is_named_by_now(self, ruling: Ruling) -> bool:
        return self.needs.by_now(self.request, ruling.answer.outcome, self.today).names(ruling.person)

    def _replaces(self, later: Ruling, earlier: Ruling) -> bool:
        """By the same person, or by one of a higher role: what is declared has the lowest.

        A refusal is taken back by whoever signed it, and by nobody else, whatever their role: not by refusing as well, which
        they may take back.
        """
        if later.event.id == earlier.event.id or (later.level is Level.DECLARED and earlier.level is Level.SIGNED):
            return False
        same = self.roll.person(later.event) == self.roll.person(earlier.event)
        if earlier.answer.outcome is Outcome.REJECT:
            return same and earlier.level is Level.SIGNED
        return same or self._rank(later) > self._rank(earlier)

    def _rank(self, ruling: Ruling) -> int:
        role = None if ruling.level is Level.DECLARED else self.roll.role(ruling.event)
        return RANK[role] if role else 0


def used_up(declarations: Iterable[Event]) -> frozenset[EventId]:
    """The declarations, refusals aside, whose code said something before: a code is good for one answer.

    An author's first use is known by its number. Where several authors used one code they have to agree, or none counts.
    """
    uses: dict[str, list[Event]] = {}
    for event in declarations:
        if isinstance(event.body, Declaration) and event.body.code:
            uses.setdefault(event.body.code, []).append(event)
    return frozenset(name for events in uses.values() if len(events) > 1 for name in _all_but_one(events))


def _all_but_one(uses: list[Event]) -> set[EventId]:
    said: dict[EventId, Declaration] = {one.id: one.body for one in uses if isinstance(one.body, Declaration)}
    first = {one.by: one.id for one in sorted(uses, key=lambda one: (-one.seq, one.id))}.values()
    agreed = len({(said[name].request, said[name].outcome, said[name].choice) for name in first}) == 1
    good = {min(first)} if agreed else set[EventId]()
    return {name for name, what in said.items() if name not in good and what.outcome is not Outcome.REJECT}
