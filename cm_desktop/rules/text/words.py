"""What a word is: where it starts and ends, what it is compared as, and its disguises. May not know any rule.

A word has two forms. As written: compatibility forms opened (NFKC), lower case, ligatures opened, look-alike letters of
other alphabets and invisible characters gone, accents kept. Folded: the same without accents.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 100  # code points; nothing longer is a word of any rule
LONG = 8  # letters; from there on a word is still itself with a letter wrong
_APOSTROPHES = "'’ʼ‘´`＇"
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_MASKS = "*@$€"
# One run of letters, then runs joined by what may stand inside a word: marks, an apostrophe, a mask.
WORD = rf"[^\W_]+(?:(?:[{MARKS}{_INVISIBLE}]+|[{_APOSTROPHES}](?=[^\W_])|[@$€](?=[^\W_@$€])|\*+)[^\W_]*)*"

_WORD = re.compile(WORD)
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_LEFT_OVER_MARKS = re.compile(f"[{MARKS}]")
_ACCENTED = re.compile("[À-ÅÇ-ÖÙ-Ýà-åç-öù-ýÿĀ-őŔ-ſ\u0300-\u0308\u0327]")
_OPENED = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        **dict.fromkeys(_APOSTROPHES, "'"),
    }
)
_LOOK_ALIKE = str.maketrans("авеіјкмнорсѕтухԁԛԝαβεικνορτυχɡı", "abeijkmhopcstyxdqwabeikvoptuxgi")
_LETTER_SIGNS = {  # letters in circles and squares, and those that flags are made of
    first + number: chr(ord("a") + number)
    for first in (0x24B6, 0x24D0, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
    for number in range(26)
}
LETTER_SIGNS = "".join(map(chr, _LETTER_SIGNS))
_LEET = str.maketrans("0134578@$€", "oieastbase")
_LEET_L = str.maketrans("0134578@$€", "oleastbase")
_ELIDED = frozenset(["l", "d", "j", "c", "n", "s", "t", "m", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
_CUT = {"de": "d", "je": "j", "ce": "c", "ne": "n", "se": "s", "te": "t", "me": "m", "que": "qu"}
_ELISIONS = {
    "le": frozenset({"le", "l"}),
    "la": frozenset({"la", "l"}),
    "l": frozenset({"l", "le", "la"}),
    **{form: frozenset(pair) for pair in _CUT.items() for form in pair},
}
_RUN_OF_THREE = re.compile(r"([^\W\d_])\1\1")
_RUN = re.compile(r"(.)\1+")


def as_written(word: str) -> str:
    """The form of a word that keeps its accents."""
    if word.isascii():
        return word.lower()
    text = unicodedata.normalize("NFKC", _INVISIBLES.sub("", word)).casefold()
    text = _LEFT_OVER_MARKS.sub("", unicodedata.normalize("NFC", text)).translate(_OPENED)
    if text.isascii():
        return text
    latin = text.translate(_LOOK_ALIKE)
    return latin if _strip_accents(latin).isascii() else text


def without_signs(text: str) -> str:
    """Letters in circles and squares, and the spaces and signs of variation among them, as plain letters together."""
    return as_written(re.sub(r"\s", "", text).translate(_LETTER_SIGNS))


def folded(word: str) -> str:
    """The form of a word that `as_written` made, without its accents."""
    return word if word.isascii() else _strip_accents(word)


def fold_text(text: str) -> str:
    """A whole text in lower case, without accents or invisible characters, ligatures opened. Lengths may change."""
    if text.isascii():
        return text.lower()
    opened = unicodedata.normalize("NFKD", _INVISIBLES.sub("", text)).casefold()
    return _strip_accents(opened).translate(_OPENED)


def is_unseen(text: str) -> bool:
    """Whether it holds an invisible character or a mark that stands on no letter of its own."""
    return has_invisibles(text) or _LEFT_OVER_MARKS.search(text) is not None


def has_look_alikes(word: str) -> bool:
    """Whether a letter of another alphabet is taken for a Latin one in it."""
    return any(ord(letter) in _LOOK_ALIKE for letter in word.casefold()) and folded(as_written(word)).isascii()


def is_transcribed(word: str) -> bool:
    """Whether it is written with other letters than those it is compared as: of another alphabet, wide, bold, in a circle."""
    plain = unicodedata.normalize("NFC", _INVISIBLES.sub("", word))
    return has_look_alikes(word) or unicodedata.normalize("NFKC", plain) != plain


def is_wordy(text: str) -> bool:
    """Whether it starts like a word, be it with a letter in a circle."""
    return text[:1].isalnum() or (text != "" and text[0] in LETTER_SIGNS)


def is_one_word(text: str) -> bool:
    """Whether it is a word in one piece, and not letters apart."""
    return _WORD.fullmatch(text) is not None


def has_invisibles(text: str) -> bool:
    """Whether it holds an invisible character."""
    return _INVISIBLES.search(text) is not None


def has_accents(text: str) -> bool:
    """Whether any letter carries an accent or a cedilla."""
    return _ACCENTED.search(text) is not None


def pieces(raw: str) -> Iterator[tuple[int, int]]:
    """Cut the elisions off (l', d', qu'…): the start and end of each piece of a word, as offsets into it."""
    start = 0
    for at, character in enumerate(raw):
        if character in _APOSTROPHES and as_written(raw[start:at]) in _ELIDED:
            yield start, at
            start = at + 1
    yield start, len(raw)


def split(text: str) -> list[str]:
    """The words of a text, as written, elisions cut off."""
    return [as_written(raw[a:b]) for raw in _WORD.findall(text) for a, b in pieces(raw)]


def elided(word: str) -> frozenset[str]:
    """All the forms of a word that is cut before a vowel: "de" and "d", whichever is given; "le" is not "la"."""
    return _ELISIONS.get(word, frozenset({word}))


def unmasked(word: str) -> tuple[str, ...]:
    """What a word in leetspeak may stand for; empty where it holds none, or is mostly figures."""
    if word.isalpha() or sum(map(str.isalpha, word)) * 2 < len(word):
        return ()
    return tuple({word.translate(_LEET), word.translate(_LEET_L)} - {word})


def squeezed(word: str) -> str:
    """The word with every repeated letter once."""
    return _RUN.sub(r"\1", word)


def is_elongated(word: str) -> bool:
    """Whether a letter is repeated three times or more, which no French or English word does."""
    return _RUN_OF_THREE.search(word) is not None


def is_starred(word: str) -> bool:
    """Whether stars hide letters of the word. One star at the end is a footnote; two letters must still show."""
    return ("*" in word.rstrip("*") or word.endswith("**")) and sum(map(str.isalpha, word)) > 1


def star_pattern(word: str) -> re.Pattern[str]:
    """What a starred word may stand for: a star for each letter, or a run of stars for one to six."""
    exact = "".join("." if c == "*" else re.escape(c) for c in word)
    loose = re.sub(r"(?:\\\*)+", ".{1,6}", re.escape(word))
    return re.compile(f"(?:{exact}|{loose})" if word.count("*") > 1 else exact)


def typos(word: str) -> frozenset[str]:
    """What slips of the fingers make of a long word without accents: a letter lost, or two exchanged; never the first.

    Nothing for a short word: what is close to it is another word.
    """
    if len(word) < LONG or not word.isalpha():
        return frozenset()
    lost = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    exchanged = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
    return frozenset(lost | exchanged) - {word}


def _strip_accents(text: str) -> str:
    return _LEFT_OVER_MARKS.sub("", unicodedata.normalize("NFD", text))
