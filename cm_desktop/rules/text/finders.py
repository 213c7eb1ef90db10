"""Things with a shape rather than a spelling: addresses, numbers, links, spaced-out letters. May not say what they are worth.

A phrase names them `@phone`, `@iban`… Every pattern is bounded, so that no text makes it slow.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from cm_desktop.rules.text import words

SPACED = "@spaced"
LETTERED = "@lettered"  # letters that are emojis, which no phrase names either
_GAP = "[ .\u00a0\u202f-]?"
_STREET = (
    r"rue|avenue|av\.|av|boulevard|bd|bld|impasse|allée|allee|chemin|place|quai|route|square|cours|passage|villa|sentier|"
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


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Shapes worth looking for only where `hint`, which is quick, finds something.

    That takes a run (what stands between two spaces) in which `sign` finds something: most runs were met before.
    """

    sign: re.Pattern[str]
    hint: re.Pattern[str]
    shapes: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...]


def _shape(
    kind: str, pattern: str, holds: Callable[[str], bool] = _always
) -> tuple[str, re.Pattern[str], Callable[[str], bool]]:
    return kind, re.compile(pattern, re.IGNORECASE), holds


_TOP = "com|fr|net|org|info|biz|io|co|xyz|top|shop|site|online|club|live|ru|tv|me|ly|gg|be|ch|ca|uk|example"
_BEFORE_NUMBER = r"(?<![\w.,/])"
_AFTER_NUMBER = r"(?![\w/]|[.,]\d)"
_FRENCH = rf"(?:(?:\+|00)33{_GAP}(?:\(0\))?{_GAP}|0)"
_BRITISH = rf"(?:(?:\+|00)44{_GAP}|0)"

_A_LETTER = r"[^\W\d_]"
_LINK = re.compile(r"[\w-]\.[a-zA-Z]|://")
_FIGURE = re.compile(r"\d")
_SIGN = re.compile(f"[{words.LETTER_SIGNS}]")
_FAMILIES = (
    Family(
        _LINK,
        _LINK,
        (
            _shape("@email", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
            _shape("@url", r"(?:https?://|(?<!\w)www\.)[^\s<>\"»]{1,2000}"),
            _shape(
                "@url",
                rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_TOP})(?:/[^\s<>\"»]{{0,2000}}|(?![\w@]))",
            ),
        ),
    ),
    Family(
        _FIGURE,
        re.compile(r"\d[\d .\u00a0\u202f()-]{6}"),
        (
            _shape("@iban", rf"(?<!\w)[A-Z]{{2}}\d{{2}}(?:{_GAP}[0-9A-Z]{{4}}){{3,7}}(?:{_GAP}[0-9A-Z]{{1,3}})?(?!\w)"),
            _shape("@card", rf"(?<![\w+])\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\w)", _luhn),
            _shape(
                "@national_number",
                rf"(?<!\w)[12]{_GAP}\d\d{_GAP}\d\d{_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d\d(?!\w)",
                _national_number,
            ),
            _shape("@mobile", rf"{_BEFORE_NUMBER}{_FRENCH}[67](?:{_GAP}\d\d){{4}}{_AFTER_NUMBER}"),
            _shape("@mobile", rf"{_BEFORE_NUMBER}{_BRITISH}7\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_AFTER_NUMBER}"),
            _shape("@phone", rf"{_BEFORE_NUMBER}{_FRENCH}[1-59](?:{_GAP}\d\d){{4}}{_AFTER_NUMBER}"),
            _shape("@phone", rf"{_BEFORE_NUMBER}\(?\d{{3}}\)?[ .-]\d{{3}}[ .-]\d{{4}}{_AFTER_NUMBER}"),
        ),
    ),
    Family(
        _FIGURE,
        re.compile(rf"\d[^\d,]{{0,8}},? ?\b(?:{_STREET}|{_ROAD})\b", re.IGNORECASE),
        (
            _shape(
                "@address",
                rf"(?<!\w)\d{{1,4}}(?: ?(?:bis|ter|quater)\b)?,? (?:{_STREET}) {_SMALL}{_NAME}"
                rf"(?:[ ](?:(?:des?|du|la|et) ){{0,2}}(?-i:(?=[A-ZÀ-Ý])){_NAME}){{0,3}}",
            ),
            _shape("@address", rf"(?<!\w)\d{{1,4}}[a-z]? (?-i:(?=[A-Z]))(?:{_NAME} ){{1,2}}(?:{_ROAD})\b"),
        ),
    ),
    Family(
        _SIGN,
        _SIGN,
        (
            _shape(
                LETTERED,
                rf"(?<![^\W_])[^\W_]{{0,30}}"
                rf"(?:[{words.LETTER_SIGNS}]\ufe0f?(?:[ ](?=[{words.LETTER_SIGNS}]))?[^\W_]{{0,30}}){{1,30}}(?![^\W_])",
            ),
        ),
    ),
    Family(
        re.compile(r"^L$|\bL[._·-]L$|^L[._·-]L\b|\bL[._·-]L[._·-]L\b".replace("L", _A_LETTER)),
        re.compile(r"\b[^\W\d_][ ._·-][^\W\d_][ ._·-][^\W\d_]\b"),
        (
            _shape(SPACED, r"(?<![^\W_])[^\W\d_](?:[.·]+[^\W\d_]){2,30}(?![^\W_])"),
            _shape(SPACED, r"(?<![^\W_])[^\W\d_](?P<gap>[ _-])[^\W\d_](?:(?P=gap)[^\W\d_]){2,30}(?![^\W_])"),
        ),
    ),
)
# What a text must hold, as a word by itself, for an address or a link without http to be there.
STREETS = frozenset(f"{_STREET}|{_ROAD}".replace("\\.", "").split("|"))
DOMAINS = frozenset(_TOP.split("|"))
NUMBERS = frozenset(kind for kind, _, _ in _FAMILIES[1].shapes)
KINDS = frozenset(kind for family in _FAMILIES for kind, _, _ in family.shapes) - {SPACED, LETTERED} | {
    "@number",
    "@mention",
}


def suspected(run: str) -> tuple[Family, ...]:
    """What a text may hold for this run of it, as its runs are between single spaces."""
    return tuple(family for family in _FAMILIES if family.sign.search(run))


def find(text: str, families: Collection[Family] = _FAMILIES) -> list[tuple[int, int, str]]:
    """The passages with a shape of these families, in order, never overlapping: start, end and kind."""
    found = [
        (match.start(), match.end(), kind)
        for family in _FAMILIES
        if family in families and family.hint.search(text)
        for kind, pattern, holds in family.shapes
        for match in pattern.finditer(text)
        if holds(match.group())
    ]
    if len(found) < 2:
        return found
    kept: list[tuple[int, int, str]] = []
    for passage in sorted(found, key=lambda passage: passage[0]):  # stable: the first shape listed wins
        if not kept or passage[0] >= kept[-1][1]:
            kept.append(passage)
    return kept


_CALLING = re.compile(r"^(?:\+|00)(?:33|44)(?:\(0\))?|\(0\)")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def values(kind: str, raw: str) -> tuple[str, ...]:
    """What tells this very number, address or link from others of its kind, however it is written; of a link its host too."""
    if kind == "@url":
        link = _SCHEME.sub("", raw).casefold().rstrip("/.,;:!?")
        return tuple(dict.fromkeys((re.sub(r"[^\w./-]", "", link), link.partition("/")[0])))
    plain = "".join(raw.split())
    if kind in ("@phone", "@mobile"):
        plain = _CALLING.sub("0", plain)
    return (re.sub(r"[^\w@.]|(?<=\d)\.(?=\d)", "", words.fold_text(plain)).lstrip("@"),)
