"""Things with a shape rather than a spelling: addresses, numbers, links, spaced-out letters. May not say what they are worth.

A phrase names them `@phone`, `@iban`… Every pattern is bounded, so that no text makes it slow.
"""

import re
from collections.abc import Callable, Iterator

SPACED = "@spaced"
_HINT = re.compile(r"[0-9@]|\.[a-zA-Z]|www|\b[^\W\d_][ ._·-]\b[^\W\d_][ ._·-]\b[^\W\d_]\b")
_GAP = "[ .\u00a0\u202f-]?"
_STREET = (
    r"rue|avenue|av\.?|boulevard|bd|bld|impasse|allée|allee|chemin|place|quai|route|square|cours|passage|villa|sentier|"
    r"résidence|residence|lotissement|hameau|faubourg|ruelle|esplanade|montée|cité"
)
_ROAD = (
    r"street|st|road|rd|avenue|ave|lane|row|drive|dr|close|court|crescent|terrace|place|way|gardens|grove|mews|"
    r"boulevard|blvd"
)
_NAME = r"[^\W\d_][^\W_]{0,30}(?:['’-][^\W_]{1,30}){0,3}"
_SMALL = r"(?:(?:de|du|des|la|le|les|d['’]|l['’]|aux?|en)[ ]?){0,3}"


def _luhn(text: str) -> bool:
    figures = [int(c) for c in text if c.isdigit()]
    doubled = [sum(divmod(2 * figure, 10)) for figure in figures[-2::-2]]
    return len(set(figures)) > 1 and (sum(figures[::-2]) + sum(doubled)) % 10 == 0


def _national_number(text: str) -> bool:
    """The French social security number: its last two figures are 97 less the rest modulo 97 (INSEE)."""
    figures = re.sub(r"\D", "", text.upper().replace("2A", "19").replace("2B", "18"))
    return len(figures) == 15 and 97 - int(figures[:13]) % 97 == int(figures[13:])


def _always(_: str) -> bool:
    return True


_SHAPES: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("@email", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", _always),
    ("@url", r"(?:https?://|(?<!\w)www\.)[^\s<>\"»]{1,2000}", _always),
    ("@url", r"(?<![\w@.])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}"
             r"(?:com|fr|net|org|info|biz|io|co|xyz|top|shop|site|online|club|live|ru|tv|me|ly|gg|be|ch|ca|uk|example)"
             r"(?:/[^\s<>\"»]{0,2000}|(?![\w@]))", _always),
    ("@iban", rf"(?<!\w)[A-Z]{{2}}\d{{2}}(?:{_GAP}[0-9A-Z]{{4}}){{3,7}}(?:{_GAP}[0-9A-Z]{{1,3}})?(?!\w)", _always),
    ("@card", rf"(?<![\w+])\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\w)", _luhn),
    ("@national_number", rf"(?<!\w)[12]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
                         rf"{_GAP}\d{{2}}(?!\w)", _national_number),
    ("@mobile", rf"(?<![\w.,/])(?:(?:\+|00)33{_GAP}(?:\(0\))?{_GAP}|0)[67](?:{_GAP}\d\d){{4}}(?![\w/]|[.,]\d)", _always),
    ("@mobile", rf"(?<![\w.,/])(?:(?:\+|00)44{_GAP}|0)7\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\w)", _always),
    ("@phone", rf"(?<![\w.,/])(?:(?:\+|00)33{_GAP}(?:\(0\))?{_GAP}|0)[1-59](?:{_GAP}\d\d){{4}}(?![\w/]|[.,]\d)", _always),
    ("@phone", r"(?<![\w.,/])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)", _always),
    ("@address", rf"(?<!\w)\d{{1,4}}(?: ?(?:bis|ter|quater)\b)?,? (?:{_STREET}) {_SMALL}{_NAME}"
                 rf"(?:[ ](?:(?:des?|du|la|et) ){{0,2}}(?-i:(?=[A-ZÀ-Ý])){_NAME}){{0,3}}", _always),
    ("@address", rf"(?<!\w)\d{{1,4}}[a-z]? (?-i:(?=[A-Z]))(?:{_NAME} ){{1,2}}(?:{_ROAD})\b", _always),
    (SPACED, r"(?<![^\W_])[^\W\d_](?:[.·]+[^\W\d_]){2,30}(?![^\W_])", _always),
    (SPACED, r"(?<![^\W_])[^\W\d_](?:(?P<gap>[ _-])[^\W\d_])(?:(?P=gap)[^\W\d_]){2,30}(?![^\W_])", _always),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<s{n}>{pattern})" for n, (_, pattern, _) in enumerate(_SHAPES)), re.IGNORECASE)
KINDS = frozenset(kind for kind, _, _ in _SHAPES) - {SPACED} | {"@number", "@mention"}


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """The passages with a shape, in order, never overlapping: start, end and kind."""
    if not _HINT.search(text):
        return
    at = 0
    while match := _ANY.search(text, at):
        kind, _, holds = _SHAPES[int((match.lastgroup or "s0").removeprefix("s"))]
        if holds(match.group()):
            yield match.start(), match.end(), kind
            at = match.end()
        else:
            at = match.start() + 1
