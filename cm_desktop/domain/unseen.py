"""What of a text nobody sees, or what would turn the rest of it round: where it stands, and its name. May not change it."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import cache
from itertools import groupby

Run = tuple[int, int, tuple[str, ...]]

_MOST_MARKS = 8  # combining marks on one letter
_MOST_APART = 3  # kinds of unseen characters in a row that are named each for itself
_HARMLESS = (  # letters and signs that are seen, and carry nothing: quick to know
    "\n\t -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u202f-\u205e"
    "\u2070-\u20cf\u2100-\u27ff\u2801-\u2bff\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\U0001f000-\U0001faff"
)
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2065\u2800\u3164\uffa0\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8"
)
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F))
_PLANE_OF_TAGS = range(0xE0000, 0xE1000)
_FLAGS = re.compile("\U0001f3f4(?:{})\U000e007f".format("|".join(  # of England, Scotland and Wales
    "".join(chr(0xE0000 + ord(letter)) for letter in country) for country in ("gbeng", "gbsct", "gbwls")
)))  # fmt: skip
_JOINERS = "\u200c\u200d"
_LETTERS_THAT_JOIN = range(0x0590, 0x1D00)  # Hebrew to the Vedic signs: Arabic and the scripts of India among them
_FIRST_SYMBOL = 0x2000  # before it, few signs have a picture of their own
_HAVE_PICTURES = frozenset("#*0123456789©®")
_KEPT_CONTROLS = "\n\t"

_NAMES = {
    "\0": "NUL", "\r": "CR", "\x1b": "ESC", "\u00ad": "SHY", "\u034f": "CGJ", "\u061c": "ALM", "\u200b": "ZWSP",
    "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE",
    "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI",
    "\u2068": "FSI", "\u2069": "PDI", "\ufe0e": "VS15", "\ufe0f": "VS16", "\ufeff": "BOM",
}  # fmt: skip


def is_plain(text: str) -> bool:
    """Whether a quick look tells that nothing in it is unseen."""
    return _doubtful().search(text) is None


def visible(text: str) -> str:
    """The text without what nobody sees in any company; blanks between letters stay. Joiners and selectors go too."""
    return "".join(char for char in text if char in _KEPT_CONTROLS or not _is_bare(char))


def says_nothing(text: str) -> bool:
    """Whether a text is empty to a reader: blanks, and what nobody sees. Such a text is no reply, no reason and no name."""
    return all(char.isspace() or _is_bare(char) for char in text)


def runs(text: str, kept: str = "") -> Iterator[Run]:
    """Where characters stand that are not seen, in code points, half-open, and what to say for them.

    That is nothing for the first half of a line's end. Of marks on one letter, those after the eighth count as unseen. What
    is in `kept` does not.
    """
    flags = {place for found in _FLAGS.finditer(text) for place in range(*found.span())}
    for doubtful in _doubtful().finditer(text):
        yield from _runs(text, *doubtful.span(), kept, flags)


@cache  # and not at once: it takes a thousandth of a second, and not every command shows a text
def _doubtful() -> re.Pattern[str]:
    return re.compile(f"[^{_HARMLESS}]+")


def _runs(text: str, begin: int, stop: int, kept: str, flags: Container[int]) -> Iterator[Run]:
    marks, start = 0, begin
    for at in range(begin, stop):
        char = text[at]
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        ends = char == "\r" and text[at + 1 : at + 2] == "\n"
        unseen = char not in kept and at not in flags and (marks > _MOST_MARKS or _is_unseen(text, at))
        if unseen and not ends:
            continue
        if start < at:
            yield start, at, _told(text[start:at])
        if ends:
            yield at, at + 1, ()
        start = at + 1
    if start < stop:
        yield start, stop, _told(text[start:stop])


def _is_unseen(text: str, at: int) -> bool:
    char = text[at]
    if char in _KEPT_CONTROLS:
        return False
    if char in _JOINERS:
        return not _joins(text, at)
    if ord(char) in _SELECTORS:
        return not _chooses(text, at)
    return _is_bare(char)


def _is_bare(char: str) -> bool:
    """Whether a character shows nothing of its own."""
    unseen = char in _BLANK or ord(char) in _SELECTORS or ord(char) in _PLANE_OF_TAGS
    return unseen or unicodedata.category(char) in ("Cc", "Cs", "Cf")


def _joins(text: str, at: int) -> bool:
    """Whether a joiner does its work here: inside an emoji, or between letters of a script that joins them."""
    return 0 < at < len(text) - 1 and all(_can_be_joined(text[place]) for place in (at - 1, at + 1))


def _can_be_joined(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind[0] in "LM" and ord(char) in _LETTERS_THAT_JOIN:
        return ord(char) not in _SELECTORS
    return kind in ("So", "Sk", "Sm") or char == "\ufe0f"


def _chooses(text: str, at: int) -> bool:
    """Whether a variation selector has a sign before it that has variations: a symbol, or a letter of a far script."""
    before = text[at - 1 : at]
    if not before or ord(before) in _SELECTORS:
        return False
    if ord(text[at]) > 0xFFFF:
        return unicodedata.category(before) == "Lo" and ord(before) > _FIRST_SYMBOL
    seen = unicodedata.category(before)[0] not in "CZ" and before not in _BLANK
    return before in _HAVE_PICTURES or (seen and ord(before) >= _FIRST_SYMBOL)


def _told(run: str) -> tuple[str, ...]:
    """Each kind in turn, and how often; of a row of many kinds the first, and how many more."""
    kinds = [(_name(char), sum(1 for _ in same)) for char, same in groupby(run)]
    if len(kinds) > _MOST_APART:
        return (f"{kinds[0][0]}\u00a0+{len(run) - 1}",)
    return tuple(name if times == 1 else f"{name}\u00a0×{times}" for name, times in kinds)


def _name(char: str) -> str:
    return _NAMES.get(char) or f"U+{ord(char):04X}"
