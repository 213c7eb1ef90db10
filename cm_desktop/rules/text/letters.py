"""A text spelled with ASCII letters alone, one for each, for an engine of regular expressions to which no other is a letter.

Small letters, figures and _ stand for themselves, each accented letter of French has a capital of its own, every other
letter of the world is OTHER. So \\b and \\w, which the engine knows in ASCII only, mean what people mean. May not know a rule.
"""

import re
import unicodedata
from dataclasses import dataclass

from cm_desktop.rules.text import words

OTHER = "Z"
_OWN = {letter: chr(ord("A") + number) for number, letter in enumerate("àâäáçéèêëíîïñóôöúùûüÿ")}
_BASE = {capital: words.folded(letter) for letter, capital in _OWN.items()}
_CLUSTER = re.compile(rf".[{words.MARKS}]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text so spelled. `starts` and `ends` give the place of each letter in the original; None where they are the same."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage, not empty, stands in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


class _Letters(dict[int, str]):
    """From the number of a code point to its spelling, learnt as met."""

    def __missing__(self, code: int) -> str:
        known = self[code] = spelling(chr(code))
        return known


_LETTERS = _Letters()
_ONE_FOR_ONE: set[str] = set()  # the characters met that are spelled with one


def spelling(cluster: str) -> str:
    """One letter, with its marks, so spelled: two letters where it is a ligature, none where it is invisible."""
    written = words.as_written(cluster)
    if cluster[0].isalnum() or words.is_unseen(cluster):
        return "".join(map(_letter, written))
    return _letter(written if len(written) == 1 else cluster[0])


def without_accents(spelled: str) -> str:
    """The same with every letter of its own as its plain letter."""
    return spelled.translate(_PLAIN)


def spell(text: str) -> Spelled:
    """The text so spelled."""
    if text.isascii():
        return Spelled(text.lower())
    if not _ONE_FOR_ONE.issuperset(text):
        _ONE_FOR_ONE.update(character for character in set(text) if len(_LETTERS[ord(character)]) == 1)
    if _ONE_FOR_ONE.issuperset(text):
        return Spelled(text.translate(_LETTERS))
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        letters = spelling(match.group())
        found.append(letters)
        starts += [match.start()] * len(letters)
        ends += [match.end()] * len(letters)
    return Spelled("".join(found), starts, ends)


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if "\ud800" <= letter <= "\udfff":
        return "?"  # half a character, which no engine takes
    figure = unicodedata.decimal(letter, None)
    if figure is not None:
        return str(figure)
    return _OWN.get(letter, OTHER if letter.isalnum() else letter)


_PLAIN = str.maketrans(_BASE)
