"""How moves are named and drawn, and what is said once they are done. May not carry any out."""

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.proposals import Move
from cm_desktop.ui.acting import Deed
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

ICONS = {
    Move.REPLY: "corner-up-left",
    Move.PUBLISH_AND_REPLY: "corner-up-left",
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
    Move.TAKE_BACK: "undo-2",
}

_STAYS = frozenset({Move.DISMISS, Move.ESCALATE, Move.TAKE_BACK})  # no platform hears of them


def name(words: Words, move: Move, *, typed: bool = False, asks: bool = False) -> str:
    """What stands on the move's button. `typed`: replying publishes; `asks`: hiding asks first."""
    if move is Move.REPLY and typed:
        return words.say("Publish")
    if move is Move.HIDE and asks:
        return words.say("Hide…")
    ours = {
        Move.PUBLISH_AND_REPLY: words.say("Publish and reply"),
        Move.HIDE_AND_ESCALATE: words.say("Hide and have validated"),
        Move.DISMISS: words.say("File away"),
        Move.PUBLISH: words.say("Publish the comment"),
        Move.SPAM: words.say("Spam"),
        Move.TAKE_BACK: words.say("Take back"),
    }
    return ours[move] if move in ours else terms.action(words, ActionKind(move.value))


def said(words: Words, deed: Deed, seconds: int, *, offline: bool = False) -> str:
    """What the toast says with so many seconds left to undo it; offline, nothing can leave so soon."""
    ours = {
        Move.DISMISS: words.say("Comment filed away"),
        Move.ESCALATE: words.say("Validation request ready"),
        Move.TAKE_BACK: words.say("Taken back, nothing has left"),
        Move.PUBLISH_AND_REPLY: words.say("Comment and reply appear in {n} s", n=seconds),
        Move.HIDE_AND_ESCALATE: words.say("Hiding in {n} s, validation request ready", n=seconds),
    }
    if offline and deed.move not in _STAYS:
        return words.say("Leaves once back online")
    return ours[deed.move] if deed.move in ours else terms.leaving(words, ActionKind(deed.move.value), seconds)
