"""A text cut into words and breaks, with their places. May not use the engine to cut it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from tests.rules.reference import letters

MOST_READ = 100_000
LONGEST_WORD = 100
_ELIDED = ["jusqu", "lorsqu", "puisqu", "quoiqu", "qu", "l", "d", "j", "c", "n", "s", "t", "m"]
_INSIDE = frozenset("*@$€") | frozenset(letters.APOSTROPHES)
_MENTION = re.compile(r"@\w[\w.]*")
_STOPS = ",()"
_DOTS = ".…"
_ENDS = "!?;\n\r"


class Kind(Enum):
    WORD = "word"
    STOP = "stop"  # no phrase goes on without a gap
    EDGE = "edge"  # no gap goes on either


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word or a break; `start` and `end` are code points of the text. `alone`: it may be a phrase all by itself."""

    kind: Kind
    start: int
    end: int
    raw: str = ""
    alone: bool = True
    shapes: frozenset[str] = frozenset()
    apart: str = ""  # the mask of letters written apart: spaced or dots


def tokens(
    text: str,
    symbols: Collection[str] = (),
    shaped: Mapping[int, Token] = MappingProxyType({}),
    is_word: Callable[[Token], bool] = lambda token: False,
) -> list[Token]:
    """The text between two edges outside it. `symbols` are the signs that rules name: all others only part words.

    `shaped` are numbers, addresses and links that rules name, by where they start.
    """
    found = [Token(Kind.EDGE, 0, 0)]
    at = 0
    while at < len(text):
        if at in shaped:
            found.append(shaped[at])
            at = shaped[at].end
        elif mention := _MENTION.match(text, at):
            found.append(Token(Kind.WORD, at, mention.end(), shapes=frozenset(["mention"])))
            at = mention.end()
        elif apart := _letters_apart(text, at, is_word):
            found.append(apart)
            at = apart.end
        elif end := _word_end(text, at):
            found += _pieces(text, at, min(end, at + LONGEST_WORD))
            at = end
        else:
            end = _sign_end(text, at)
            if token := _sign(text, at, end, symbols):
                found.append(token)
            at = end
    return [*found, Token(Kind.EDGE, len(text), len(text))]


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or letters.is_enclosed(sign)


def _goes_on(sign: str) -> bool:
    return _is_letter(sign) or letters.is_mark(sign) or letters.is_invisible(sign)


def _word_end(text: str, at: int) -> int:
    """Where the word ends that starts here; 0 where none does."""
    if not _is_letter(text[at]):
        return 0
    end = at + 1
    while end < len(text):
        if (
            _goes_on(text[end])
            or text[end] == "*"
            or (text[end] in _INSIDE and end + 1 < len(text) and _is_letter(text[end + 1]))
        ):
            end += 1
        else:
            break
    return end


def _pieces(text: str, start: int, end: int) -> Iterator[Token]:
    """A word without what is elided before it, and that too."""
    whole = start
    while cut := _elision(text[start:end]):
        yield Token(Kind.WORD, start, start + cut - 1, text[start : start + cut - 1])
        start += cut
    raw = text[start:end]
    shapes = frozenset(["number"] if letters.as_written(raw).isdecimal() else [])
    yield Token(Kind.WORD, start, end, raw, shapes=shapes, alone=start == whole or len(letters.as_written(raw)) > 2)


def _elision(raw: str) -> int:
    """How long the part is that is cut before a vowel, its apostrophe included; 0 where there is none."""
    for at, sign in enumerate(raw):
        if sign in letters.APOSTROPHES:
            return at + 1 if letters.as_written(raw[:at]) in _ELIDED and at + 1 < len(raw) else 0
    return 0


def _letters_apart(text: str, at: int, is_word: Callable[[Token], bool]) -> Token | None:
    """Four letters and more, all parted by a space, or all by a hyphen; three and more with dots."""
    if at and text[at - 1].isalnum():
        return None
    for mask, between, fewest in (("spaced", " ", 4), ("spaced", "-", 4), ("dots", "[.·]+", 3)):
        letter = r"[^\W\d_]"
        found = re.compile(rf"{letter}(?:{between}{letter}){{{fewest - 1},30}}(?![^\W_])").match(text, at)
        if not found:
            continue
        token = Token(Kind.WORD, at, found.end(), re.sub(between, "", found.group()), apart=mask)
        if is_word(token):
            return token
    return None


def _sign_end(text: str, at: int) -> int:
    end = at + 1
    while text[at] in _DOTS + _ENDS and end < len(text) and text[end] in _DOTS + _ENDS:
        end += 1
    return end


def _sign(text: str, at: int, end: int, symbols: Collection[str]) -> Token | None:
    raw = text[at:end]
    if raw in symbols:
        return Token(Kind.WORD, at, end, raw)
    if raw == "." or not set(raw).isdisjoint(_ENDS):
        return Token(Kind.EDGE, at, end)
    if raw[0] in _DOTS or raw in _STOPS:
        return Token(Kind.STOP, at, end)
    return None


def is_symbol(sign: str) -> bool:
    """Whether a sign can be a word of its own: emojis, arrows, signs of money."""
    return sign in "£€$" or "\u2190" <= sign <= "\u2bff" or "\U0001f000" <= sign <= "\U0001faff"
