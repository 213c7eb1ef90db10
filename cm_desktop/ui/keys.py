"""The keyboard map as data: what each key does, where it is listed in the help. May not listen to any key."""

from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.wording.words import Words


class Command(StrEnum):
    """What keys do besides the moves of `domain.proposals`."""

    NEXT = "next"
    PREVIOUS = "previous"
    QUEUE = "queue"
    SEARCH = "search"
    BACK = "back"
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
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`sequences` as Qt writes them, the first one shown; `beside` is another cap, of a key that Qt's lists take."""

    does: Command | Move
    sequences: tuple[str, ...]
    beside: str = ""


MOVING = (
    Key(does=Command.NEXT, sequences=("J",), beside="↓"),
    Key(does=Command.PREVIOUS, sequences=("K",), beside="↑"),
    Key(does=Command.QUEUE, sequences=()),
    Key(does=Command.SEARCH, sequences=("/",)),
    Key(does=Command.BACK, sequences=("Esc",)),
    Key(does=Command.SYNC, sequences=("F5",)),
    Key(does=Command.HELP, sequences=("?", "F1")),
    Key(does=Command.SETTINGS, sequences=("Ctrl+,",)),
)
ACTING = (
    Key(does=Command.WRITE, sequences=("R",)),
    Key(does=Command.SEND, sequences=("Ctrl+Return", "Ctrl+Enter")),
    Key(does=Move.HIDE, sequences=("H",)),
    Key(does=Move.ESCALATE, sequences=("E",)),
    Key(does=Move.HIDE_AND_ESCALATE, sequences=("Shift+E",)),
    Key(does=Move.DISMISS, sequences=("A",)),
    Key(does=Move.PUBLISH, sequences=("P",)),
    Key(does=Move.SPAM, sequences=("S",)),
    Key(does=Move.LIKE, sequences=("L",)),
    Key(does=Move.DELETE, sequences=("Del",)),
    Key(does=Move.EDIT, sequences=("M",)),
    Key(does=Command.MISSED, sequences=("X",)),
    Key(does=Command.UNDO, sequences=("U", "Ctrl+Z")),
)

JOINING = (
    Key(does=Command.ADD_PAGE, sequences=("Ctrl+N",)),
    Key(does=Command.IMPORT, sequences=("Ctrl+O",)),
    Key(does=Command.PASTE, sequences=("Ctrl+Shift+O",)),
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

# A button's key where it is not the key of the same name.
_SHOWN: dict[Move, Command | Move] = {
    Move.REPLY: Command.WRITE,
    Move.PUBLISH_AND_REPLY: Command.WRITE,
    Move.UNHIDE: Move.HIDE,
    Move.CONFIRM: Move.PUBLISH,
    Move.TAKE_BACK: Command.UNDO,
}


def cap(move: Move, words: Words, *, typed: bool = False) -> str:
    """What stands on the key cap of a move's button, empty where it has no key. With a reply typed, replying sends it."""
    wanted = _SHOWN.get(move, move)
    if typed and wanted in (Command.WRITE, Move.EDIT):
        wanted = Command.SEND
    found = next((key for key in ACTING if key.does is wanted), None)
    return "+".join(caps(found, words)) if found else ""


def caps(key: Key, words: Words) -> tuple[str, ...]:
    """The caps to draw for a key, one for each part."""
    if key.does is Command.QUEUE:
        return ("1", "…", str(len(QUEUES)))
    beside = (key.beside,) if key.beside else ()
    return (*(_named(part, words) for part in key.sequences[0].split("+")), *beside)


def _named(part: str, words: Words) -> str:
    match part:
        case "Shift":
            return words.say("Shift")
        case "Return":
            return words.say("Enter")
        case "Esc":
            return words.say("Esc")
        case "Del":
            return words.say("Del")
        case _:
            return part


def meaning(key: Key, words: Words) -> str:
    """What the key does, for the help."""
    return {
        Command.NEXT: words.say("Next comment"),
        Command.PREVIOUS: words.say("Previous comment"),
        Command.QUEUE: words.say("Change list"),
        Command.SEARCH: words.say("Search"),
        Command.BACK: words.say("Back to the list"),
        Command.SYNC: words.say("Read the pages now"),
        Command.HELP: words.say("Show this help"),
        Command.WRITE: words.say("Reply"),
        Command.SEND: words.say("Publish the reply"),
        Move.HIDE: words.say("Hide, show again"),
        Move.ESCALATE: words.say("Have validated"),
        Move.HIDE_AND_ESCALATE: words.say("Hide and have validated"),
        Move.DISMISS: words.say("File away"),
        Move.PUBLISH: words.say("Publish; say that it is done"),
        Move.SPAM: words.say("Mark as spam"),
        Move.LIKE: words.say("Like"),
        Move.DELETE: words.say("Delete"),
        Move.EDIT: words.say("Edit our reply"),
        Command.SETTINGS: words.say("Settings"),
        Command.UNDO: words.say("Undo"),
        Command.ADD_PAGE: words.say("Add a page"),
        Command.IMPORT: words.say("Import comments"),
        Command.PASTE: words.say("Paste comments"),
        Command.MISSED: words.say("Add an expression"),
        Command.RULES: words.say("Open the rules"),
        Command.REPLAY: words.say("Replay on the history"),
        Command.PUT_IN_FORCE: words.say("Put the rules in force"),
    }[key.does]
