"""What goes with a client, or with a person, that is erased. Pure."""

from dataclasses import dataclass, replace

from cm_desktop.domain.actions import Action, EditReply, Escalate, WriteReply
from cm_desktop.domain.outbox import Entry, Seen, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much is erased: pages, comments that were read there, acts that wait and will never leave."""

    pages: int
    comments: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeight:
    """How much of one author on one page: their comments, what the page answered, acts that wait and will never leave.

    `views` are the names of those that hold theirs: where it is an everyday word, they may look for that word alone.
    """

    name: str
    comments: int
    answers: int
    waiting: int
    views: tuple[str, ...] = ()


def emptied(entry: Entry) -> Entry:
    """What is left of an act about a person who is erased: that it was, without a word. It is over."""
    state = State.SENT if entry.state is State.SENT else State.CANCELLED
    return replace(entry, action=_wordless(entry.action), seen=Seen(fingerprint=""), state=state, trouble=None)


def _wordless(action: Action) -> Action:
    match action:
        case WriteReply() | EditReply():
            return replace(action, text="")
        case Escalate():
            return Escalate(terms=replace(action.terms, others=()))
        case _:
            return action
