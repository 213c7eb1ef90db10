"""What the journal of a team says to whoever opens it. May not say whether it can be relied on: its verifier does."""

from cm_desktop.domain.approvals import events
from cm_desktop.domain.approvals.events import Answer, Body, Declaration, Outcome, WhyWithdrawn, Withdrawal
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words, mark

_DEEDS: dict[type[object], str] = {
    events.Founding: mark("The team begins"),
    events.Joining: mark("Asks to take part"),
    events.Welcome: mark("Lets a device take part"),
    events.Revocation: mark("Ends a device's part"),
    events.Departure: mark("Leaves the team"),
    events.PolicySet: mark("Says what is to be validated"),
    events.Request: mark("Asks for a validation"),
    events.Withdrawal: mark("Takes the request back"),
    events.Expiry: mark("The request has expired"),
    events.Sending: mark("Is about to send it"),
    events.Sent: mark("It is on the page"),
    events.Failed: mark("The page refused it"),
    events.Acted: mark("Acts without a validation"),
    events.Head: mark("Was here"),
    events.Erasure: mark("Has texts erased"),
}
_HEADINGS = (
    mark("Event"), mark("Device"), mark("Number"), mark("Date (UTC)"), mark("Kind"), mark("Case"), mark("By"), mark("What"),
    mark("Remark"), mark("Choice"), mark("Comment's author"), mark("Comment"), mark("Link"), mark("Reply 1"),
    mark("Reply 2"), mark("Reply 3"), mark("Text"), mark("Reason"), mark("Person named"), mark("Message received"),
)  # fmt: skip


def headings(words: Words) -> list[str]:
    """What stands above the columns, as journal.py orders them."""
    return [words.say(heading) for heading in _HEADINGS]


def deed(words: Words, body: Body, *, takes_back: bool = False) -> str:
    """What happened. `takes_back`: an advice that takes its author's refusal back."""
    match body:
        case Answer(outcome=Outcome.ADVISE) if takes_back:
            return words.say("Takes their refusal back")
        case Answer():
            return words.say("Answer: {outcome}", outcome=cases.outcome(words, body.outcome))
        case Declaration():
            return words.say("Declared answer: {outcome}", outcome=cases.outcome(words, body.outcome))
        case Withdrawal(why=WhyWithdrawn.DONE):
            return words.say("Found it done on the page already")
        case _:
            return words.say(_DEEDS[type(body)])


def remark(words: Words, *, void: bool, erased: bool) -> str:
    """What one has to know of an event besides."""
    if void:
        return words.say("Counts for nothing")
    return words.say("Its texts are erased") if erased else ""


def readme(words: Words, team: str) -> str:
    """What is in the journal, and how it is checked."""
    return words.say(
        "Journal of the team {team}, made by CM Desktop.\n\n"
        "journal.csv: one line for each event; it opens in a spreadsheet (UTF-8, semicolons between).\n"
        "events: each event as its author signed it. papers: the texts that go with them, but for those that were erased.\n"
        "keys.json: whose each key is. manifest.txt: the SHA-256 of each file.\n\n"
        "To check all of it without CM Desktop, with Python 3.11 or newer:\n"
        "  pip install cryptography\n"
        "  python verify.py\n\n"
        "It sees every change, and every event taken away from among others. That the last event of an author was taken away\n"
        "is seen only where somebody else had read it.\n",
        team=team or words.say("of one person"),
    )
