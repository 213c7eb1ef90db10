"""What the fiche of one decision says, for the client who calls. May not lay anything out."""

from cm_desktop.domain.approvals.events import Request, WhyWithdrawn
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.views import Answering, CaseView
from cm_desktop.wording import cases, request_page
from cm_desktop.wording.words import Words


def labels(words: Words) -> dict[str, str]:
    """What stands beside each thing, by its name."""
    return {
        "title": words.say("Decision sheet"),
        "comment": words.say("Comment"),
        "author": words.say("Author"),
        "date": words.say("Date"),
        "link": words.say("Link"),
        "asked": words.say("What was asked"),
        "asker": words.say("Asked by"),
        "deadline": words.say("Deadline"),
        "note": words.say("Note"),
        "decision": words.say("Decision"),
        "by": words.say("By"),
        "text": words.say("Approved text"),
        "reason": words.say("Reason"),
        "others": words.say("Other answers"),
        "marks": words.say("Fingerprints"),
        "request": words.say("Request"),
        "foot": words.say(
            "The journal of the team holds these events under these fingerprints, with their signatures and the whole texts."
        ),
    }


def asked(words: Words, request: Request) -> str:
    """What the request is for."""
    if request.proposals:
        return words.say("Approval of a public reply")
    if request.act is None:
        return request_page.title(words, request) if request.purpose == "advise" else request_page.act(words, None)
    return request_page.act(words, request.act)


def decided(words: Words, case: CaseView) -> str:
    """How it was decided; how it stands where nobody did."""
    if case.withdrawn is WhyWithdrawn.DONE and case.decision is not None:
        return words.say(
            "{outcome}. {why}",
            outcome=cases.outcome(words, case.decision.outcome),
            why=cases.withdrawn(words, case.withdrawn),
        )
    return cases.state(words, case)


def sure(words: Words, answer: Answering, asker: str) -> str:
    """How sure it is who answered, and why."""
    if answer.level is Level.SIGNED:
        return words.say("Signed, on a device of theirs")
    return words.say("Declared by {name}, who keeps the answer as it came", name=asker)


def other(words: Words, answer: Answering, asker: str, when: str) -> str:
    """One more answer, on one line, without its author."""
    said = cases.outcome(words, answer.outcome)
    return words.say("{outcome}, {time}. {sure}.", outcome=said, time=when, sure=sure(words, answer, asker))
