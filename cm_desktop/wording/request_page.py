"""What the page of a request says to somebody who has no program, and the sentences that begin their answer.

May not lay anything out. Names are given as they are to be shown.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Outcome, Purpose, Request
from cm_desktop.wording import times
from cm_desktop.wording.words import Words, mark

_ACTS = {
    ActionKind.REPLY: mark("Reply to this comment"),
    ActionKind.HIDE: mark("Hide this comment"),
    ActionKind.UNHIDE: mark("Show this comment again"),
    ActionKind.PUBLISH: mark("Publish this comment"),
    ActionKind.SPAM: mark("Mark this comment as spam"),
    ActionKind.DELETE: mark("Delete this comment"),
    ActionKind.RESTORE: mark("Restore this comment"),
    ActionKind.LIKE: mark("Like this comment"),
}
_NO_ACT = mark("Leave this comment as it is")
_BUTTONS = {
    Outcome.APPROVE: mark("Approve"),
    Outcome.CORRECT: mark("Correct"),
    Outcome.REJECT: mark("Refuse"),
    Outcome.ADVISE: mark("Give my advice"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a request is from and what it is about: the one who asks, the comment's author, the client."""

    asker: str
    author: str
    client: str


def title(words: Words, request: Request) -> str:
    """What the page is."""
    if request.purpose is Purpose.ADVISE:
        return words.say("Your advice is asked for")
    if request.proposals:
        return words.say("A reply awaits your approval")
    return words.say("A decision awaits your approval")


def asked_by(words: Words, about: About) -> str:
    """Whose request it is."""
    return words.say("Asked by {name}", name=about.asker)


def before(words: Words, deadline: datetime, asked_at: datetime, zone: tzinfo | None = None) -> str:
    """Until when an answer is wanted; the page is read on any day."""
    return words.say(
        "before {day}, {time}", day=times.day(words, deadline, asked_at, zone), time=times.clock(words, deadline, zone)
    )


def before_today(words: Words, deadline: datetime, zone: tzinfo | None = None) -> str:
    """The same, on the day itself."""
    return words.say("before {time} today", time=times.clock(words, deadline, zone))


def when(words: Words, at: datetime, asked_at: datetime, zone: tzinfo | None = None) -> str:
    """When something was said, with its day: the page is read on any day."""
    return words.say("{day}, {time}", day=times.day(words, at, asked_at, zone), time=times.clock(words, at, zone))


def hidden(words: Words, at: datetime, hidden_at: datetime, asked_at: datetime, zone: tzinfo | None = None) -> str:
    """When a comment was said, with when it was hidden."""
    moment = when(words, at, asked_at, zone)
    if times.day(words, at, asked_at, zone) == times.day(words, hidden_at, asked_at, zone):
        return words.say("{moment}, hidden at {time}", moment=moment, time=times.clock(words, hidden_at, zone))
    return words.say("{moment}, hidden on {later}", moment=moment, later=when(words, hidden_at, asked_at, zone))


def thread(words: Words, messages: int, *, post: bool) -> str:
    """What unfolds the thread; `post` says that what they are all under is shown before them."""
    if not post:
        return words.count("See the thread: {n} message", "See the thread: {n} messages", messages)
    if not messages:
        return words.say("See the post")
    return words.count("See the post and {n} message", "See the post and {n} messages", messages)


def post(words: Words) -> str:
    """What stands in the place of its author."""
    return words.say("Post")


def author(words: Words, name: str) -> str:
    """Who wrote a comment."""
    return name or words.say("Name withheld")


def proposed(words: Words, request: Request, about: About) -> str:
    """What stands above what would be done; empty for an advice on nothing."""
    if request.proposals:
        return words.say("Public reply of {client}", client=about.client)
    return "" if request.act is None and request.purpose is Purpose.ADVISE else words.say("What would be done")


def act(words: Words, kind: ActionKind | None) -> str:
    """An act without a text."""
    return words.say(_ACTS.get(kind, _NO_ACT) if kind else _NO_ACT)


def button(words: Words, outcome: Outcome, request: Request) -> str:
    """What is pressed to answer so."""
    if outcome is Outcome.APPROVE and request.proposals:
        return words.say("Approve this reply")
    return words.say(_BUTTONS[outcome])


def writing(words: Words, outcome: Outcome, about: About) -> str:
    """What is to be written, above the field."""
    match outcome:
        case Outcome.CORRECT:
            return words.say("The reply, as it is to be published")
        case Outcome.REJECT:
            return words.say("Why not? {name} will read it.", name=about.asker)
        case _:
            return words.say("Your advice to {name}", name=about.asker)


def head(words: Words, outcome: Outcome, request: Request, about: About, choice: int = 0) -> str:
    """The first line of an answer, for people."""
    names = {"author": about.author, "client": about.client}
    match outcome:
        case Outcome.APPROVE if request.proposals > 1:
            return words.say("Approved: reply {n} to {author}, {client}", n=choice + 1, **names)
        case Outcome.APPROVE if request.proposals:
            return words.say("Approved: the reply to {author}, {client}", **names)
        case Outcome.APPROVE:
            return words.say("Approved: “{act}”, {author}, {client}", act=act(words, request.act), **names)
        case Outcome.CORRECT:
            return words.say("Corrected: the reply to {author}, {client}", **names)
        case Outcome.REJECT:
            return words.say("Refused: {author}, {client}", **names)
        case Outcome.ADVISE:
            return words.say("Advice: {author}, {client}", **names)


def by_hand(words: Words, outcome: Outcome, choice: int, request: Request) -> str:
    """What stands above an answer that is ready to be copied."""
    if outcome is Outcome.APPROVE and request.proposals > 1:
        return words.say("To approve reply {n}:", n=choice + 1)
    if outcome is Outcome.APPROVE:
        return words.say("To approve:")
    if outcome is Outcome.REJECT:
        return words.say("To refuse, with your reason between the brackets:")
    return words.say("To answer, with your advice between the brackets:")


def sentences(words: Words, about: About) -> dict[str, str]:
    """All that does not depend on what is asked, by its place in the page."""
    return {
        "late": words.say("This deadline has passed: your answer may come too late."),
        "foot": words.say("Makes a short text to send back to {name}.", name=about.asker),
        "empty": words.say("Write something first."),
        "prepare": words.say("Prepare the answer"),
        "back": words.say("Back"),
        "send": words.say("Send this text to {name}, whole and unchanged.", name=about.asker),
        "copy": words.say("Copy the text"),
        "share": words.say("Share"),
        "mail": words.say("Write an e-mail"),
        "copied": words.say("Copied. It only has to be sent."),
        "selected": words.say("The text is selected: copy it."),
        "by_hand_title": words.say("Answer without the buttons"),
        "by_hand": words.say("Copy one of these answers, whole, and send it to {name} by any means.", name=about.asker),
        "by_hand_correct": words.say("To correct: send {name} your text; a new request will come.", name=about.asker),
        "note": words.say("Note from {name}", name=about.asker),
    }
