"""Of which texts the index of words tells all the words that rules may see in them. May not know a rule, nor run a statement.

Where a word wears no disguise, rules compare it as the index has it: a run of letters and figures, without accents. A text
that holds any sign this was not made sure of, or that may hide a word, is doubtful, and has to be read.
"""

import re

_ACCENTED = "À-ÅÇ-ÖÙ-Ýà-åç-öù-ýÿŒœŸ"
_PUNCTUATION = r"\s!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_{|}~§«»‘’“”–—…·•€£°"
_EMOJIS = "\u2190-\u243f\u2500-\u2775\u2794-\u2a73\u2a77-\u2bff\U0001f000-\U0001f0ff\U0001f300-\U0001faff\u200d\ufe0f"
_SURE = re.compile(f"[0-9A-Za-z{_ACCENTED}{_PUNCTUATION}{_EMOJIS}]*")
_JOINER, _SELECTOR = "\u200d", "\ufe0f"
_UNSEEN_IN_A_WORD = re.compile(f"(?<=\\w)[{_JOINER}{_SELECTOR}]")
_LONGEST = 90  # longer words are cut
_CODE = "cp1252"  # has all that is sure but emojis

_SIGNS = {"1": "0123456789", "@": "@$€", "*": "*", "'": "'’‘"}


def _kind(byte: int) -> str:
    """x: a letter; 1, @ and *: what may stand for one inside a word; ': what may join them."""
    sign = bytes([byte]).decode(_CODE, errors="replace")
    if sign.isalpha():
        return "x"
    return next((kind for kind, signs in _SIGNS.items() if sign in signs), " ")


_KINDS = "".join(map(_kind, range(256))).encode()
_LETTERS = bytes(byte for byte in range(256) if bytes([byte]).decode(_CODE, errors="replace").islower())
_THRICE = re.compile(b"([%b])\\1\\1" % _LETTERS)
_FOR_A_LETTER = re.compile(rb"x[1*]|1[x*']|[x1]@[x1]|'1")
_ALIKE = b"\0\0"
_WORDY = bytes(byte if byte in b"x1" else 32 for byte in range(256))
_OE = "œ".encode(_CODE)
_APART = b" x x x "


def is_plain(text: str) -> bool:
    """Whether all the words that rules may see in a text are those that the index has of it."""
    if _SURE.fullmatch(text) is None or _hides_in_a_word(text):
        return False
    small = text.lower().encode(_CODE, errors="replace")
    kinds = b" %b " % small.translate(_KINDS)
    if _APART in kinds.translate(_WORDY) or _holds_a_letter_thrice(small.replace(_OE, b"oe")):
        return False
    if (b"1" in kinds or b"@" in kinds or b"*" in kinds) and _FOR_A_LETTER.search(kinds) is not None:
        return False
    return len(text) < _LONGEST or max(map(len, text.split()), default=0) < _LONGEST


def _hides_in_a_word(text: str) -> bool:
    """Few texts hold such a sign at all: whether one does is told many times sooner than where it stands."""
    return (_JOINER in text or _SELECTOR in text) and _UNSEEN_IN_A_WORD.search(text) is not None


def _holds_a_letter_thrice(small: bytes) -> bool:
    """All beside their neighbours at once, as one number: a look at each takes twice as long, and follows where need be."""
    whole = int.from_bytes(small, "big")
    return _ALIKE in (whole ^ whole >> 8).to_bytes(len(small), "big") and _THRICE.search(small) is not None
