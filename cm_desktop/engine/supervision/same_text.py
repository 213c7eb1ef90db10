"""What an answer says that was said before it: a proposal, or a text that another answer put in its place. May not sign."""

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import EventId, Outcome, Purpose
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import Member
from cm_desktop.domain.approvals.views import CaseView


def settled(view: CaseView, outcome: Outcome, text: str) -> tuple[EventId, ...]:
    """The answers that a declared one decides between, or says again word for word; nothing else that is declared takes the
    place of a word once given.
    """
    if view.state is CaseState.CONFLICT:
        return tuple(one.event.id for one in view.case.rulings)
    return tuple(
        one.event.id
        for one in view.answers
        if one.declared and outcome is one.outcome is Outcome.CORRECT and one.text == text
    )


def as_proposed(view: CaseView, outcome: Outcome, choice: int | None, text: str) -> tuple[Outcome, int | None, str]:
    """A correction that is a proposal to the letter approves that one: so two who want the same text agree."""
    proposed = view.asked.proposals if view.asked and view.case.request.purpose is Purpose.VALIDATE else ()
    if outcome is Outcome.CORRECT and text in proposed:
        return Outcome.APPROVE, proposed.index(text), ""
    return outcome, choice, text


def said_in(view: CaseView, text: str, me: Member | None) -> PapersId | None:
    """The papers in which another one signed that text: each has a salt of its own, so that two would contradict each other."""
    others = [one for one in view.answers if one.ruling and me and one.ruling.person != me.person and not one.declared]
    return next((one.event.papers for one in others if one.outcome is Outcome.CORRECT and one.text == text), None)
