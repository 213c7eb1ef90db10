"""Replies that are kept to be used again: their variables filled in, what is left of them, which to offer. May not send any.

A placeholder is anything between braces or square brackets on one line, a bare number aside: `{first name}`, `[time]`, `[…]`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from cm_desktop.domain import unseen
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.folding import folded

SavedReplyId = NewType("SavedReplyId", str)

INVITATION = SavedReplyId("invite")  # into a private message: only where the platform has them
LONGEST_NAME = 80
LONGEST_TEXT = 8_000

_PLACEHOLDER = re.compile(r"\{[^{}\n]{0,80}\}|\[(?!\d*\])[^\[\]\n]{1,80}\]")
_WORD = re.compile(r"\w+")
_ROUND = str.maketrans("{}[]", "()()")
_COURTESY = frozenset({"m", "mm", "mme", "mmes", "mlle", "mr", "mrs", "ms", "miss", "dr", "pr", "me", "mx"})


class Variable(StrEnum):
    """What the program fills in by itself."""

    FIRST_NAME = "first_name"
    AUTHOR = "author"
    CLIENT = "client"
    PAGE = "page"
    SIGNATURE = "signature"


NAMES: Mapping[Variable, tuple[str, ...]] = {  # French, English; then what else is understood
    Variable.FIRST_NAME: ("prénom", "first name", "firstname"),
    Variable.AUTHOR: ("auteur", "author", "nom", "name"),
    Variable.CLIENT: ("client", "client"),
    Variable.PAGE: ("page", "page"),
    Variable.SIGNATURE: ("signature", "signature"),
}


_VARIABLES = {folded(name): variable for variable, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReply:
    """`client` is whose it is, None for every client's. One without a text says that a reply of the program is not wanted."""

    id: SavedReplyId
    name: str
    text: str
    client: ClientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """Where something is still to be filled in: code points, half-open, signs included."""

    start: int
    end: int
    text: str


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """All that is still to be filled in, in order."""
    found = _PLACEHOLDER.finditer(text)
    return tuple(Placeholder(start=one.start(), end=one.end(), text=one.group()) for one in found)


def fill(template: str, known: Mapping[Variable, str]) -> str:
    """The template with what is known in the place of its variables; what is not known, or empty, stays to be filled in.

    What is filled in is a stranger's, or a page's: on one line, without anything unseen, and never a placeholder itself.
    """

    def told(found: re.Match[str]) -> str:
        variable = _VARIABLES.get(folded(found.group()[1:-1]))
        value = _plain(known.get(variable, "")) if variable and found.group()[0] == "{" else ""
        return value or found.group()

    return _PLACEHOLDER.sub(told, template)


def generalised(text: str, known: Mapping[Variable, str], *, french: bool) -> str:
    """A text that was written to one person, to be used again: their name gives way to its variable, in that language."""
    for variable in (Variable.AUTHOR, Variable.FIRST_NAME):
        if value := known.get(variable):
            name = NAMES[variable][0 if french else 1]
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "{" + name + "}", text)
    return text


def first_name(author: str) -> str:
    """How to greet somebody: the first word of their name, where it looks like one; else empty.

    Not what is an identifier (`lila75`), an initial, or a form of courtesy.
    """
    first = (author.split() or [""])[0]
    letters = first.replace("-", "").replace("’", "").replace("'", "")
    if len(letters) < 2 or not letters.isalpha() or first[0].islower() or folded(first) in _COURTESY:
        return ""
    shouted = first.isupper() and len(letters) > 2
    return "-".join(part.capitalize() for part in first.split("-")) if shouted else first


def with_starters(kept: Iterable[SavedReply], starters: Iterable[SavedReply]) -> tuple[SavedReply, ...]:
    """Those of the program, but what was made of them since; then the user's own."""
    own = {reply.id: reply for reply in kept}
    merged = {reply.id: reply for reply in starters} | own
    return tuple(reply for reply in merged.values() if reply.text)


def offered(replies: Iterable[SavedReply], client: ClientId, *, private: bool) -> tuple[SavedReply, ...]:
    """Those for a page of this client, its own first, by name. `private`: its platform has private messages."""
    fitting = [one for one in replies if one.client in (None, client) and (private or one.id != INVITATION)]
    return tuple(sorted(fitting, key=lambda one: (one.client is None, folded(one.name))))


def narrowed(replies: Sequence[SavedReply], typed: str) -> tuple[SavedReply, ...]:
    """Those that what is typed may mean: words of the name first, then of the text. All, where nothing is typed."""
    sought = _words(typed)
    named = [one for one in replies if _begins(_words(one.name), sought)]
    told = [one for one in replies if one not in named and _begins(_words(one.text), sought)]
    return (*named, *told)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _begins(words: Sequence[str], sought: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in sought)


def _plain(value: str) -> str:
    for start, end, _ in reversed(list(unseen.runs(value))):
        value = value[:start] + value[end:]
    return " ".join(value.split()).translate(_ROUND)
