"""What to say of a row of the outbox, and what can be decided about it. May not make widgets."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from cm_desktop.domain.actions import ActionKind, EditReply, WriteReply
from cm_desktop.domain.outbox import Addressee, Entry, State
from cm_desktop.engine.inbox import Waiting
from cm_desktop.ui.kit.links import place_of
from cm_desktop.ui.kit.marks.pill import Tone
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
    COPY = "copy"
    RESUME = "resume"  # under the post that it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why a row is where it is, how that looks, and the choices, the main one first."""

    why: str
    tone: Tone
    icon: str
    choices: tuple[Choice, ...] = ()
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What keeps every row back."""

    now: datetime
    offline: bool = False
    suspended: bool = False


class Group(StrEnum):
    """Where a row stands in the view, in the order in which it is read."""

    DECIDING = "deciding"  # failed, held, or in doubt
    BY_HAND = "by_hand"
    LEAVING = "leaving"


def group(entry: Entry) -> Group:
    """The group of a row."""
    if entry.addressee is Addressee.HAND:
        return Group.BY_HAND
    return Group.DECIDING if entry.state in (State.FAILED, State.HELD, State.UNCERTAIN) else Group.LEAVING


def group_name(words: Words, of: Group, *, suspended: bool) -> tuple[str, str]:
    """The title of a group, and what is to be known of it. `suspended`: nothing is on its way."""
    if of is Group.LEAVING and suspended:
        return words.say("Sending suspended"), words.say("Nothing will leave before “Resume sending”")
    return {
        Group.DECIDING: (words.say("Your decision"), words.say("Nothing is sent again without you")),
        Group.BY_HAND: (words.say("To do by hand"), words.say("Say so once it stands on the page")),
        Group.LEAVING: (words.say("On their way"), words.say("In thread order")),
    }[of]


def nothing(words: Words, *, suspended: bool) -> tuple[str, str]:
    """A title and a sentence for a list that is empty."""
    if suspended:
        suspended_all = words.say("Everything is suspended: nothing will leave before “Resume sending”.")
        return words.say("Sending suspended"), suspended_all
    return words.say("Nothing is waiting to be sent"), words.say("What you do waits here until the page has it.")


def standing(words: Words, waiting: Waiting, outside: Outside) -> Standing:
    """Where the row stands."""
    entry = waiting.entry
    match entry.state:
        case State.HELD if entry.by_hand:
            return _by_hand(words, waiting, outside)
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
            why = _departure(words, waiting, outside)
            if waiting.post_suspended or outside.suspended:
                choices = (Choice.DROP,) if outside.suspended else (Choice.RESUME, Choice.DROP)
                return Standing(why=why, tone=Tone.NEUTRAL, icon="circle-pause", choices=choices, suspended=True)
            return Standing(why=why, tone=Tone.NEUTRAL, icon="clock", choices=(Choice.DROP,))


def title(words: Words, waiting: Waiting) -> str:
    """What the row does, to whom."""
    if waiting.comment.author.is_page and waiting.entry.action.kind is ActionKind.DELETE:
        return words.say("Deleting our reply")
    author = isolated(waiting.comment.author.name or words.say("the author"))
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
    if isinstance(waiting.entry.action, WriteReply | EditReply):
        return waiting.entry.action.text
    return words.say("“{text}”", text=isolated(waiting.comment.text))


def choice_name(words: Words, choice: Choice, entry: Entry) -> str:
    """What stands on the choice's button."""
    match choice:
        case Choice.RELEASE if entry.state is State.FAILED:
            return words.say("Try again")
        case Choice.RELEASE:
            return words.say("Send") if entry.state is State.HELD else words.say("Send again")
        case Choice.CONFIRM if entry.by_hand:
            is_reply = entry.action.kind is ActionKind.REPLY
            return words.say("It is published") if is_reply else words.say("It is done")
        case Choice.CONFIRM:
            return words.say("It is online")
        case Choice.COPY:
            return words.say("Copy")
        case Choice.RESUME:
            return words.say("Resume sending")
        case Choice.EDIT:
            return words.say("Edit")
        case Choice.SEE:
            return words.say("View online")
        case _ if entry.state is State.UNCERTAIN:
            return words.say("Do not send again")
        case _:
            return words.say("Cancel") if entry.state is State.QUEUED else words.say("Give up")


def _by_hand(words: Words, waiting: Waiting, outside: Outside) -> Standing:
    """Copying always works; the page opens once the network is back."""
    text = isinstance(waiting.entry.action, WriteReply | EditReply)
    why = words.say("The text is to be pasted on the page.") if text else words.say("To be done on the page.")
    link = place_of(waiting.comment, waiting.account)
    if not link:
        why = words.say("No link is known: look for this comment on its page.")
    if waiting.entry.trouble:
        why = explain(words, waiting.entry.trouble)
    choices = (Choice.CONFIRM, *((Choice.COPY,) if text else ()))
    see = (Choice.SEE,) if link and not outside.offline else ()
    return Standing(why=why, tone=Tone.ACCENT, icon="hand", choices=(*choices, *see, Choice.DROP))


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
        why = words.say("We could not find it on the page. Check before you send it again.")
        decide = (Choice.CONFIRM, Choice.RELEASE, Choice.DROP)
        return Standing(why=why, tone=Tone.DOUBT, icon="circle-help", choices=(Choice.SEE, *decide))
    next_reading = times.clock(words, entry.not_before)
    why = words.say("Do not send it again: we are checking. The page is next read at {time}.", time=next_reading)
    return Standing(why=why, tone=Tone.DOUBT, icon="circle-help", choices=(Choice.SEE, Choice.DROP))


def _edit(entry: Entry) -> tuple[Choice, ...]:
    return (Choice.EDIT,) if isinstance(entry.action, WriteReply) else ()


def _departure(words: Words, waiting: Waiting, outside: Outside) -> str:
    entry = waiting.entry
    if outside.suspended:
        return words.say("All sending is suspended.")
    if waiting.post_suspended:
        return words.say("Sending under this post is suspended.")
    if outside.offline:
        return words.say("Will be sent when the network is back.")
    left = ceil((entry.not_before - outside.now).total_seconds())
    if left <= 0:
        return words.say("Will be sent in its turn.")
    if entry.trouble is not None:
        retry = words.say("Next try at {time}.", time=times.clock(words, entry.not_before))
        return f"{explain(words, entry.trouble)} {retry}"
    return words.say("Will be sent in {n} s.", n=left)
