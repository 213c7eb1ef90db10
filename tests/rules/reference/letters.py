"""What a word is compared as, and what it may stand for in disguise. May not use the engine's own tables.

Everything here is made from `unicodedata` and from what docs/rules.md says; see there for why.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LONG = 8  # letters of a word in which slips are looked for
LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e"}
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
_CYRILLIC = dict(zip("авекмнорстухѕіјԁԛԝ", "abekmhopctyxsijdqw", strict=True))
_GREEK = dict(zip("αβεικνορτυχ", "abeikvoptux", strict=True))
LOOK_ALIKES = {**_CYRILLIC, **_GREEK}
APOSTROPHES = "'’‘ʼ`´＇"
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
_PLAIN = {**LIGATURES, **_STROKES, **dict.fromkeys(APOSTROPHES, "'")}
_FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_ENCLOSED = {
    chr(start + number): chr(ord("a") + number)
    for start in (0x24B6, 0x24D0, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
    for number in range(26)
}


def is_invisible(sign: str) -> bool:
    """Whether nothing of it is seen: format characters, selectors of variation, fillers, tags."""
    return (
        unicodedata.category(sign) == "Cf"
        or sign in _FILLERS
        or "\ufe00" <= sign <= "\ufe0f"
        or "\u180b" <= sign <= "\u180e"
        or "\U000e0000" <= sign <= "\U000e0fff"
    )


def is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) != 0 or unicodedata.category(sign) in ("Mn", "Me")


def is_enclosed(sign: str) -> bool:
    """Whether it is a letter in a circle or a square, or one that flags are made of."""
    return sign in _ENCLOSED


def has_look_alikes(word: str) -> bool:
    return any(sign.lower() in LOOK_ALIKES for sign in word)


@cache
def as_written(raw: str) -> str:
    """Lower case, wide and bold letters plain, ligatures open, look-alikes Latin, nothing invisible; accents stay."""
    if raw.isascii():
        return raw.lower().replace("`", "'")
    seen = "".join(_ENCLOSED.get(sign, sign) for sign in raw if not is_invisible(sign))
    if any(map(is_enclosed, raw)):
        seen = seen.replace(" ", "")
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).lower())
    opened = "".join(_PLAIN.get(sign, sign) for sign in plain if not is_mark(sign) and not is_invisible(sign))
    latin = "".join(LOOK_ALIKES.get(sign, sign) for sign in opened)
    return latin if folded(latin).isascii() else opened


@cache
def folded(written: str) -> str:
    """Without its accents."""
    if written.isascii():
        return written
    parts = unicodedata.normalize("NFD", written)
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not is_mark(sign)))


def has_accents(text: str) -> bool:
    """Whether any Latin letter carries an accent, a cedilla, a stroke."""
    for letter in unicodedata.normalize("NFC", text):
        base = unicodedata.normalize("NFD", letter)[0]
        if "À" <= letter <= "ſ" and letter.lower() not in LIGATURES and letter not in "×÷Øø" and base != "\u0338":
            return True
    return False


def is_shouted(raw: str) -> bool:
    """Whether it is a word in capitals, where accents are dropped: two signs at least, none small, none with an accent."""
    return len(raw) > 1 and raw.isupper() and not has_accents(raw)


def unmasked(word: str) -> Iterator[str]:
    """The words that figures and signs for letters may stand for."""
    figures = sum(sign in LEET for sign in word)
    if not figures or 2 * figures > len(word):
        return
    yield from map("".join, itertools.product(*(LEET.get(sign, sign) for sign in word)))


def squeezed(word: str) -> str:
    """Every letter once where it is repeated."""
    return "".join(letter for letter, _ in itertools.groupby(word))


def is_elongated(word: str) -> bool:
    return any(len(list(run)) > 2 for letter, run in itertools.groupby(word) if letter.isalpha())


def starred(word: str) -> re.Pattern[str] | None:
    """What a word with stars may stand for; nothing where less than two letters show, or a lone star ends it.

    One star is one letter; of several, each run may also be one to six.
    """
    shown = sum(sign.isalpha() for sign in word)
    if "*" not in word or shown < 2 or (word.count("*") == 1 and word.endswith("*")):
        return None
    each = "".join("." if sign == "*" else re.escape(sign) for sign in word)
    runs = "".join(".{1,6}" if run[:1] == "*" else re.escape(run) for run in re.split(r"(\*+)", word))
    return re.compile(f"{each}|{runs}" if word.count("*") > 1 else each)


def slips(word: str) -> Iterator[str]:
    """A long word with one letter lost, or two neighbours exchanged; never the first."""
    if len(word) < LONG:
        return
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
