"""The words of a text that is being written, and who can say which of them no dictionary knows. May not know a dictionary."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from cm_desktop.domain.errors import NotSpelt

LONGEST_WORD = 64  # characters: what is longer is no word, and takes long to be likened to any
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[\u0300-\u036f]*(?:[-'’\u0300-\u036f]*{_LETTER}[\u0300-\u036f]*)*"
_NOT_SPELT = re.compile(
    r"(?P<passed>(?:https?://|www\.)\S+|\S+@\S+|[@#/]\w[\w.-]*|\S+\.(?:com|fr|org|net|eu|io)\b\S*|\[[^\]\n]*\]|\{[^}\n]*\}"
    r"|\w*\d\w*)|(?P<word>" + _WORD + ")"
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word as a dictionary is asked for it, and where it stands: code points of the text, half-open."""

    word: str
    start: int
    end: int


class Speller(Protocol):
    """Dictionaries, wherever they are. Any thread may ask; an answer takes from a millisecond to a second."""

    def unknown(self, words: Collection[str], /) -> frozenset[str]:
        """Those that the dictionary of the text's language does not have. Raises NotSpelt where nobody can say."""
        ...

    def suggestions(self, word: str, /) -> tuple[str, ...]:
        """What was perhaps meant, the likeliest first. Raises NotSpelt where nobody can say."""
        ...

    def rest(self) -> None:
        """Nothing will be asked for a while: let go of what takes room. Waits for nothing."""
        ...


class NoSpeller:
    """Where there are no dictionaries: nobody knows."""

    def unknown(self, _words: Collection[str]) -> frozenset[str]:
        """See `Speller`."""
        raise NotSpelt

    def suggestions(self, _word: str) -> tuple[str, ...]:
        """See `Speller`."""
        raise NotSpelt

    def rest(self) -> None:
        """See `Speller`."""


def spelt(text: str) -> tuple[Spelt, ...]:
    """The words that have a spelling: no address, name of an account, tag, number, capitals alone, nor what is to fill in."""
    found = ((one.group("word"), one.start(), one.end()) for one in _NOT_SPELT.finditer(text))
    return tuple(
        Spelt(as_asked(word), start, end)
        for word, start, end in found
        if word and len(word) <= LONGEST_WORD and not word.isupper()
    )


def as_asked(word: str) -> str:
    """One writing of a word that can be written in several: composed letters, straight apostrophes."""
    return unicodedata.normalize("NFC", word).replace("’", "'")


def misspelt(words: Iterable[Spelt], unknown: Collection[str], caret: int | None = None) -> tuple[Spelt, ...]:
    """Those that are unknown, but for the one that is still being typed: the one that ends at the caret."""
    return tuple(one for one in words if one.word in unknown and one.end != caret)


def nearest_first(word: str, meant: Iterable[str]) -> tuple[str, ...]:
    """What was perhaps meant by `word`, the likest first; a dictionary's own order decides between equals."""
    return tuple(sorted(meant, key=lambda one: -SequenceMatcher(None, word, one, autojunk=False).ratio()))
