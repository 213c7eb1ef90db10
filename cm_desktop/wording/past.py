"""What became of a comment, and of all that one author wrote, in words. May not order anything."""

from datetime import datetime

from cm_desktop.domain.actions import ActionKind, Decision
from cm_desktop.domain.author_file import AuthorFile
from cm_desktop.domain.outbox import State
from cm_desktop.domain.past import Event, What
from cm_desktop.wording import cases, terms, times
from cm_desktop.wording.words import Words, mark

_DONE = {
    ActionKind.REPLY: mark("Replied"),
    ActionKind.EDIT: mark("Our reply edited"),
    ActionKind.HIDE: mark("Comment hidden"),
    ActionKind.UNHIDE: mark("Shown again"),
    ActionKind.PUBLISH: mark("Published"),
    ActionKind.SPAM: mark("Marked as spam"),
    ActionKind.DELETE: mark("Deleted"),
    ActionKind.RESTORE: mark("Restored"),
    ActionKind.LIKE: mark("Liked"),
    ActionKind.ESCALATE: mark("Approval requested"),
}
_HAPPENED = {
    What.WRITTEN: mark("Comment written"),
    What.EDITED: mark("Edited by its author since then"),
    What.ANSWERED: mark("Answered on the page, from elsewhere"),
    What.WOKEN: mark("To do again"),
    What.ASKED: mark("Approval requested"),
    What.WITHDRAWN: mark("Request taken back"),
    What.EXPIRED: mark("Request expired"),
    What.ERASED: mark("Text erased"),
}
_DECIDED = {Decision.DISMISSED: mark("Filed away"), Decision.REOPENED: mark("To do again")}
_OURS = frozenset({What.ACTED, What.DECIDED, What.SNOOZED, What.WITHDRAWN, What.ERASED})


def happened(words: Words, event: Event) -> str:
    """What it was: "Masqué pendant 2 h 10"."""
    if event.decision is not None:
        return words.say(_DECIDED[event.decision])
    if event.outcome is not None:
        answered = cases.outcome(words, event.outcome)
        return words.say("{answer} (declared)", answer=answered) if event.declared else answered
    if event.until is not None:
        return words.say("Snoozed until {time}", time=times.whole(words, event.until))
    if event.act is None or event.state is None:
        return words.say(_HAPPENED[event.what])
    if event.lasted is not None:
        return words.say("Hidden for {time}", time=times.lasting(words, event.lasted))
    if event.state is State.SENT:
        return words.say(_DONE[event.act])
    state = words.say("By hand") if event.by_hand and event.state is State.HELD else terms.state(words, event.state)
    return words.say("{action} · {state}", action=terms.action(words, event.act), state=state)


def when_and_who(words: Words, event: Event, now: datetime) -> str:
    """At what moment, who it was, and when it was done where that was later; `who` stands as it is written."""
    moment = times.moment(words, event.at, now)
    who = event.who or (words.say("you") if event.what in _OURS else "")
    done = times.moment(words, event.done_at, now) if event.state is State.SENT and event.done_at else ""
    left = words.say("done: {time}", time=done) if done and done != moment else ""
    return " · ".join(part for part in (moment, who, left) if part)


def figures(words: Words, known: AuthorFile) -> str:
    """How much an author wrote on a page, and what became of it."""
    parts = [
        words.count("{n} comment on this page", "{n} comments on this page", known.comments),
        words.count("{n} answered", "{n} answered", known.replied) if known.replied else words.say("none answered"),
        words.count("{n} hidden or deleted", "{n} hidden or deleted", known.taken_down)
        if known.taken_down
        else words.say("none ever hidden"),
    ]
    return " · ".join(parts)
