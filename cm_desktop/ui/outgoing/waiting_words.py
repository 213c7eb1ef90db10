"""What to say of a row of the outbox, and what can be decided about it. May not make widgets."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.engine.inbox import Waiting
from cm_desktop.ui.kit.pill import Tone
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.wording import times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class Choice(StrEnum):
    """What can be decided about a row."""

    RELEASE = "release"
    CONFIRM = "confirm"
    EDIT = "edit"
    DROP = "drop"
    SEE = "see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why a row is where it is, how that looks, and the choices, the main one first."""

    why: str
    tone: Tone
    icon: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What keeps every row back."""

    now: datetime
    offline: bool = False
    suspended: bool = False


def decides(entry: Entry) -> bool:
    """Whether the row stands among those that wait for the user: failed, held, or in doubt."""
    return entry.state in (State.FAILED, State.HELD, State.UNCERTAIN)


def standing(words: Words, waiting: Waiting, outside: Outside) -> Standing:
    """Where the row stands."""
    entry = waiting.entry
    match entry.state:
        case State.FAILED:
            return _failed(words, entry)
        case State.HELD:
            return _held(words, entry)
        case State.UNCERTAIN:
            return _uncertain(words, entry)
        case State.SENDING:
            started = times.clock(words, entry.attempted_at or entry.acted_at)
            why = words.say("Started at {time}.", time=started)
            return Standing(why=why, tone=Tone.ACCENT, icon="loader-circle")
        case _:
            why = _departure(words, entry, outside)
            choices = (Choice.DROP,)
            return Standing(why=why, tone=Tone.NEUTRAL, icon="clock", choices=choices)


def title(words: Words, waiting: Waiting) -> str:
    """What the row does, to whom."""
    author = isolated(waiting.comment.author.name or words.say("Name withheld"))
    sentence = {
        ActionKind.REPLY: words.say("Reply to {author}", author=author),
        ActionKind.EDIT: words.say("Editing our reply"),
        ActionKind.HIDE: words.say("Hiding the comment of {author}", author=author),
        ActionKind.UNHIDE: words.say("Showing the comment of {author} again", author=author),
        ActionKind.PUBLISH: words.say("Publishing the comment of {author}", author=author),
        ActionKind.SPAM: words.say("Marking the comment of {author} as spam", author=author),
        ActionKind.DELETE: words.say("Deleting the comment of {author}", author=author),
        ActionKind.RESTORE: words.say("Restoring the comment of {author}", author=author),
        ActionKind.LIKE: words.say("Liking the comment of {author}", author=author),
        ActionKind.ESCALATE: words.say("Request about the comment of {author}", author=author),
    }
    return sentence[waiting.entry.action.kind]


def excerpt(words: Words, waiting: Waiting) -> str:
    """Our text, or theirs between quotation marks."""
    if isinstance(waiting.entry.action, WriteReply):
        return waiting.entry.action.text
    return words.say("“{text}”", text=isolated(waiting.comment.text))


def choice_name(words: Words, choice: Choice, entry: Entry) -> str:
    """What stands on the choice's button."""
    match choice:
        case Choice.RELEASE if entry.state is State.FAILED:
            return words.say("Try again")
        case Choice.RELEASE:
            return words.say("Send") if entry.state is State.HELD else words.say("Send again")
        case Choice.CONFIRM:
            return words.say("It is online")
        case Choice.EDIT:
            return words.say("Edit")
        case Choice.SEE:
            return words.say("See online")
        case _ if entry.state is State.UNCERTAIN:
            return words.say("Do not send again")
        case _:
            return words.say("Cancel") if entry.state is State.QUEUED else words.say("Give up")


def _failed(words: Words, entry: Entry) -> Standing:
    return Standing(
        why=explain(words, entry.trouble) if entry.trouble else "",
        tone=Tone.DUE,
        icon="triangle-alert",
        choices=(Choice.RELEASE, *_edit(entry), Choice.DROP),
    )


def _held(words: Words, entry: Entry) -> Standing:
    return Standing(
        why=explain(words, entry.trouble) if entry.trouble else "",
        tone=Tone.NEUTRAL,
        icon="circle-pause",
        choices=(Choice.RELEASE, *_edit(entry), Choice.DROP),
    )


def _uncertain(words: Words, entry: Entry) -> Standing:
    """While it is being looked for nothing can be sent again; once it asks, only the user can tell."""
    if entry.asking:
        why = words.say("We did not find it on the page. Look before you send it again.")
        decide = (Choice.CONFIRM, Choice.RELEASE, Choice.DROP)
        return Standing(why=why, tone=Tone.DOUBT, icon="circle-help", choices=(Choice.SEE, *decide))
    next_reading = times.clock(words, entry.not_before)
    why = words.say("Do not send it again, we are checking. Next reading of the page at {time}.", time=next_reading)
    return Standing(why=why, tone=Tone.DOUBT, icon="circle-help", choices=(Choice.SEE, Choice.DROP))


def _edit(entry: Entry) -> tuple[Choice, ...]:
    return (Choice.EDIT,) if isinstance(entry.action, WriteReply) else ()


def _departure(words: Words, entry: Entry, outside: Outside) -> str:
    if outside.suspended:
        return words.say("All sending is suspended.")
    if outside.offline:
        return words.say("Will leave when the network is back.")
    left = ceil((entry.not_before - outside.now).total_seconds())
    if left <= 0:
        return words.say("Leaves in its turn.")
    if entry.trouble is not None:
        retry = words.say("Next try at {time}.", time=times.clock(words, entry.not_before))
        return f"{explain(words, entry.trouble)} {retry}"
    return words.say("Leaves in {n} s.", n=left)
