"""The words of supervision: how a case stands, what was asked and answered, who takes part. May not decide anything."""

from collections.abc import Collection, Sequence

from cm_desktop.domain.approvals.asked_for import ACTS
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Declaration, Outcome, Way, WhyFailed, WhyWithdrawn
from cm_desktop.domain.approvals.people import VALIDATES, Level, PersonId, Role
from cm_desktop.domain.approvals.policy import Demand
from cm_desktop.domain.approvals.terms import Asks
from cm_desktop.domain.approvals.views import Answering, CaseView, TeamView
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words, mark

_STATES = {
    CaseState.SUBMITTED: mark("Waits for an answer"),
    CaseState.APPROVED: mark("Approved"),
    CaseState.CORRECTED: mark("Approved with another text"),
    CaseState.REJECTED: mark("Refused"),
    CaseState.CONFLICT: mark("Two answers, to be decided again"),
    CaseState.WITHDRAWN: mark("Withdrawn"),
    CaseState.EXPIRED: mark("Expired without an answer"),
    CaseState.SENDING: mark("Approved, leaving"),
    CaseState.SENT: mark("Approved and sent"),
    CaseState.FAILED: mark("Approved, refused by the page"),
}
_EXPIRED = {  # by what it had come to
    CaseState.APPROVED: mark("Approved, but did not leave in time"),
    CaseState.CORRECTED: mark("Approved, but did not leave in time"),
    CaseState.REJECTED: _STATES[CaseState.REJECTED],
    CaseState.CONFLICT: mark("Two answers, and no decision in time"),
}
_BRIEF = {
    CaseState.CORRECTED: mark("Corrected"),
    CaseState.CONFLICT: mark("Two answers"),
    CaseState.EXPIRED: mark("Expired"),
    CaseState.SENDING: mark("Leaving"),
    CaseState.SENT: mark("Sent"),
    CaseState.FAILED: mark("Failed"),
}
_OUTCOMES = {
    Outcome.APPROVE: mark("Approved"),
    Outcome.CORRECT: mark("Approved with another text"),
    Outcome.REJECT: mark("Refused"),
    Outcome.ADVISE: mark("Advice"),
}
_LEVELS = {Level.SIGNED: mark("Signed"), Level.DECLARED: mark("Declared")}
_ROLES = {Role.OWNER: mark("Owner"), Role.SUPERVISOR: mark("Validates"), Role.MODERATOR: mark("Moderates")}
_WITHDRAWN = {
    WhyWithdrawn.BY_AUTHOR: mark("Taken back by who asked."),
    WhyWithdrawn.EDITED: mark("Its author has edited the comment meanwhile: read it again."),
    WhyWithdrawn.DELETED: mark("The comment is no longer there."),
    WhyWithdrawn.ANSWERED: mark("Somebody has answered the comment meanwhile."),
    WhyWithdrawn.ERASED: mark("Its texts were erased."),
    WhyWithdrawn.OTHER: mark("Withdrawn for a reason that this version of the program does not know. Nothing leaves."),
    WhyWithdrawn.DONE: mark("It stood so on the page already: somebody else had done it."),
}
_FAILED = {
    WhyFailed.GONE: mark("Failed: the comment is no longer there"),
    WhyFailed.FORBIDDEN: mark("Failed: the page does not allow it"),
    WhyFailed.REFUSED: mark("Failed: the page refused it"),
}


def somebody(words: Words, name: str) -> str:
    """A member's name, or what stands in its place: in a team of one nobody was asked for theirs."""
    return name or words.say("the moderator")


def state(words: Words, view: CaseView) -> str:
    """How a case stands: "Refused". What was answered is not said to have waited in vain."""
    if view.advised and view.state in (CaseState.SUBMITTED, CaseState.EXPIRED):
        return words.say("Advice given")
    usual = _STATES[view.stands]
    return words.say(_EXPIRED.get(view.came_to, usual) if view.stands is CaseState.EXPIRED else usual)


def brief(words: Words, view: CaseView) -> str:
    """The same in a word or two, for a list."""
    if view.advised and view.state is CaseState.EXPIRED:
        return words.say("Advice")
    return words.say(_BRIEF.get(view.stands, _STATES[view.stands]))


def outcome(words: Words, of: Outcome) -> str:
    """What was answered."""
    return words.say(_OUTCOMES[of])


def level(words: Words, of: Level) -> str:
    """How sure it is who decided."""
    return words.say(_LEVELS[of])


def names(words: Words, team: TeamView | None, persons: Collection[PersonId]) -> list[str]:
    """Those whom a client's rules name, in order; who does not validate by now is said to."""
    known = {one.person: one.name for one in team.people} if team else {}
    there = {one.person for one in team.members if one.role in VALIDATES} if team else set[PersonId]()
    found = [(known.get(one) or words.say("Name withheld"), one in there) for one in persons]
    told = (name if validates else words.say("{name} (validates no more)", name=name) for name, validates in found)
    return sorted(told)


def either(words: Words, several: Sequence[str]) -> str:
    """One of them: "Claire, Hugo or Paul"."""
    *others, last = several
    return words.say("{several} or {last}", several=", ".join(others), last=last) if others else last


def needed(words: Words, team: TeamView | None, demand: Demand) -> str:
    """How surely, and by whom: "Signed by Claire or Paul"."""
    if not demand.by:
        return level(words, demand.level)
    return words.say("Signed by {whom}", whom=either(words, names(words, team, demand.by)))


def asker(words: Words, view: CaseView) -> str:
    """Who asks. A moderator alone was never asked for their name: then it is whose pages they keep."""
    if view.author or view.asked is None:
        return view.author or words.say("Name withheld")
    return words.say("the moderators of {client}", client=view.asked.client)


def who(words: Words, answering: Answering) -> str:
    """Who answered: of what came back by the request's page nobody is named."""
    by_page = isinstance(answering.event.body, Declaration) and answering.event.body.way is Way.FILE
    return answering.who or (words.say("On the request's page") if by_page else words.say("Name withheld"))


def role(words: Words, of: Role) -> str:
    """What a person does in a team."""
    return words.say(_ROLES[of])


def withdrawn(words: Words, why: WhyWithdrawn) -> str:
    """Why a request is no longer to be answered."""
    return words.say(_WITHDRAWN[why])


def failed(words: Words, why: WhyFailed) -> str:
    """What became of an act that was approved, and that the page did not take."""
    return words.say(_FAILED[why])


def asks(words: Words, of: Asks) -> str:
    """What is asked for, as the form names it."""
    if of is Asks.ADVICE:
        return words.say("Advice")
    return words.say("Nothing to do") if of is Asks.NOTHING else terms.action(words, ACTS[of])
