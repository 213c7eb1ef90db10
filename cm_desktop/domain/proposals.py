"""What to offer a moderator in front of a comment: which moves, which first. Pure; may not carry any out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.actions import (
    Action,
    ActionKind,
    Delete,
    EditReply,
    Escalate,
    Hide,
    Like,
    MarkSpam,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.outbox import Addressee
from cm_desktop.domain.queue import Row, Triage
from cm_desktop.domain.verdicts import Category, Form


class Move(StrEnum):
    """What a moderator can choose with one button or key: one act, several at once, or none that a platform hears of."""

    REPLY = "reply"
    PUBLISH_AND_REPLY = "publish_and_reply"
    REPLY_AND_HIDE = "reply_and_hide"
    HIDE = "hide"
    UNHIDE = "unhide"
    ESCALATE = "escalate"
    HIDE_AND_ESCALATE = "hide_and_escalate"
    DISMISS = "dismiss"
    PUBLISH = "publish"
    SPAM = "spam"
    DELETE = "delete"
    RESTORE = "restore"
    LIKE = "like"
    EDIT = "edit"
    SNOOZE = "snooze"
    WAKE = "wake"
    UNREAD = "unread"  # it is to be read anew
    CONFIRM = "confirm"  # what was to be done by hand is done
    TAKE_BACK = "take_back"  # what still waits for this comment: a request, or acts that have not left


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`bar` is shown as buttons, the first one as what is proposed; `more` waits behind them."""

    bar: tuple[Move, ...] = ()
    more: tuple[Move, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """All that can be chosen."""
        return self.bar + self.more


_GRAVE = frozenset({Category.THREAT, Category.HATE, Category.PERSONAL_DATA})

_NEEDS: dict[Move, frozenset[ActionKind]] = {
    Move.REPLY: frozenset({ActionKind.REPLY}),
    Move.PUBLISH_AND_REPLY: frozenset({ActionKind.PUBLISH, ActionKind.REPLY}),
    Move.REPLY_AND_HIDE: frozenset({ActionKind.REPLY, ActionKind.HIDE}),
    Move.HIDE: frozenset({ActionKind.HIDE}),
    Move.UNHIDE: frozenset({ActionKind.UNHIDE}),
    Move.ESCALATE: frozenset({ActionKind.ESCALATE}),
    Move.HIDE_AND_ESCALATE: frozenset({ActionKind.HIDE, ActionKind.ESCALATE}),
    Move.PUBLISH: frozenset({ActionKind.PUBLISH}),
    Move.SPAM: frozenset({ActionKind.SPAM}),
    Move.DELETE: frozenset({ActionKind.DELETE}),
    Move.RESTORE: frozenset({ActionKind.RESTORE}),
    Move.LIKE: frozenset({ActionKind.LIKE}),
    Move.EDIT: frozenset({ActionKind.EDIT}),
}

_OUR_OWN = (Move.EDIT, Move.DELETE)
_REST = (Move.SNOOZE, Move.WAKE, Move.ESCALATE, Move.HIDE, Move.LIKE, Move.SPAM, Move.DELETE, Move.UNREAD)
_BY_TRIAGE: dict[Triage, frozenset[Move]] = {  # what no platform is asked for
    Triage.TODO: frozenset({Move.DISMISS, Move.SNOOZE, Move.UNREAD}),
    Triage.SNOOZED: frozenset({Move.DISMISS, Move.SNOOZE, Move.WAKE}),
    Triage.ASIDE: frozenset({Move.DISMISS}),
}


def propose(row: Row, offers: Collection[ActionKind], *, typed: bool = False) -> Proposal:
    """What to offer. `offers` is what the platform can do to it now; `typed` says that a reply stands in the box."""
    if row.comment.visibility is Visibility.GONE:
        return Proposal()
    pending = [entry for entry in row.pending if entry.action.kind is not ActionKind.LIKE]
    if any(entry.addressee is Addressee.HAND for entry in pending):
        return Proposal(bar=(Move.CONFIRM, Move.TAKE_BACK))
    if any(entry.undoable for entry in pending):
        return Proposal(bar=(Move.TAKE_BACK,))
    if pending:
        return Proposal()
    possible = {move for move, needs in _NEEDS.items() if needs <= set(offers)}
    if row.comment.author.is_page:
        return Proposal(bar=tuple(move for move in _OUR_OWN if move in possible))
    possible |= _BY_TRIAGE.get(row.triage, frozenset())
    rest = (Move.REPLY_AND_HIDE, *_REST) if typed else _REST
    wanted = _wanted(row, offers, typed=typed)
    if row.triage is Triage.SNOOZED and not typed:
        wanted = (Move.WAKE, *wanted)
    bar = tuple(move for move in wanted if move in possible)
    return Proposal(bar=bar, more=tuple(move for move in rest if move in possible and move not in bar))


def is_legitimate(row: Row) -> bool:
    """Whether hiding would silence criticism: a grievance, with no attack on people beside it."""
    return Form.GRIEVANCE in row.verdict.forms and Form.ATTACK not in row.verdict.forms


def _wanted(row: Row, offers: Collection[ActionKind], *, typed: bool) -> tuple[Move, ...]:
    """The buttons in their order, whether the platform has them or not."""
    match row.comment.visibility:
        case Visibility.HELD if typed:
            return (Move.PUBLISH_AND_REPLY, Move.PUBLISH, Move.SPAM, Move.DELETE)
        case Visibility.HELD:
            return (Move.PUBLISH, Move.PUBLISH_AND_REPLY, Move.SPAM, Move.DELETE)
        case Visibility.HIDDEN:
            return (Move.REPLY, Move.UNHIDE, Move.ESCALATE) if typed else (Move.UNHIDE, Move.REPLY, Move.ESCALATE)
        case Visibility.SPAM | Visibility.TRASHED:
            return (Move.RESTORE,)
        case _ if typed:
            return (Move.REPLY, Move.ESCALATE, Move.DISMISS)
        case _:
            return _by_verdict(row, can_hide=ActionKind.HIDE in offers)


def _by_verdict(row: Row, *, can_hide: bool) -> tuple[Move, ...]:
    """A danger to health is never hidden first; what attacks people is; everything else is answered."""
    found = frozenset(row.verdict.categories)
    if Category.HEALTH_SAFETY in found or (found & _GRAVE and not can_hide):
        return (Move.ESCALATE, Move.REPLY, Move.DISMISS)
    if found & _GRAVE:
        return (Move.HIDE_AND_ESCALATE, Move.REPLY, Move.HIDE, Move.DISMISS)
    if Form.ATTACK in row.verdict.forms:
        return (Move.HIDE, Move.REPLY, Move.ESCALATE, Move.DISMISS)
    if found == {Category.SPAM}:
        return (Move.SPAM, Move.HIDE, Move.DISMISS)
    return (Move.REPLY, Move.ESCALATE, Move.DISMISS)


def acts_of(move: Move, text: str, request: Escalate) -> tuple[Action, ...]:
    """The acts that a move stands for, in the order in which they leave; KeyError where no platform hears of it."""
    return {
        Move.REPLY: (WriteReply(text),),
        Move.PUBLISH_AND_REPLY: (Publish(), WriteReply(text)),
        Move.REPLY_AND_HIDE: (WriteReply(text), Hide()),
        Move.HIDE: (Hide(),),
        Move.UNHIDE: (Unhide(),),
        Move.ESCALATE: (request,),
        Move.HIDE_AND_ESCALATE: (Hide(), request),
        Move.PUBLISH: (Publish(),),
        Move.SPAM: (MarkSpam(),),
        Move.DELETE: (Delete(),),
        Move.RESTORE: (Restore(),),
        Move.LIKE: (Like(),),
        Move.EDIT: (EditReply(text),),
    }[move]
