"""What is said of several comments. Pure; may not show it."""

from collections.abc import Mapping, Sequence

from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import MOST_AT_ONCE, Queue
from cm_desktop.domain.several import Division, Stays
from cm_desktop.wording.several import counted
from cm_desktop.wording.words import Words

_TODO = frozenset({Queue.TODO, Queue.URGENT})


def title(words: Words, division: Division) -> str:
    """How many, and whether all of them are calm."""
    number = len(division.taken)
    if division.all_routine and number:
        return words.count("{n} comment, routine", "{n} comments, all routine", number)
    return words.count("{n} comment", "{n} comments", number)


def named(words: Words, move: Move, number: int) -> str:
    """What stands on a button."""
    if move is Move.HIDE:
        return words.count("Hide {n} comment", "Hide {n} comments", number)
    if move is Move.SNOOZE:
        return words.say("Snooze…")
    if move is Move.UNREAD:
        return words.count("Mark {n} comment as unread", "Mark {n} comments as unread", number)
    if move is Move.WAKE:
        return words.count("Wake {n} comment", "Wake {n} comments", number)
    return words.count("File {n} comment away", "File {n} comments away", number)


def left_out(words: Words, division: Division, queue: Queue) -> str:
    """What is not taken, by what it is; empty where all of the list is."""
    parts = [counted(words, why, number) for why, number in division.left.items()]
    if division.beyond:
        parts.append(words.count("{n} further down", "{n} further down", division.beyond))
    if not parts:
        return ""
    said = words.say("Not selected: {what}.", what=_enumerated(words, parts))
    after = [words.count("It stays in To do.", "They stay in To do.", _number(division.left) + division.beyond)]
    if division.beyond and len(division.taken) >= MOST_AT_ONCE:
        after = [words.say("No more than {n} go together.", n=MOST_AT_ONCE)]
    return " ".join([said, *(after if queue in _TODO or division.beyond else [])])


def promise(words: Words, moves: Sequence[Move], number: int, seconds: int) -> str:
    """What follows from the first of the moves, and how it is taken back."""
    if not moves:
        return words.say("Nothing can be done to all of these together.")
    if moves[0] is Move.HIDE:
        return words.count(
            "Sent after {seconds} s. Press U to undo until then.",
            "All sent after {seconds} s. One undo for all {n}: press U until then.",
            number,
            seconds=seconds,
        )
    return words.count(
        "Nothing is sent to the page. Press U within {seconds} s to undo it, or find it later in Done.",
        "Nothing is sent to the pages. One undo for all {n}: U within {seconds} s, then in Done.",
        number,
        seconds=seconds,
    )


def others(words: Words, number: int) -> str:
    """How many stand below those that are shown."""
    return words.count("and {n} other", "and {n} others", number)


def comments(words: Words, number: int) -> str:
    """A client's share."""
    return words.count("{n} comment", "{n} comments", number)


def _enumerated(words: Words, parts: Sequence[str]) -> str:
    *before, last = parts
    return words.say("{parts} and {last}", parts=", ".join(before), last=last) if before else last


def _number(left: Mapping[Stays, int]) -> int:
    return sum(left.values())
