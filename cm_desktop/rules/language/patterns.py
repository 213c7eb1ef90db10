"""Regular expressions of packs, made safe and sensible: linear time, and every letter a letter. May not see a text.

They are RE2's (no look-around, no back-reference), without case, and read the text as `letters` spells it, so that \\b,
\\B, \\w and \\W see words as people do. What cannot be done rightly is refused: \\p{…} and \\x…, flags, ranges between
accented letters, letters of other alphabets, more than LONGEST signs, what matches nothing at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import re2  # type: ignore[import-untyped]

from cm_desktop.rules.text import letters

LONGEST = 500
_MEMORY = 1 << 21  # bytes, for the compiled expression and its caches
_MEMORY_OF_ALL = 1 << 24
_CLASSES = "bBdDwWsSAznrtfv"
_OPENINGS = ("(?:", "(?P<")


class BadPattern(ValueError):
    """A regular expression that is refused; its argument is the part at fault."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One expression: as written in the pack, for texts with their accents, and for texts without."""

    text: str
    accented: Any = field(compare=False, repr=False)
    plain: Any = field(compare=False, repr=False)


def compile_pattern(text: str) -> Pattern:
    """Raises BadPattern."""
    if len(text) > LONGEST:
        raise BadPattern(f"{text[:40]}…")
    return Pattern(text, *(_compiled(_Translation(text, fold=fold).spelled()) for fold in (False, True)))


def any_of(compiled: Iterable[Any]) -> Any:
    """One expression for several, found wherever one of them is; None where they are too many for one."""
    try:
        return _compiled("|".join(f"(?:{one.pattern})" for one in compiled), _MEMORY_OF_ALL)
    except BadPattern:
        return None


def _compiled(spelled: str, memory: int = _MEMORY) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    try:
        compiled = re2.compile(spelled, options=options)
    except re2.error as error:
        detail = error.args[0] if error.args else ""
        raise BadPattern(detail.decode(errors="replace") if isinstance(detail, bytes) else str(detail)) from error
    if compiled.search("") is not None:
        raise BadPattern(spelled)
    return compiled


class _Translation:
    """One pass over an expression."""

    def __init__(self, text: str, *, fold: bool) -> None:
        self._text = text
        self._fold = fold
        self._at = 0

    def spelled(self) -> str:
        """The expression with its letters spelled as those of the text."""
        found = []
        while self._at < len(self._text):
            found.append(self._next())
        return "".join(found)

    def _next(self) -> str:
        sign = self._take()
        match sign:
            case "\\":
                return self._escaped()
            case "[":
                return self._class()
            case "(" if self._text[self._at : self._at + 1] == "?":
                return self._opening()
        spelled = self._letters(sign)
        return spelled if len(spelled) == 1 else f"(?:{spelled})"

    def _take(self) -> str:
        sign = self._text[self._at : self._at + 1]
        self._at += 1
        return sign

    def _letters(self, sign: str) -> str:
        spelled = letters.spelling(sign)
        if not spelled or letters.OTHER in spelled:
            raise BadPattern(sign)
        return letters.without_accents(spelled) if self._fold else spelled

    def _escaped(self) -> str:
        sign = self._take()
        if not sign or (sign.isalnum() and sign not in _CLASSES):
            raise BadPattern(f"\\{sign}")
        return f"\\{sign}"

    def _opening(self) -> str:
        opening = next((o for o in _OPENINGS if self._text.startswith(o, self._at - 1)), None)
        if opening is None:
            raise BadPattern(self._text[self._at - 1 : self._at + 2])
        self._at += len(opening) - 1
        if opening == "(?P<":  # a name does nothing here
            end = self._text.find(">", self._at)
            self._at = end + 1 if end >= 0 else len(self._text)
        return "(?:"

    def _class(self) -> str:
        found = ["["]
        if self._text.startswith("^", self._at):
            found.append(self._take())
        first = True
        while (sign := self._take()) != "]" or first:
            if not sign or sign == "[":
                raise BadPattern(self._text)
            found.append(self._member(sign))
            first = False
        return "".join((*found, "]"))

    def _member(self, sign: str) -> str:
        if sign == "\\":
            return self._escaped()
        low = self._letters(sign) if sign != "]" else "\\]"
        if self._text.startswith("-", self._at) and self._text[self._at + 1 : self._at + 2] not in ("]", ""):
            self._take()
            high = self._letters(top := self._take())
            kinds = {(kind.isdecimal(), kind.isalpha()) for kind in (sign, top)}
            if len(kinds) > 1 or not (sign + top).isascii() or not (sign + top).isalnum():
                raise BadPattern(f"{sign}-{top}")
            return f"{low}-{high}"
        if len(low.removeprefix("\\")) != 1:
            raise BadPattern(sign)
        return low
