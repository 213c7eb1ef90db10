"""What stands on the caps of keys, and what a key does in words. May not listen to any key."""

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.keys.commands import EVERY, QUEUES, Answering, Command, Does, Key
from cm_desktop.ui.keys.keymap import worn
from cm_desktop.wording.words import Words

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
    found = _key(does, typed=typed)
    return "+".join(caps(found, words)) if found else ""


def sequence(does: Does) -> str:
    """The key itself, as Qt writes it."""
    found = _key(does)
    return next(iter(worn().of(found)), "") if found else ""


def _key(does: Does, *, typed: bool = False) -> Key | None:
    wanted = _SHOWN.get(does, does) if isinstance(does, Move) else does
    if typed and wanted in (Command.WRITE, Move.EDIT):
        wanted = Command.SEND
    return next((key for key in EVERY if key.does is wanted), None)


def queue_cap(queue: Queue) -> str:
    """The same for a list."""
    return next(iter(worn().of_queue(queue)), "")


def caps(key: Key, words: Words) -> tuple[str, ...]:
    """The caps to draw for a key, one for each part."""
    if key.does is Command.QUEUE:
        return ("1", "…", str(len(QUEUES))) if worn().singles else ()
    parts = [part for sequence in worn().of(key)[:1] for part in sequence.split("+")]
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
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
    }
    return names.get(part, part)


def meaning(key: Key, words: Words) -> str:
    """What the key does, for the help."""
    return {
        Command.NEXT: words.say("Next comment"),
        Command.PREVIOUS: words.say("Previous comment"),
        Command.QUEUE: words.say("Switch list"),
        Command.SEARCH: words.say("Search"),
        Command.VIEWS: words.say("Saved views"),
        Command.BACK: words.say("Back to the list"),
        Command.PICK: words.say("Select, deselect"),
        Command.PICK_DOWN: words.say("Extend to the next"),
        Command.PICK_UP: words.say("Extend to the previous"),
        Command.PICK_ALL: words.say("Select all"),
        Command.PICK_REST: words.say("File away all the rest…"),
        Command.SYNC: words.say("Read the pages now"),
        Command.HELP: words.say("Show this help"),
        Command.WRITE: words.say("Reply"),
        Command.SEND: words.say("Publish the reply"),
        Command.SAVED: words.say("Insert a saved reply"),
        Command.SPELLING: words.say("Next word to check"),
        Move.REPLY_AND_HIDE: words.say("Publish and hide"),
        Move.HIDE: words.say("Hide, show again"),
        Move.ESCALATE: words.say("Request approval"),
        Move.HIDE_AND_ESCALATE: words.say("Hide and request approval"),
        Move.DISMISS: words.say("File away"),
        Move.SNOOZE: words.say("Snooze"),
        Move.WAKE: words.say("End the snooze"),
        Move.UNREAD: words.say("Mark as unread"),
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
        Command.AUTHOR: words.say("Author profile"),
        Command.HISTORY: words.say("Comment history"),
        Command.CLIENT: words.say("Client sheet"),
        Command.RULES: words.say("Open the rules"),
        Command.VALIDATION: words.say("Open what I validate"),
        Answering.APPROVE: words.say("Approve"),
        Answering.CORRECT: words.say("Correct"),
        Answering.REJECT: words.say("Refuse"),
        Command.REPLAY: words.say("Replay on the history"),
        Command.PUT_IN_FORCE: words.say("Put the rules in force"),
    }[key.does]
