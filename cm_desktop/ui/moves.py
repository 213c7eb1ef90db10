"""How moves are named and drawn, and what is said once they are done. May not carry any out."""

from dataclasses import dataclass

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat
from cm_desktop.domain.proposals import Move
from cm_desktop.ui.acting import Deed
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

ICONS = {
    Move.REPLY: "corner-up-left",
    Move.PUBLISH_AND_REPLY: "corner-up-left",
    Move.REPLY_AND_HIDE: "eye-off",
    Move.HIDE: "eye-off",
    Move.UNHIDE: "eye",
    Move.ESCALATE: "shield-check",
    Move.HIDE_AND_ESCALATE: "shield-check",
    Move.DISMISS: "check",
    Move.PUBLISH: "check",
    Move.SPAM: "ban",
    Move.DELETE: "trash-2",
    Move.RESTORE: "rotate-ccw",
    Move.LIKE: "heart",
    Move.EDIT: "pencil",
    Move.SNOOZE: "pause",
    Move.WAKE: "play",
    Move.UNREAD: "own-unread",
    Move.CONFIRM: "check",
    Move.TAKE_BACK: "undo-2",
}

_LED_BY = {
    Move.PUBLISH_AND_REPLY: ActionKind.REPLY,
    Move.REPLY_AND_HIDE: ActionKind.REPLY,
    Move.HIDE_AND_ESCALATE: ActionKind.HIDE,
}
# No platform hears of them.
_STAYS = frozenset({Move.DISMISS, Move.SNOOZE, Move.WAKE, Move.UNREAD, Move.ESCALATE, Move.TAKE_BACK, Move.CONFIRM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides how a move is named.

    `typed`: a reply stands in the box, replying publishes it; `asks`: hiding asks first. `by_hand`: a reply is copied,
    and where it `opens`, the page is too. `doing` is what the moderator was to do by hand; `editing`: the box holds a
    reply of ours. `post_suspended`: nothing leaves that is about comments under this post.
    """

    typed: bool = False
    asks: bool = False
    by_hand: bool = False
    opens: bool = False
    doing: ActionKind | None = None
    editing: bool = False
    post_suspended: bool = False


def is_by_hand(move: Move, caps: Capabilities) -> bool:
    """Whether the moderator carries this out on the page, since the program cannot."""
    kind = _LED_BY.get(move, move.value)
    return any(act == kind and repeat is Repeat.BY_HAND for act, repeat in caps.acts.items())


def name(words: Words, move: Move, given: Situation) -> str:
    """What stands on the move's button."""
    match move:
        case Move.REPLY if given.typed and given.by_hand:
            return words.say("Copy and open") if given.opens else words.say("Copy the text")
        case Move.REPLY if given.typed:
            return words.say("Publish")
        case Move.HIDE if given.asks:
            return words.say("Hide…")
        case Move.EDIT if given.editing:
            return words.say("Save the change")
        case Move.CONFIRM:
            return words.say("It is published") if given.doing is ActionKind.REPLY else words.say("It is done")
        case Move.TAKE_BACK:
            return words.say("Give up") if given.doing else words.say("Take back")
        case _:
            return _plain_name(words, move)


def _plain_name(words: Words, move: Move) -> str:
    ours = {
        Move.PUBLISH_AND_REPLY: words.say("Publish and reply"),
        Move.REPLY_AND_HIDE: words.say("Reply and hide"),
        Move.HIDE_AND_ESCALATE: words.say("Hide and request approval"),
        Move.DISMISS: words.say("File away"),
        Move.SNOOZE: words.say("Snooze…"),
        Move.WAKE: words.say("Wake it now"),
        Move.UNREAD: words.say("Mark as unread"),
        Move.PUBLISH: words.say("Publish the comment"),
        Move.SPAM: words.say("Spam"),
    }
    return ours[move] if move in ours else terms.action(words, ActionKind(move.value))


def leaves(deed: Deed) -> bool:
    """Whether a platform is to hear of it from the program."""
    return deed.move not in _STAYS and not deed.by_hand


def said(words: Words, deed: Deed, seconds: int, *, offline: bool = False, held_back: int = 0) -> str:
    """What the toast says with so many seconds left to undo it.

    Offline, nothing can leave so soon; about so many of its comments that are `held_back`, nothing does until the user
    resumes it.
    """
    if held_back and leaves(deed):
        if deed.number == 1:
            return words.say("Waits while sending is suspended")
        return words.count(
            "{n} comment waits while sending is suspended", "{n} comments wait while sending is suspended", held_back
        )
    if deed.number > 1:
        return _said_of_many(words, deed, seconds, offline=offline)
    ours = {
        Move.DISMISS: words.say("Comment filed away"),
        Move.SNOOZE: words.say("Comment snoozed"),
        Move.WAKE: words.say("To do again"),
        Move.UNREAD: words.say("Comment marked as unread"),
        Move.ESCALATE: words.say("Approval request ready"),
        Move.TAKE_BACK: words.say("Taken back, nothing was sent"),
        Move.CONFIRM: words.say("Noted as done on the page"),
        Move.PUBLISH_AND_REPLY: words.say("Comment and reply appear in {n} s", n=seconds),
        Move.REPLY_AND_HIDE: words.say("Reply and hiding are sent in {n} s", n=seconds),
        Move.HIDE_AND_ESCALATE: words.say("Hiding in {n} s, approval request ready", n=seconds),
    }
    if deed.by_hand:
        return words.say("Text copied") if deed.move is Move.REPLY else words.say("Yours to do on the page")
    if offline and leaves(deed):
        return words.say("Will be sent once back online")
    return ours[deed.move] if deed.move in ours else terms.leaving(words, ActionKind(deed.move.value), seconds)


def _said_of_many(words: Words, deed: Deed, seconds: int, *, offline: bool) -> str:
    number = deed.number
    ours = {
        Move.DISMISS: words.count("{n} comment filed away", "{n} comments filed away", number),
        Move.SNOOZE: words.count("{n} comment snoozed", "{n} comments snoozed", number),
        Move.WAKE: words.count("{n} comment to do again", "{n} comments to do again", number),
        Move.UNREAD: words.count("{n} comment marked as unread", "{n} comments marked as unread", number),
    }
    if deed.move in ours:
        return ours[deed.move]
    if offline:
        return words.count("{n} comment leaves once back online", "{n} comments leave once back online", number)
    return words.count(
        "{n} comment hidden in {seconds} s", "{n} comments hidden in {seconds} s", number, seconds=seconds
    )
