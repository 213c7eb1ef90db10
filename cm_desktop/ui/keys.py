"""The keyboard map as data: what each key does, where it is listed in the help. May not listen to any key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote, unquote

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
    MISSED = "missed"
    VALIDATION = "validation"
    HISTORY = "history"
    AUTHOR = "author"


class Answering(StrEnum):
    """What keys do where somebody validates."""

    APPROVE = "approve"
    CORRECT = "correct"
    REJECT = "reject"


Does = Command | Move | Answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`sequences` as Qt writes them, the first one shown; `beside` is another cap, of a key that Qt's lists take."""

    does: Does
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
PICKING = (
    Key(does=Command.PICK, sequences=(), beside="Space"),  # the list takes it: elsewhere it presses what has the focus
    Key(does=Command.PICK_DOWN, sequences=("Shift+J", "Shift+Down")),
    Key(does=Command.PICK_UP, sequences=("Shift+K", "Shift+Up")),
    Key(does=Command.PICK_ALL, sequences=("Ctrl+A",)),
    Key(does=Command.PICK_REST, sequences=("Shift+A",)),
)
ACTING = (
    Key(does=Command.WRITE, sequences=("R",)),
    Key(does=Command.SEND, sequences=("Ctrl+Return", "Ctrl+Enter")),
    Key(does=Move.REPLY_AND_HIDE, sequences=("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
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

LOOKING = (
    Key(does=Command.AUTHOR, sequences=("F",)),
    Key(does=Command.HISTORY, sequences=("T",)),
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

EVERY = MOVING + PICKING + ACTING + LOOKING + ANSWERING + JOINING + RULES
# In the inbox an expression is added, where one validates an answer is refused: nothing can do both.
_APART = frozenset({Command.MISSED, Answering.REJECT})
_SILENT = "silent"


def is_single(sequence: str) -> bool:
    """Whether it is one sign, with Shift or without, which somebody who dictates may strike without wanting to."""
    return len(sequence.removeprefix("Shift+")) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMap:
    """What the user made of the keys: by what one does, the sequence that does it now, empty where none is to.

    Without `singles`, no sign acts by itself.
    """

    changed: Mapping[str, str] = field(default_factory=dict)
    singles: bool = True

    def of(self, key: Key) -> tuple[str, ...]:
        """The sequences that do it, the first one shown."""
        given = self.changed.get(key.does)
        return self._heard(key.sequences if given is None else (given,) if given else ())

    def of_queue(self, queue: Queue) -> tuple[str, ...]:
        """The same for a list."""
        return self._heard(QUEUES[queue])

    def giving(self, key: Key, sequence: str | None) -> "KeyMap":
        """Another sequence for this, an empty one to switch it off, None as it was at first."""
        others = {does: given for does, given in self.changed.items() if does != key.does}
        return replace(self, changed=others if sequence is None else {**others, key.does: sequence})

    def taken_by(self, sequence: str, key: Key) -> Key | None:
        """What else this sequence does, where it cannot do both."""
        lists = Key(does=Command.QUEUE, sequences=tuple(by for some in QUEUES.values() for by in some))
        whole = replace(self, singles=True)
        others = (other for other in EVERY if other.does is not key.does and {other.does, key.does} != _APART)
        if sequence in lists.sequences:
            return next(each for each in MOVING if each.does is Command.QUEUE)
        return next((other for other in others if sequence in whole.of(other)), None)

    def written(self) -> str:
        """One line of plain signs, which `read` reads."""
        lines = [f"{does}={quote(sequence, safe='+')}" for does, sequence in self.changed.items()]
        return " ".join([*lines, *([] if self.singles else [_SILENT])])

    @classmethod
    def read(cls, line: str) -> "KeyMap":
        """What is not understood, by a newer version or another hand, counts for nothing."""
        known = {str(key.does) for key in EVERY}
        said = [part.partition("=") for part in line.split()]
        changed = {does: unquote(sequence) for does, equals, sequence in said if equals and does in known}
        return cls(changed=changed, singles=_SILENT not in line.split())

    def _heard(self, sequences: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in sequences if self.singles or not is_single(one))


_worn = KeyMap()


def wear(keys: KeyMap) -> None:
    """Every key cap that is drawn from now on is of this map, as every colour is of the theme that the program wears."""
    global _worn  # noqa: PLW0603 - one keyboard, one map
    _worn = keys


def worn() -> KeyMap:
    """The map that is in use."""
    return _worn


# A button's key where it is not the key of the same name.
_SHOWN: dict[Move, Command | Move] = {
    Move.REPLY: Command.WRITE,
    Move.PUBLISH_AND_REPLY: Command.WRITE,
    Move.UNHIDE: Move.HIDE,
    Move.CONFIRM: Move.PUBLISH,
    Move.TAKE_BACK: Command.UNDO,
}


def cap(does: Does, words: Words, *, typed: bool = False) -> str:
    """What stands on the key cap of a button, empty where it has no key. With a reply typed, replying sends it."""
    wanted = _SHOWN.get(does, does) if isinstance(does, Move) else does
    if typed and wanted in (Command.WRITE, Move.EDIT):
        wanted = Command.SEND
    found = next((key for key in EVERY if key.does is wanted), None)
    return "+".join(caps(found, words)) if found else ""


def queue_cap(queue: Queue) -> str:
    """The same for a list."""
    return next(iter(_worn.of_queue(queue)), "")


def caps(key: Key, words: Words) -> tuple[str, ...]:
    """The caps to draw for a key, one for each part."""
    if key.does is Command.QUEUE:
        return ("1", "…", str(len(QUEUES))) if _worn.singles else ()
    parts = [part for sequence in _worn.of(key)[:1] for part in sequence.split("+")]
    return tuple(_named(part, words) for part in (*parts, *([key.beside] if key.beside else [])))


def told(sequences: tuple[str, ...], words: Words) -> str:
    """These as a person reads them: "Maj+E"."""
    return ", ".join("+".join(_named(part, words) for part in sequence.split("+")) for sequence in sequences)


def _named(part: str, words: Words) -> str:
    names = {
        "Shift": words.say("Shift"),
        "Space": words.say("Space"),
        "Return": words.say("Enter"),
        "Esc": words.say("Esc"),
        "Del": words.say("Del"),
    }
    return names.get(part, part)


def meaning(key: Key, words: Words) -> str:
    """What the key does, for the help."""
    return {
        Command.NEXT: words.say("Next comment"),
        Command.PREVIOUS: words.say("Previous comment"),
        Command.QUEUE: words.say("Change list"),
        Command.SEARCH: words.say("Search"),
        Command.BACK: words.say("Back to the list"),
        Command.PICK: words.say("Select, let go"),
        Command.PICK_DOWN: words.say("Select as far as the next"),
        Command.PICK_UP: words.say("Select as far as the one before"),
        Command.PICK_ALL: words.say("Select all that is listed"),
        Command.PICK_REST: words.say("File all the rest away…"),
        Command.SYNC: words.say("Read the pages now"),
        Command.HELP: words.say("Show this help"),
        Command.WRITE: words.say("Reply"),
        Command.SEND: words.say("Publish the reply"),
        Move.REPLY_AND_HIDE: words.say("Publish and hide"),
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
        Command.AUTHOR: words.say("File of the author"),
        Command.HISTORY: words.say("History of the comment"),
        Command.RULES: words.say("Open the rules"),
        Command.VALIDATION: words.say("Open what I validate"),
        Answering.APPROVE: words.say("Approve"),
        Answering.CORRECT: words.say("Correct"),
        Answering.REJECT: words.say("Refuse"),
        Command.REPLAY: words.say("Replay on the history"),
        Command.PUT_IN_FORCE: words.say("Put the rules in force"),
    }[key.does]
