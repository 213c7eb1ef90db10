"""What can be searched, and words as the full-text index is asked for them. May not run a statement.

All the words that are sought must be there, each as the beginning of one; what is quoted, as it stands.

The index sees nothing but words that were made here, the same way from a text and from what is looked for; its own
tokenizer ("ascii") only cuts at spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cm_desktop.domain.queue import Query
    from cm_desktop.domain.rules import Wanted

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile('"([^"]*)"|“([^”]*)”|«([^»]*)»')
_ACCENTS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]+")
_OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"})
_CODE = "cp1252"  # with the commonest emojis, all that is mostly written
_EMOJIS = re.compile("[\u2600-\u2775\U0001f300-\U0001faff][\u200d\ufe0f]*")
_NOTHING = '""'
_MOST_WORDS = 1_000


def searchable(text: str) -> str:
    """A text as the index takes it: its words alone, in small letters, without accents, ligatures opened."""
    single, told = _letters()
    try:
        known = text.encode() if text.isascii() else _EMOJIS.sub(" ", text).encode(_CODE)
    except UnicodeEncodeError:
        return _words_in(text)
    if known.translate(None, single):
        return _words_in(text)
    return " ".join(known.translate(told).decode().split())


def _words_in(text: str) -> str:
    """The same of any text, by what Unicode says of its letters: this takes ten times as long."""
    if not text.isascii():
        small = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", small)).translate(_OPENED)
    return " ".join(_WORD.findall(text.lower()))


@cache
def _letters() -> tuple[bytes, bytes]:
    """The signs of _CODE that stand for one letter or figure, or part words; and for each sign what that is, or a space."""
    told = {}
    for byte in range(256):
        sign = bytes([byte]).decode(_CODE, errors="replace")
        beside = _words_in(f"a{sign}a")
        if len(beside) == 3 and beside.isascii():
            told[byte] = ord(beside[1])
    return bytes(told), bytes(told.get(byte, ord(" ")) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand side by side in one text or name, the last of them whole or only `begun`."""

    words: str
    begun: bool
    of_author: bool = False

    @property
    def match(self) -> str:
        """What to ask of the index."""
        return f'{"author : " if self.of_author else ""}"{self.words}"{"*" if self.begun else ""}'

    def match_of(self, begun: Iterable[str]) -> str:
        """The same, where these are all the words that begin so."""
        words = " OR ".join(f'"{word}"' for word in begun)
        return f"{'author : ' if self.of_author else ''}({words})"


def parts(query: Query) -> list[Part] | None:
    """All that must be found; None where the query names no words, nothing where none of them is one."""
    if not query.seeks_words:
        return None
    anywhere = [Part(phrase, begun=False) for phrase in _phrases(query.search)]
    anywhere += [Part(word, begun=True) for word in _words(query.search)]
    authors = [Part(word, begun=True, of_author=True) for word in searchable(query.author).split()]
    if (query.search.strip() and not anywhere) or (query.author.strip() and not authors):
        return []
    return list(dict.fromkeys([*anywhere, *authors]))


def match(sought: Iterable[Part]) -> str:
    """What to ask of the index. No parts find nothing."""
    return " AND ".join(part.match for part in sought) or _NOTHING


def holding(wanted: Wanted) -> str | None:
    """What to ask of the index for the texts that hold these words; None where it has no such words, or they are many."""
    several = {some: _any_of(some) for some in frozenset(chain.from_iterable(wanted))}
    if sum(map(len, several)) > _MOST_WORDS or not all(several.values()):
        return None
    return (
        f"text : ({' OR '.join(' AND '.join(several[some] for some in one) for one in wanted)})" if wanted else _NOTHING
    )


def _any_of(some: frozenset[str]) -> str:
    """Empty where it cannot be told of each."""
    asked = [f'"{known}"{"*" if word.endswith("*") else ""}' for word in some if (known := searchable(word))]
    return f"({' OR '.join(asked)})" if len(asked) == len(some) else ""


def _phrases(search: str) -> list[str]:
    return [phrase for found in _QUOTED.findall(search) if (phrase := searchable("".join(found)))]


def _words(search: str) -> list[str]:
    return searchable(_QUOTED.sub(" ", search)).split()
