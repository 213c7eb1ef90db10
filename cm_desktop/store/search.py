"""What can be searched, and words as the full-text index is asked for them. May not run a statement.

The index sees nothing but words that were made here, the same way from a text and from what is looked for; its own
tokenizer ("ascii") only cuts at spaces.
"""

import re
import unicodedata

from cm_desktop.domain.queue import Query

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile('"([^"]*)"|“([^”]*)”|«([^»]*)»')
_ACCENTS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]+")
_OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"})
_NOTHING = '""'


def searchable(text: str) -> str:
    """A text as the index takes it: its words alone, in small letters, without accents, ligatures opened."""
    if not text.isascii():
        small = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", small)).translate(_OPENED)
    return " ".join(_WORD.findall(text.lower()))


def match(query: Query) -> str | None:
    """What to ask of the index; None where the query names no words. Words that are none find nothing.

    All the words must be there, each as the beginning of one; what is quoted, as it stands.
    """
    if not (query.search.strip() or query.author.strip()):
        return None
    anywhere = [f'"{phrase}"' for phrase in _phrases(query.search)] + [f'"{word}"*' for word in _words(query.search)]
    authors = [f'author : "{word}"*' for word in searchable(query.author).split()]
    if (query.search.strip() and not anywhere) or (query.author.strip() and not authors):
        return _NOTHING
    return " AND ".join(dict.fromkeys([*anywhere, *authors]))


def _phrases(search: str) -> list[str]:
    return [phrase for found in _QUOTED.findall(search) if (phrase := searchable("".join(found)))]


def _words(search: str) -> list[str]:
    return searchable(_QUOTED.sub(" ", search)).split()
