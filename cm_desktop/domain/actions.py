"""What a moderator can do: a closed union of acts, and how a platform takes a repeated one. May not carry any out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from cm_desktop.domain.approvals.terms import PLAIN, Asks, Terms
from cm_desktop.domain.comments import Comment, Visibility
from cm_desktop.domain.unseen import says_nothing

if TYPE_CHECKING:
    from cm_desktop.domain.quota import Quota


class ActionKind(StrEnum):
    """The name of an act in the databases, in JSON and on the command line."""

    REPLY = "reply"
    EDIT = "edit"
    HIDE = "hide"
    UNHIDE = "unhide"
    PUBLISH = "publish"
    SPAM = "spam"
    DELETE = "delete"
    RESTORE = "restore"
    LIKE = "like"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class WriteReply:
    """Answer in public under the comment. `text` is plain text, sent as it is."""

    text: str
    kind = ActionKind.REPLY


@dataclass(frozen=True, slots=True)
class EditReply:
    """Put another text in the place of one of our own replies. `text` is plain text, sent as it is."""

    text: str
    kind = ActionKind.EDIT


@dataclass(frozen=True, slots=True)
class Hide:
    """Take it out of public sight, reversibly."""

    kind = ActionKind.HIDE


@dataclass(frozen=True, slots=True)
class Unhide:
    """Undo a hide."""

    kind = ActionKind.UNHIDE


@dataclass(frozen=True, slots=True)
class Publish:
    """Let a held comment appear."""

    kind = ActionKind.PUBLISH


@dataclass(frozen=True, slots=True)
class MarkSpam:
    """Refuse it as spam."""

    kind = ActionKind.SPAM


@dataclass(frozen=True, slots=True)
class Delete:
    """Take it off the page: into the platform's bin where it has one, else for good."""

    kind = ActionKind.DELETE


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring it back from spam or from the bin."""

    kind = ActionKind.RESTORE


@dataclass(frozen=True, slots=True)
class Like:
    """Like it in the page's name."""

    kind = ActionKind.LIKE


@dataclass(frozen=True, slots=True)
class Escalate:
    """Ask the supervisor. `proposal` is the reply put forward, `reason` what the supervisor should know; both may be empty."""

    proposal: str = ""
    reason: str = ""
    terms: Terms = PLAIN
    kind = ActionKind.ESCALATE

    @property
    def asks(self) -> Asks:
        """What is asked, said or not."""
        return self.terms.asks or (Asks.ADVICE if says_nothing(self.proposal) else Asks.REPLY)

    @property
    def proposals(self) -> tuple[str, ...]:
        """The replies put forward; an act that is no reply has none."""
        fits = self.asks in (Asks.REPLY, Asks.ADVICE)
        return tuple(text for text in (self.proposal, *self.terms.others) if not says_nothing(text)) if fits else ()


PlatformAction = WriteReply | EditReply | Hide | Unhide | Publish | MarkSpam | Delete | Restore | Like
Action = PlatformAction | Escalate


class Decision(StrEnum):
    """What a moderator decided without telling any platform."""

    DISMISSED = "dismissed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The last decision about a comment, and when it was taken."""

    decision: Decision
    at: datetime


class Repeat(StrEnum):
    """What a platform does with the same write sent twice: the outbox branches on this, never on a platform's name."""

    STATE = "state"  # sets a state: repeating is harmless
    KEYED = "keyed"  # the server drops repeats of our key, within a window
    DEDUP = "dedup"  # the server refuses identical text
    READBACK = "readback"  # nothing guards it, but our own replies can be listed
    BLIND = "blind"  # nothing guards it, and nothing can be listed
    BY_HAND = "by_hand"  # the program cannot do it there: the moderator does, on the page, and says when it is done


class TextUnit(StrEnum):
    """How a platform measures a reply's length."""

    CODE_POINTS = "code_points"
    UTF8_BYTES = "utf8_bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """The longest reply a platform takes; `warn` is where it becomes risky, None where nothing is known."""

    refuse: int
    warn: int | None = None
    unit: TextUnit = TextUnit.CODE_POINTS

    def length(self, text: str) -> int:
        """The length of `text` in this limit's unit."""
        return len(text) if self.unit is TextUnit.CODE_POINTS else len(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a connector can do and how. An act that is absent from `acts` does not exist there.

    `settle` is how long after an uncertain write its effect may still appear in a reading.
    `hidden_still_seen` says that a hidden comment stays visible to its author and the author's friends.
    `needs_secret` is False where nothing is asked to open the door. `quota` is what we allow ourselves there, None where
    nothing limits us. `public_look` says that what is written may be seen by the app's own people only, so that the
    moderator must once look at a reply as the public does. `brought_in`: its comments are those that people import or
    paste, and no others. `private_messages`: a page and whoever comments there can write to each other unseen.
    """

    acts: Mapping[ActionKind, Repeat]
    reply_limit: TextLimit
    settle: timedelta = timedelta(seconds=120)
    hidden_still_seen: bool = False
    needs_secret: bool = True
    quota: Quota | None = None
    public_look: bool = False
    brought_in: bool = False
    private_messages: bool = False


def effect(action: PlatformAction) -> Visibility | None:
    """Where a comment stands once the act is done; None for acts that do not move it."""
    match action:
        case Hide():
            return Visibility.HIDDEN
        case Unhide() | Publish() | Restore():
            return Visibility.PUBLIC
        case MarkSpam():
            return Visibility.SPAM
        case Delete():
            return Visibility.TRASHED
        case WriteReply() | EditReply() | Like():
            return None
        case _:
            assert_never(action)


_ANYWHERE = frozenset(Visibility) - {Visibility.GONE}
_ON_THE_PAGE = _ANYWHERE - {Visibility.TRASHED}
_WHERE: Mapping[ActionKind, frozenset[Visibility]] = {
    ActionKind.REPLY: _ON_THE_PAGE,
    ActionKind.EDIT: _ON_THE_PAGE,
    ActionKind.HIDE: frozenset({Visibility.PUBLIC}),
    # A blog has one state for what is hidden and what nobody has seen yet.
    ActionKind.UNHIDE: frozenset({Visibility.HIDDEN, Visibility.HELD}),
    ActionKind.PUBLISH: frozenset({Visibility.HELD}),
    ActionKind.SPAM: _ON_THE_PAGE - {Visibility.SPAM},
    ActionKind.DELETE: _ON_THE_PAGE,
    ActionKind.RESTORE: frozenset({Visibility.SPAM, Visibility.TRASHED}),
    ActionKind.LIKE: _ON_THE_PAGE,
    ActionKind.ESCALATE: _ON_THE_PAGE,
}


_ON_OUR_OWN = frozenset({ActionKind.EDIT, ActionKind.DELETE, ActionKind.RESTORE})


def makes_sense(kind: ActionKind, comment: Comment) -> bool:
    """Whether this act can be offered on a comment where it stands now; what is ours is only edited or taken away."""
    allowed = {
        ActionKind.HIDE: comment.can_hide,
        ActionKind.DELETE: comment.can_delete,
        ActionKind.REPLY: comment.can_reply,
        ActionKind.EDIT: comment.author.is_page,
    }
    fits = kind in _ON_OUR_OWN or not comment.author.is_page
    return fits and comment.visibility in _WHERE[kind] and allowed.get(kind, True)


def payload(action: Action) -> dict[str, str]:
    """The act's own data, for a database row or JSON; `action_from` reads it back."""
    match action:
        case WriteReply() | EditReply():
            return {"text": action.text}
        case Escalate():
            return {"proposal": action.proposal, "reason": action.reason, **action.terms.data()}
        case _:
            return {}


def action_from(kind: ActionKind, data: Mapping[str, str]) -> Action:
    """Read back what `payload` wrote. Raises KeyError where a part is missing."""
    match kind:
        case ActionKind.REPLY:
            return WriteReply(data["text"])
        case ActionKind.EDIT:
            return EditReply(data["text"])
        case ActionKind.ESCALATE:
            return Escalate(data["proposal"], data["reason"], Terms.read(data))
        case _:
            return _WITHOUT_DATA[kind]


_WITHOUT_DATA: Mapping[ActionKind, Action] = {
    act.kind: act for act in (Hide(), Unhide(), Publish(), MarkSpam(), Delete(), Restore(), Like())
}
