"""Many texts made flat at once: small bare letters between single spaces, a line for each. May not know any rule.

Flat text is what a sieve reads. Whatever the judge compares as one word is that word here, without its accents; where that
cannot be promised, because letters hide behind marks of their own, the line holds DOUBT. Offsets are lost.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cm_desktop.rules.text import words

DOUBT = b"\x01"
SYMBOL = b"\x02"  # then the code point of an emoji or of a currency, in hexadecimal
LINE = b"\n"
STOP = b" . "  # where no two words are neighbours: a full stop, a comma, a bracket
_END, _DOUBT, _HIDDEN = "\x00", "\x01", "\x03"
_APOSTROPHES = "’‘＇"
_STOPS = ".!?;\n\r,()"
_OURS = re.compile("[\x00-\x02]")
_SYMBOLS = re.compile(r"[€\u2190-\u2bff\U0001f000-\U0001faff]")
_SYMBOL = re.compile(rb"\x02[0-9a-f]+")
_SPACES = re.compile(b"  +")
_LETTER = rb"0-9A-Za-z\xaa-\xff\x01"  # and more than letters: a doubt too many costs little
# What hides letters, where it stands inside a word: stars, signs that look like a letter; and dots of two kinds. Each begins
# with one plain character, so that it costs nothing where that one is missing.
_STARS = re.compile(rb"\*(?<=[%b]\*)(?:\**(?=[%b@$'])|\*)" % (_LETTER, _LETTER))
_DOLLAR = re.compile(rb"\$(?<=[%b]\$)(?=[%b])" % (_LETTER, _LETTER))
_AT = re.compile(rb"@(?<=[%b_.+-]@)(?=[%b_-])" % (_LETTER, _LETTER))
_MIXED_DOTS = re.compile(rb"\xb7(?:(?<=[%b]\xb7)(?<![%b][%b]\xb7)|(?<=\.\xb7))" % ((_LETTER,) * 3))
_DOTS = re.compile(rb"\.(?<=[%b]\.)(?<![%b][%b]\.)\.+(?=[%b])" % ((_LETTER,) * 4))
_SOFT_HYPHEN = re.compile(rb"\xad(?<=[%b*]\xad)" % _LETTER)
_FIGURE = re.compile(rb"'(?:(?<=[%b]')(?=\d)|(?<=\d')(?=[%b]))" % (_LETTER, _LETTER))
_NO_MENTION = re.compile(rb"@(?![%b_])" % _LETTER)


def flatten(texts: Sequence[str], symbols: frozenset[bytes]) -> bytes:
    """The texts as lines; `symbols` are those of the signs that count, as they are written here."""
    joined = _END.join(texts)
    if joined.count(_END) >= len(texts) or "\x02" in joined:
        joined = _END.join(_OURS.sub(" ", text) for text in texts)
    flat = _without_masks(joined.encode("latin-1", _HANDLER)).translate(_FOLDED)
    if SYMBOL in flat:
        flat = _SYMBOL.sub(lambda found: b" %b " % found[0] if found[0] in symbols else b" ", flat)
    flat = _SPACES.sub(b" ", flat)  # not those around stops: no word has a neighbour there
    return b" %b " % flat.replace(b".", STOP).replace(LINE, b" \n ")


def flat_words(words: Iterable[str]) -> dict[str, bytes]:
    """Words of the rules, as written, each the way it stands in a flat text; a star for what is left open is left out."""
    known = list(words)
    bare = [word.strip("*") for word in known]
    symbols = frozenset(b"\x02%x" % ord(word) for word in bare if len(word) == 1)
    return dict(zip(known, (line.strip() for line in flatten(bare, symbols).split(LINE)), strict=True)) if known else {}


def _without_masks(raw: bytes) -> bytes:
    raw = _SOFT_HYPHEN.sub(DOUBT, raw)
    raw = _DOTS.sub(b".", _MIXED_DOTS.sub(DOUBT, raw))
    raw = _DOLLAR.sub(DOUBT, _STARS.sub(DOUBT, raw))
    raw = _NO_MENTION.sub(b" ", _AT.sub(DOUBT, raw))
    for apostrophe in (b"\xb4", b"`"):
        raw = raw.replace(apostrophe, b"'")
    raw = _FIGURE.sub(DOUBT, raw)
    return raw.replace(b"$", b" \x0224 ").replace(b"\xa3", b" \x02a3 ").replace(b"@", b" @ ")


def _fold(byte: int) -> int:
    """What a character of Latin-1 is in a flat text."""
    character = chr(byte)
    if character == _END:
        return LINE[0]
    if character in _STOPS:
        return STOP[1]
    if character.isalnum():
        bare = words.folded(words.as_written(character))
        return ord(bare) if len(bare) == 1 and bare.isascii() and character not in "¹²³" else DOUBT[0]
    return byte if byte in b"\x01\x02@" else b" "[0]


_FOLDED = bytes(map(_fold, range(256)))


class _Foreign(dict[str, str]):
    """What each character that is not of Latin-1 is in a flat text."""

    def __missing__(self, character: str) -> str:
        flat = self[character] = self._flat(character)
        return flat

    @staticmethod
    def _flat(character: str) -> str:
        bare = words.folded(words.as_written(character))
        if not bare:
            return _HIDDEN
        if character.isalnum() or unicodedata.category(character).startswith("M"):
            return bare if character.isalpha() and len(bare) == 1 and bare.isascii() else _DOUBT
        if character in words.LETTER_SIGNS:
            return "\x01"
        if _SYMBOLS.match(character):
            return f"\x02{ord(character):x} "
        return "." if character == "…" else "'" if character in _APOSTROPHES else " "


_FOREIGN = _Foreign({"œ": "oe", "Œ": "oe"})


def _hides(text: str) -> bool:
    """Whether an invisible character stands inside a word."""
    return any(
        (left.isalnum() or left == "*") and right > "\xff" and _FOREIGN[right] == _HIDDEN
        for left, right in pairwise(text)
    )


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """What stands for a run of characters that are not of Latin-1."""
    assert isinstance(error, UnicodeEncodeError)
    run, end = error.object[error.start : error.end], error.end
    before, after = error.object[error.start - 1 : error.start], error.object[end : end + 1]
    flat = "".join(map(_FOREIGN.__getitem__, run))
    if _HIDDEN in flat and _hides(before + run):
        return _DOUBT, end
    if ("oe" in flat and (len(run) > 1 or not (before.isalpha() or after.isalpha()))) or (
        "€" in run and after.isalnum()
    ):
        return _DOUBT, end
    return flat.replace(_HIDDEN, " "), end


_HANDLER = "cm_desktop.flat"
codecs.register_error(_HANDLER, _replaced)
