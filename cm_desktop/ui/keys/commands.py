"""The keys of the program as data: what each does, in the groups in which the help lists them. May not word them."""

from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue


class Command(StrEnum):
    """What keys do besides the moves of `domain.proposals`."""

    NEXT = "next"
    PREVIOUS = "previous"
    QUEUE = "queue"
    SEARCH = "search"
    VIEWS = "views"
    BACK = "back"
    PICK = "pick"
    PICK_DOWN = "pick_down"
    PICK_UP = "pick_up"
    PICK_ALL = "pick_all"
    PICK_REST = "pick_rest"
    HELP = "help"
    SYNC = "sync"
    WRITE = "write"
    SEND = "send"
    UNDO = "undo"
    SETTINGS = "settings"
    ADD_PAGE = "add_page"
    IMPORT = "import"
    PASTE = "paste"
    RULES = "rules"
    REPLAY = "replay"
    PUT_IN_FORCE = "put_in_force"
    SAVED = "saved"
    SPELLING = "spelling"
    MISSED = "missed"
    VALIDATION = "validation"
    HISTORY = "history"
    CLIENT = "client"
    AUTHOR = "author"


class Answering(StrEnum):
    """What keys do where somebody validates."""

    APPROVE = "approve"
    CORRECT = "correct"
    REJECT = "reject"


Does = Command | Move | Answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`sequences` as Qt writes them, the first one shown; `beside` is another cap, of a key that a list or a field takes."""

    does: Does
    sequences: tuple[str, ...]
    beside: str = ""


MOVING = (
    Key(does=Command.NEXT, sequences=("J",), beside="↓"),
    Key(does=Command.PREVIOUS, sequences=("K",), beside="↑"),
    Key(does=Command.QUEUE, sequences=()),
    Key(does=Command.SEARCH, sequences=("/",)),
    Key(does=Command.VIEWS, sequences=("W",)),
    Key(does=Command.BACK, sequences=("Esc",)),
    Key(does=Command.SYNC, sequences=("F5",)),
    Key(does=Command.HELP, sequences=("?", "F1")),
    Key(does=Command.SETTINGS, sequences=("Ctrl+,",)),
)
PICKING = (
    Key(does=Command.PICK, sequences=(), beside="Space"),  # the list takes it: elsewhere it presses what has the focus
    Key(does=Command.PICK_DOWN, sequences=("Shift+J", "Shift+Down")),
    Key(does=Command.PICK_UP, sequences=("Shift+K", "Shift+Up")),
    Key(does=Command.PICK_ALL, sequences=("Ctrl+A",)),
    Key(does=Command.PICK_REST, sequences=("Shift+A",)),
)
REPLYING = (
    Key(does=Command.WRITE, sequences=("R",)),
    Key(does=Command.SEND, sequences=("Ctrl+Return", "Ctrl+Enter")),
    Key(does=Move.REPLY_AND_HIDE, sequences=("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
    Key(does=Command.SAVED, sequences=("Ctrl+Space",), beside="/"),
    Key(does=Command.SPELLING, sequences=("F7",)),
)
ACTING = (
    Key(does=Move.HIDE, sequences=("H",)),
    Key(does=Move.ESCALATE, sequences=("E",)),
    Key(does=Move.HIDE_AND_ESCALATE, sequences=("Shift+E",)),
    Key(does=Move.DISMISS, sequences=("A",)),
    Key(does=Move.SNOOZE, sequences=("Z",)),
    Key(does=Move.WAKE, sequences=("Shift+Z",)),
    Key(does=Move.UNREAD, sequences=("Shift+U",)),
    Key(does=Move.PUBLISH, sequences=("P",)),
    Key(does=Move.SPAM, sequences=("S",)),
    Key(does=Move.LIKE, sequences=("L",)),
    Key(does=Move.DELETE, sequences=("Del",)),
    Key(does=Move.EDIT, sequences=("M",)),
    Key(does=Command.MISSED, sequences=("X",)),
    Key(does=Command.UNDO, sequences=("U", "Ctrl+Z")),
)

LOOKING = (
    Key(does=Command.AUTHOR, sequences=("F",)),
    Key(does=Command.HISTORY, sequences=("T",)),
    Key(does=Command.CLIENT, sequences=("I", "Ctrl+I")),  # the second one while a reply is typed
)
JOINING = (
    Key(does=Command.ADD_PAGE, sequences=("Ctrl+N",)),
    Key(does=Command.IMPORT, sequences=("Ctrl+O",)),
    Key(does=Command.PASTE, sequences=("Ctrl+Shift+O",)),
)

ANSWERING = (
    Key(does=Command.VALIDATION, sequences=("0", "À")),
    Key(does=Answering.APPROVE, sequences=("V",)),
    Key(does=Answering.CORRECT, sequences=("C",)),
    Key(does=Answering.REJECT, sequences=("X",)),
)

RULES = (
    Key(does=Command.REPLAY, sequences=("F6",)),
    Key(does=Command.PUT_IN_FORCE, sequences=("Ctrl+S",)),
    Key(does=Command.RULES, sequences=("9", "Ç")),
)

# The row of digits of a French keyboard gives these letters without Shift.
QUEUES: dict[Queue, tuple[str, ...]] = {
    Queue.TODO: ("1", "&"),
    Queue.URGENT: ("2", "É"),
    Queue.VALIDATION: ("3", '"'),
    Queue.OUTGOING: ("4", "'"),
    Queue.DRAFTS: ("5", "("),
    Queue.HIDDEN: ("6", "-"),
    Queue.DONE: ("7", "È"),
    Queue.ALL: ("8", "_"),
}

EVERY = MOVING + PICKING + REPLYING + ACTING + LOOKING + ANSWERING + JOINING + RULES
# In the inbox an expression is added, where one validates an answer is refused: nothing can do both.
APART = frozenset({Command.MISSED, Answering.REJECT})


def is_single(sequence: str) -> bool:
    """Whether it is one sign, with Shift or without, which somebody who dictates may strike without wanting to."""
    return len(sequence.removeprefix("Shift+")) == 1
