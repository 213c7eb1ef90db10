"""The side of those who validate, and what a moderator declares for somebody without the program. May not act on a page."""

from dataclasses import replace
from functools import partial

from cm_desktop.domain.actions import Capabilities, TextLimit
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import (
    Answer,
    CaseId,
    Declaration,
    EventId,
    Outcome,
    Purpose,
    Way,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.keeping import Kept
from cm_desktop.domain.approvals.papers import Answered
from cm_desktop.domain.approvals.people import Level, Member
from cm_desktop.domain.approvals.rulings import WITH_TEXT, fits
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account
from cm_desktop.domain.errors import ActRefused, CaseMoved, NotEntitled, NotFound
from cm_desktop.domain.names import same
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.unseen import says_nothing
from cm_desktop.engine.accepting import check_text
from cm_desktop.engine.supervision.acts import row_made
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.same_text import as_proposed, said_in, settled
from cm_desktop.engine.supervision.views import Views, is_named, refusals
from cm_desktop.engine.workroom import Workroom

_NOT_ENTITLED = frozenset({"own", "role", "revoked"})
_CLOSED = {
    CaseState.WITHDRAWN: "withdrawn",
    CaseState.EXPIRED: "expired",
    CaseState.SENDING: "sent",
    CaseState.SENT: "sent",
}


class Answering:
    """Each answer counts at once here, and at the others' once it was carried."""

    def __init__(self, room: Workroom, records: Records, pen: Pen, views: Views, following: Following) -> None:
        self._room = room
        self._records = records
        self._pen = pen
        self._views = views
        self._following = following

    def answer(
        self, name: CaseId, request: EventId, outcome: Outcome, choice: int | None, text: str, reason: str
    ) -> CaseView:
        """See `Supervising.answer`."""
        known, case = self._views.find(name)
        view = self._views.view(known, case)
        _check_may_answer(view.cannot_answer)
        if request != case.current.id:
            raise CaseMoved("replaced")
        outcome, choice, text = as_proposed(view, outcome, choice, text)
        _check_in_time(case, outcome)
        _check_not_refused(case, outcome, known.me)
        if view.only_refuses and outcome in (Outcome.APPROVE, Outcome.CORRECT):
            raise NotEntitled("not_named")
        if case.request.purpose is Purpose.ADVISE and outcome is not Outcome.ADVISE:
            outcome, reason = Outcome.ADVISE, reason or text
        if outcome is Outcome.CORRECT and not is_named(known, case, outcome):
            raise NotEntitled("not_named_reply")
        check(case, outcome, choice, text, reason)
        self._check_correction(view, outcome, text)
        repeated = said_in(view, text, known.me) if outcome is Outcome.CORRECT else None
        body = Answer(request=request, outcome=outcome, choice=choice if outcome is Outcome.APPROVE else None)
        parents = () if outcome is Outcome.ADVISE else tuple(one.event.id for one in case.rulings)
        papers = None if repeated else _papers(outcome, text, reason)
        if repeated and not says_nothing(reason):  # no part of what is decided: it stands beside, as an advice
            self._pen.sign(
                known.team.id, replace(body, outcome=Outcome.ADVISE), case=name, papers=Answered(reason=reason)
            )
        self._pen.sign(known.team.id, body, case=name, papers=papers, said_in=repeated, parents=parents)
        return self._after(known, name)

    def take_back(self, name: CaseId) -> CaseView:
        """See `Supervising.take_back`."""
        known, case = self._views.find(name)
        _check_may_answer(self._views.refusal(known, case))
        _check_in_time(case, Outcome.ADVISE)
        refused = refusals(known, case)
        if not refused:
            raise CaseMoved("no_refusal")
        body = Answer(request=case.current.id, outcome=Outcome.ADVISE)
        self._pen.sign(known.team.id, body, case=name, parents=refused)
        return self._after(known, name)

    def declare(self, name: CaseId, pasted: str) -> CaseView:
        """See `Supervising.declare`."""
        known, case = self._ours(name, leaving=True)
        view = self._views.view(known, case)
        secret = self._records.notary(known.team).secret
        codes = [event.body.code for event in known.events.values() if isinstance(event.body, Declaration)]
        said = self._records.outside.paperwork.read(view, pasted, secret=secret, used=codes)
        outcome, choice, text = as_proposed(view, said.outcome, said.choice, said.text)
        check(case, outcome, choice, text, said.reason)
        self._check_correction(view, outcome, text)
        _check_in_time(case, outcome)
        _check_not_refused(case, outcome)
        _check_surely_enough(case, outcome)
        body = Declaration(request=case.current.id, outcome=outcome, way=Way.FILE, choice=choice, code=said.code)
        papers = Answered(text=text, reason=said.reason, message=pasted)
        self._pen.sign(known.team.id, body, case=name, papers=papers, parents=settled(view, outcome, text))
        return self._after(known, name)

    def declare_elsewhere(
        self,
        name: CaseId,
        outcome: Outcome,
        choice: int | None,
        text: str,
        reason: str,
        person: str,
        message: str,
    ) -> CaseView:
        """See `Supervising.declare_elsewhere`."""
        known, case = self._ours(name, leaving=True)
        view = self._views.view(known, case)
        if case.request.purpose is Purpose.ADVISE:
            outcome = Outcome.ADVISE
        outcome, choice, text = as_proposed(view, outcome, choice, text)
        _check_in_time(case, outcome)
        _check_not_refused(case, outcome)
        _check_surely_enough(case, outcome)
        if outcome in (Outcome.APPROVE, Outcome.CORRECT) and known.me and same(person, known.me.name):
            raise NotEntitled("own")
        if outcome in (Outcome.REJECT, Outcome.ADVISE):
            reason = reason or text or message  # what they wrote says why
        check(case, outcome, choice, text, reason)
        self._check_correction(view, outcome, text)
        if says_nothing(person) or says_nothing(message):
            raise ActRefused("empty_text")
        body = Declaration(
            request=case.current.id,
            outcome=outcome,
            way=Way.ELSEWHERE,
            choice=choice if outcome is Outcome.APPROVE else None,
        )
        text = text if outcome is Outcome.CORRECT else ""
        papers = Answered(text=text, reason=reason, person=person, message=message)
        self._pen.sign(known.team.id, body, case=name, papers=papers, parents=settled(view, outcome, text))
        return self._after(known, name)

    def _check_correction(self, view: CaseView, outcome: Outcome, text: str) -> None:
        """What the page would refuse is said to whoever writes it. Raises ActRefused: too_long, unfilled."""
        if outcome is not Outcome.CORRECT or view.asked is None:
            return
        asked, client = view.asked, view.case.request.client
        page = Account(id=asked.account, client=client, platform=asked.platform, name=asked.page, base_url="")
        try:
            caps = self._room.caps(page)
        except NotFound:  # a platform of a newer program: whoever sends it knows its limit
            caps = Capabilities(acts={}, reply_limit=TextLimit(refuse=0))
        check_text(text, caps)

    def withdraw(self, name: CaseId) -> CaseView:
        """See `Supervising.withdraw`."""
        known, case = self._ours(name)
        made = row_made(self._room.reader(), case.approved.event.id if case.approved else None)
        if made is not None and made.state is State.SENT:
            raise CaseMoved("done")

        body = Withdrawal(request=case.current.id, why=WhyWithdrawn.BY_AUTHOR)
        commit = partial(self._keep_while_still, made) if made is not None else None
        self._pen.sign(known.team.id, body, case=name, commit=commit)
        return self._after(known, name)

    def _keep_while_still(self, made: Entry, signed: tuple[Kept, ...]) -> None:
        """Only while its act stands still: somebody may be saying that it is done. Raises EntryMoved."""
        self._room.workspace.change_entry(made, made, signed=signed).result()

    def _ours(self, name: CaseId, *, leaving: bool = False) -> tuple[Known, Case]:
        """A case that this device follows and that is open to its moderator, or `leaving`: then to be answered.

        Raises NotEntitled, CaseMoved.
        """
        known, case = self._views.find(name)
        if not known.is_ours(case) or known.me is None:
            raise NotEntitled("role" if known.me else "revoked")
        if case.state in _CLOSED and not (leaving and case.state is CaseState.SENDING):
            raise CaseMoved(_CLOSED[case.state])
        if leaving and self._views.view(known, case).asked is None:
            raise CaseMoved("erased")  # of whom, nobody could tell any more who has to erase what they said
        return known, case

    def _after(self, known: Known, name: CaseId) -> CaseView:
        """What follows from it here, at once."""
        self._following.go(known.team)
        self._room.tell(Change.CASES)
        return self._views.view(*self._views.find(name))


def check(case: Case, outcome: Outcome, choice: int | None, text: str, reason: str) -> None:
    """Whether this says something certain of that request, which will count.

    Raises ActRefused("empty_text"), CaseMoved("choice", "no_proposal", "no_text").
    """
    if outcome is not Outcome.APPROVE and says_nothing(text if outcome is Outcome.CORRECT else text + reason):
        raise ActRefused("empty_text")
    request = case.request
    said = Answer(request=case.current.id, outcome=outcome, choice=choice if outcome is Outcome.APPROVE else None)
    if request.purpose is Purpose.ADVISE or fits(request, said, with_papers=True):
        return
    if outcome is Outcome.CORRECT:
        raise CaseMoved("no_text")
    raise CaseMoved("choice" if request.proposals or request.act not in WITH_TEXT else "no_proposal")


def _check_may_answer(refusal: str) -> None:
    """Raises NotEntitled or CaseMoved by that word, unless it is empty."""
    if refusal:
        raise NotEntitled(refusal) if refusal in _NOT_ENTITLED else CaseMoved(refusal)


def _check_in_time(case: Case, outcome: Outcome) -> None:
    """Of what is leaving a refusal is still heard: it may wait for another attempt. Raises CaseMoved("sent")."""
    if case.state is CaseState.SENDING and outcome is not Outcome.REJECT:
        raise CaseMoved("sent")


def _check_not_refused(case: Case, outcome: Outcome, me: Member | None = None) -> None:
    """Whether no refusal stands that is not our own, signed, to take back. Raises CaseMoved("rejected")."""
    if outcome not in (Outcome.APPROVE, Outcome.CORRECT):
        return
    ours = me.person if me else None
    refusals = [one for one in case.rulings if one.answer.outcome is Outcome.REJECT]
    if any(one.person is None or one.person != ours for one in refusals):
        raise CaseMoved("rejected")


def _check_surely_enough(case: Case, outcome: Outcome) -> None:
    """Whether what is declared can count: a yes does not where one has to sign. Raises NotEntitled("to_sign")."""
    is_yes = outcome in (Outcome.APPROVE, Outcome.CORRECT) and case.request.purpose is Purpose.VALIDATE
    if is_yes and not Level.DECLARED.satisfies(case.needs.of(outcome).level):
        raise NotEntitled("to_sign")


def _papers(outcome: Outcome, text: str, reason: str) -> Answered | None:
    if outcome is Outcome.APPROVE:
        return None if says_nothing(reason) else Answered(reason=reason)
    return Answered(text=text if outcome is Outcome.CORRECT else "", reason=reason)
