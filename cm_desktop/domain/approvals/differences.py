"""What changed from one text to another, word by word, to be shown. Pure; may not change a character of either.

The work is bounded whatever the texts: those too long to be compared by words are by lines, and as a whole after that.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

MOST = 250_000  # pairs of pieces that are compared at most: two texts of 500 words that have nothing in common
LONGEST = 200_000  # characters of both that are taken apart at all: many times what any page takes
_BEGINNING = 20_000  # characters
_WORDS = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Change(StrEnum):
    """What became of a part of a text."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """So much of the text, and what became of it."""

    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Part, ...]:
    """In reading order, what is gone ahead of what is new in its place.

    Kept and gone parts together are `before`, kept and new ones together are `after`, to the character.
    """
    if before == after:
        return (Part(Change.KEPT, after),) if after else ()
    for pieces in (_WORDS, _LINES) if len(before) + len(after) <= LONGEST else ():
        old, new = pieces.findall(before), pieces.findall(after)
        start = _alike(old, new)
        end = _alike(old[start:][::-1], new[start:][::-1])
        middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
        if len(middle_old) * len(middle_new) <= MOST:
            head, tail = Part(Change.KEPT, "".join(old[:start])), Part(Change.KEPT, "".join(old[len(old) - end :]))
            return tuple(_joined([head, *_spread(_between(middle_old, middle_new)), tail]))
    return tuple(_joined([Part(Change.GONE, before), Part(Change.NEW, after)]))


def nearest(texts: Iterable[str], to: str) -> str:
    """Which of these texts, of which there is at least one, has most words of that one: what a correction began with.

    As far as their beginnings tell, where they are longer than any reply.
    """
    words = _WORDS.findall(to[:_BEGINNING])
    return max(
        texts,
        key=lambda text: SequenceMatcher(None, _WORDS.findall(text[:_BEGINNING]), words, autojunk=False).quick_ratio(),
    )


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with."""
    both = min(len(old), len(new))
    return next((at for at in range(both) if old[at] != new[at]), both)


def _between(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    """By what both have in common in the same order, words more than spaces: `common[i][j]` is its weight from there on."""
    common = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below, weight = common[i], common[i + 1], 1 if old[i].isspace() else 3
        for j in range(len(new) - 1, -1, -1):
            row[j] = below[j + 1] + weight if old[i] == new[j] else max(below[j], row[j + 1])
    parts, i, j = list[Part](), 0, 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            parts.append(Part(Change.KEPT, old[i]))
            i, j = i + 1, j + 1
        elif common[i + 1][j] >= common[i][j + 1]:
            parts.append(Part(Change.GONE, old[i]))
            i += 1
        else:
            parts.append(Part(Change.NEW, new[j]))
            j += 1
    gone, added = (Part(Change.GONE, piece) for piece in old[i:]), (Part(Change.NEW, piece) for piece in new[j:])
    return [*parts, *gone, *added]


def _spread(parts: Sequence[Part]) -> Iterator[Part]:
    """A kept space between two changes keeps no words apart: it is gone, and new."""
    for at, part in enumerate(parts):
        beside = (parts[at - 1], parts[at + 1]) if 0 < at < len(parts) - 1 else (part,)
        if part.text.isspace() and part.change is Change.KEPT and all(one.change is not Change.KEPT for one in beside):
            yield from (Part(Change.GONE, part.text), Part(Change.NEW, part.text))
        else:
            yield part


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Between two kept parts at most one that is gone and one that is new."""
    for kept, run in groupby((part for part in parts if part.text), key=lambda part: part.change is Change.KEPT):
        together = list(run)
        for change in (Change.KEPT,) if kept else (Change.GONE, Change.NEW):
            if text := "".join(part.text for part in together if part.change is change):
                yield Part(change, text)
