"""A case with all that belongs to it, as it is shown. May not change anything."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from cm_desktop.domain.approvals.cases import OVER, Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import (
    Answer,
    CaseId,
    Declaration,
    Event,
    EventId,
    Outcome,
    Purpose,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.gate import too_weak
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, PapersId
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.policy import Needed
from cm_desktop.domain.approvals.views import Answering, CaseView, Version, in_order
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled, NotFound, Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision.acts import row_made
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.workroom import Workroom

OPEN = frozenset({CaseState.SUBMITTED, CaseState.CONFLICT})
_APPROVED = frozenset({CaseState.APPROVED, CaseState.CORRECTED})
_CLOSED = {
    CaseState.WITHDRAWN: "withdrawn",
    CaseState.EXPIRED: "expired",
    CaseState.SENT: "sent",
}


class Views:
    """Made of what is known; any thread may ask."""

    def __init__(self, room: Workroom, records: Records) -> None:
        self._room = room
        self._records = records

    def find(self, name: CaseId) -> tuple[Known, Case]:
        """The team of a case, and the case. Raises NotFound."""
        for known in self._records.all():
            if (case := known.standing.cases.get(name)) is not None:
                return known, case
        raise NotFound("case", name)

    def look(self, name: CaseId) -> tuple[Known, Case]:
        """The same, to be looked at. Raises NotFound."""
        for known in self._records.shown():
            if (case := known.standing.cases.get(name)) is not None:
                return known, case
        raise NotFound("case", name)

    def waiting(self, known: Known) -> list[Case]:
        """What this person has to answer."""
        cases = known.standing.cases.values()
        return [case for case in cases if _is_open(known, case) and self._is_for_us(known, case)]

    def mine(self, known: Known) -> list[Case]:
        """What this device asked and is not over."""
        return [case for case in known.standing.cases.values() if known.is_ours(case) and case.state not in OVER]

    def about(self, comment: CommentRef) -> Iterator[CaseView]:
        """The cases that this workspace opened about a comment, the last one first."""
        teams = {known.team.id: known for known in self._records.shown()}
        for note in sorted(self._room.reader().supervised.notes(comment=comment), key=lambda one: one.at, reverse=True):
            known = teams.get(note.team)
            if known is not None and (case := known.standing.cases.get(note.case)) is not None:
                yield self.view(known, case)

    def in_order(self, seen: Iterable[tuple[Known, Case]]) -> tuple[CaseView, ...]:
        """What is late or soon due first, then the oldest."""
        return in_order((self.view(known, case) for known, case in seen), self._room.now())

    def view(self, known: Known, case: Case) -> CaseView:
        """One case."""
        spoken = [*(one.event for one in (*case.rulings, *case.earlier)), *case.advice]
        papers = self._records.papers(known.team, [event.papers for event in (*case.versions, *spoken)])
        versions = tuple(Version(event=event, asked=_asked(event, papers)) for event in case.versions)
        names = {member.person: member.name for member in known.standing.members.values()}
        by = {version.event.id: version.asked for version in versions}
        borrowed = _borrowed(spoken)

        def ruled(one: Ruling) -> Answering:
            said = _answering(one.event, by.get(one.answer.request), papers, names.get(one.person or _NOBODY, ""), one)
            return _without_reason(said) if one.event.id in borrowed else said

        return CaseView(
            case=case,
            team=known.team.id,
            author=names.get(case.author, ""),
            asked=versions[-1].asked,
            versions=versions,
            answers=tuple(map(ruled, case.rulings)),
            advice=tuple(self._advice(known, event, by, papers, names) for event in case.advice),
            earlier=tuple(map(ruled, case.earlier)),
            mine=known.is_ours(case),
            cannot_answer=self.refusal(known, case) or ("" if versions[-1].asked else "erased"),
            only_refuses=_only_refuses(known, case),
            too_weak=_too_weak(known, case),
            refused_here=bool(refusals(known, case)) and not self.refusal(known, case),
            withdrawn=_why(known, case),
            trouble=self._trouble(known, case, versions[-1].asked),
        )

    def refusal(self, known: Known, case: Case) -> str:
        """Why this person may not answer a case, in a word of NotEntitled or CaseMoved; empty where they may."""
        me = known.me
        if me is None:
            return "revoked" if known.is_over else "role"
        if me.person == case.author:
            return "own"
        if not known.validates or (case.request.to and me.person not in case.request.to):
            return "role"
        return _CLOSED.get(case.state, "")

    def _is_for_us(self, known: Known, case: Case) -> bool:
        if self.refusal(known, case):
            return False
        if case.request.purpose is Purpose.ADVISE:
            return known.team.key not in {event.by for event in case.advice}
        return is_named(known, case, _wanted(case))

    def _advice(
        self,
        known: Known,
        event: Event,
        by: Mapping[EventId, Asked | None],
        papers: Mapping[PapersId, Papers],
        names: Mapping[PersonId, str],
    ) -> Answering:
        member = known.standing.members.get(event.by)
        body = event.body
        asked = by.get(body.request) if isinstance(body, Answer | Declaration) else None
        return _answering(event, asked, papers, names.get(member.person, "") if member else "", None)

    def _trouble(self, known: Known, case: Case, asked: Asked | None) -> Trouble | None:
        """Why what was approved has not left, or why nothing can."""
        if not known.is_ours(case) or case.state in OVER:
            return None
        if asked is not None and asked.account not in {account.id for account in self._room.reader().accounts()}:
            return CaseMoved("page_gone").trouble()
        if _is_open(known, case) and (nobody := _why_nobody_answers(known, case)):
            return NotEntitled(nobody).trouble()
        if case.approved is None:
            return None
        note = self._room.reader().supervised.note(case.id)
        entry = row_made(self._room.reader(), note.ruling if note else None)
        return entry.trouble if entry is not None and entry.state is not State.SENT else None


_NOBODY = PersonId("")


def refusals(known: Known, case: Case) -> tuple[EventId, ...]:
    """Those of this person that stand, signed on whatever device of theirs."""
    ours = known.me.person if known.me else None
    said = (one for one in case.rulings if one.answer.outcome is Outcome.REJECT and one.person is not None)
    return tuple(one.event.id for one in said if one.person == ours)


def is_named(known: Known, case: Case, outcome: Outcome) -> bool:
    """Whether such an answer of this person counts, as far as the client's policy names whose does."""
    needed = known.standing.needed(case, outcome)
    return needed.by is None or (known.me is not None and needed.names(known.me.person))


def _is_open(known: Known, case: Case) -> bool:
    """Whether it waits for an answer: the first one, or one more."""
    return case.state in OPEN or _too_weak(known, case)


def _too_weak(known: Known, case: Case) -> bool:
    """Whether it is approved, and not as its client wants it by now."""
    if case.state not in _APPROVED or case.approved is None:
        return False
    return too_weak(case, case.approved, known.standing.needed(case, _wanted(case))) is not None


def _wanted(case: Case) -> Outcome:
    """Which answer would let it leave: another text that is not enough yet waits for one."""
    return Outcome.CORRECT if case.state is CaseState.CORRECTED else Outcome.APPROVE


def _only_refuses(known: Known, case: Case) -> bool:
    """Whether a decision is asked for, and the client's policy names others to make it."""
    return case.request.purpose is Purpose.VALIDATE and not is_named(known, case, Outcome.APPROVE)


def _why_nobody_answers(known: Known, case: Case) -> str:
    """Where all who were asked, or whom the client's policy names, take part no more; empty where somebody may answer."""
    if case.request.purpose is Purpose.VALIDATE:
        needed = known.standing.needed(case, _wanted(case))
    elif case.advice:
        return ""
    else:
        needed = Needed(Level.DECLARED)
    return known.standing.nobody_answers(case.author, needed, case.request.to)


def _why(known: Known, case: Case) -> WhyWithdrawn | None:
    """Of the request that is withdrawn, the last word of who asked."""
    if case.state is not CaseState.WITHDRAWN:
        return None
    said = [event.body for event in known.events.values() if event.case == case.id]
    return next(
        (body.why for body in reversed(said) if isinstance(body, Withdrawal) and body.request == case.current.id), None
    )


def _borrowed(spoken: Collection[Event]) -> set[EventId]:
    """The answers that name the papers of one before them: the text is the same, the reason is the other's."""
    came_in = {event.id: event.papers for event in spoken if event.papers}
    return {one.id for one in spoken if any(came_in.get(name) == one.papers for name in one.parents if name in came_in)}


def _without_reason(said: Answering) -> Answering:
    return replace(said, papers=replace(said.papers, reason="") if said.papers else None)


def _asked(event: Event, papers: Mapping[PapersId, Papers]) -> Asked | None:
    found = papers.get(event.papers) if event.papers else None
    return found if isinstance(found, Asked) else None


def _answering(
    event: Event, asked: Asked | None, papers: Mapping[PapersId, Papers], who: str, ruling: Ruling | None
) -> Answering:
    body = event.body
    assert isinstance(body, Answer | Declaration)
    found = papers.get(event.papers) if event.papers else None
    answered = found if isinstance(found, Answered) else None
    text = answered.text if answered and body.outcome is Outcome.CORRECT else ""
    if body.outcome is Outcome.APPROVE and body.choice is not None and asked is not None:
        text = asked.proposals[body.choice] if body.choice < len(asked.proposals) else ""
    if isinstance(body, Declaration):  # whoever signed it is not who answered
        who = answered.person if answered else ""
    return Answering(event=event, outcome=body.outcome, who=who, text=text, papers=answered, ruling=ruling)
