"""Whether an act may leave: the only thing about validation that the outbox asks. Pure; may not ask who wants it sent.

It is asked in the transaction that marks the row as sending, of a `Standing` folded from all that is kept at that moment.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cm_desktop.domain.actions import ActionKind, EditReply, PlatformAction, WriteReply
from cm_desktop.domain.approvals.cases import Approval, Case, CaseState, Ruling, Standing
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, PapersId
from cm_desktop.domain.approvals.people import KeyId, Level
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.approvals.rulings import decision, verdict
from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import NotValidated
from cm_desktop.domain.verdicts import Category

READ_WITHIN = timedelta(minutes=15)  # how long after the last whole reading of the carrier its silence is believed

_STATES: Mapping[CaseState, str] = {
    CaseState.SUBMITTED: "waiting",
    CaseState.REJECTED: "rejected",
    CaseState.CONFLICT: "conflict",
    CaseState.WITHDRAWN: "withdrawn",
    CaseState.EXPIRED: "expired",
    CaseState.SENT: "used",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departing:
    """An act about to leave, and the comment as it was read a moment ago.

    `fingerprint` is `domain.comments.fingerprint` of the comment's text, `categories` what the rules found in it
    and in what it answers, None where that is not known. `approval` is by what it may leave, None where nobody was
    asked; `elsewhere` is what the team that works for the client demands, where another one was asked.
    """

    action: PlatformAction
    client: ClientId
    comment: CommentRef
    fingerprint: str
    categories: frozenset[Category] | None = frozenset()
    approval: Approval | None = None
    elsewhere: Needed | None = None


def may_send(
    standing: Standing,
    act: Departing,
    papers: Mapping[PapersId, Papers],
    *,
    now: datetime,
    scanned_at: datetime | None,
) -> NotValidated | None:
    """Why this act may not leave, or None where it may.

    An act without an approval leaves unless the client's policy demands one, or an owner said something that is not here: it
    may be that policy. One with an approval leaves only as the
    present request of that case was decided: this act, on this comment as it stood, with exactly this text. `papers` are
    those of the request and of the answer; what is not among them counts as erased. `scanned_at` is when the carriers of
    those who have a say were last read to their end, None where one never was: see `unread`.
    """
    reason = _reason(standing, act, papers, now, scanned_at)
    if reason != "behind":
        return NotValidated(reason) if reason else None
    case = standing.cases.get(act.approval.case) if act.approval else None
    return unheard(standing, standing.voices(case) if case else standing.owners)


def unheard(standing: Standing, voices: Collection[KeyId]) -> NotValidated | None:
    """That one of these may have said what cannot be known here, with the names of those who say that they know it."""
    reason = standing.unheard(voices)
    return NotValidated(reason, ", ".join(standing.have_read_more(voices))) if reason else None


def _reason(
    standing: Standing,
    act: Departing,
    papers: Mapping[PapersId, Papers],
    now: datetime,
    scanned_at: datetime | None,
) -> str | None:
    demanded = standing.policies.get(act.client, Policy()).demanded(act.action.kind, act.categories)
    if act.approval is None:
        return "missing" if demanded else standing.unheard(standing.owners) or unread(now, scanned_at)
    case = standing.cases.get(act.approval.case)
    if case is None:
        return "missing"
    if halted := stopped(case):
        return halted
    if case.approved is None:
        return "waiting"
    if act.approval.request != case.current.id:
        return "text"
    return (
        _too_weak(case, case.approved, demanded, act.elsewhere)
        or _other_act(case, case.approved, act)
        or _other_words(case, case.approved, act, _kept(papers, standing))
        or ("expired" if case.is_past(now) else None)
        or standing.unheard(standing.voices(case))
        or unread(now, scanned_at)
    )


def stopped(case: Case) -> str | None:
    """Why nothing of it may leave, by its state. What was about to leave, and did not, is decided again by what was answered
    meanwhile.
    """
    if case.state is not CaseState.SENDING:
        return _STATES.get(case.state)
    if case.ended_late:
        return "withdrawn"
    state, ruling = verdict(case.rulings)
    if ruling is None or case.approved is None:
        return _STATES.get(state, "waiting")
    return None if decision(ruling) == decision(case.approved) else "text"


def _too_weak(case: Case, ruling: Ruling, demanded: Needed | None, elsewhere: Needed | None) -> str | None:
    """The policy of today counts as well as that of the request's day. Nobody signs in one team for another."""
    if elsewhere and elsewhere.level is Level.SIGNED:
        return "level"
    needed = case.needs.of(ruling.answer.outcome)
    return too_weak(case, ruling, needed.both(demanded) if demanded else needed)


def too_weak(case: Case, ruling: Ruling, needed: Needed) -> str | None:
    """Whether it, and whatever else counts and says the same, is not sure enough, or of nobody who is named; None where one
    of them is both.
    """
    agreed = [ruling, *(one for one in case.rulings if decision(one) == decision(ruling))]
    sure = [one for one in agreed if one.level.satisfies(needed.level)]
    if not sure:
        return "level"
    return None if any(needed.names(one.person) for one in sure) else "person"


def _other_act(case: Case, ruling: Ruling, act: Departing) -> str | None:
    return None if act.action.kind is decided(case, ruling) and act.client == case.request.client else "act"


def decided(case: Case, ruling: Ruling) -> ActionKind | None:
    """The act that an answer lets leave, None where that is to do nothing."""
    return case.request.decided(ruling.answer.outcome)


def decided_text(ruling: Ruling, asked: Asked, answered: Answered | None) -> str | None:
    """The very text that an answer lets leave: None for an act without one, or where it is erased."""
    if ruling.answer.outcome is Outcome.CORRECT:
        return answered.text if answered else None
    choice = ruling.answer.choice
    return asked.proposals[choice] if choice is not None and 0 <= choice < len(asked.proposals) else None


def _other_words(case: Case, ruling: Ruling, act: Departing, papers: Mapping[PapersId, Papers]) -> str | None:
    """Whether comment or text are not those that were decided upon; without their papers nobody can tell."""
    asked = papers.get(case.current.papers) if case.current.papers else None
    answered = papers.get(ruling.event.papers) if ruling.event.papers else None
    if not isinstance(asked, Asked):
        return "erased"
    if CommentRef(asked.account, asked.remote_id) != act.comment or asked.fingerprint != act.fingerprint:
        return "comment"
    if not isinstance(act.action, WriteReply | EditReply):
        return None
    if ruling.answer.outcome is Outcome.CORRECT and not isinstance(answered, Answered):
        return "erased"
    text = decided_text(ruling, asked, answered if isinstance(answered, Answered) else None)
    return None if act.action.text == text else "text"


def _kept(papers: Mapping[PapersId, Papers], standing: Standing) -> Mapping[PapersId, Papers]:
    """Without those that are to be erased and still lie here."""
    return {name: those for name, those in papers.items() if name not in standing.erased}


def unread(now: datetime, scanned_at: datetime | None) -> str | None:
    """Whether a refusal, a stricter policy, the end of a part or an erasure may lie where nobody has looked for too long."""
    recent = scanned_at is not None and timedelta(0) <= now - scanned_at <= READ_WITHIN
    return None if recent else "unreachable"
