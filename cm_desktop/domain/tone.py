"""How a reply sounds beside what its client wants: hints for who writes it. May not keep anything from leaving."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.client_sheet import Address, ClientSheet
from cm_desktop.domain.folding import folded

_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"\bt['’](?=\w)")
_TU = frozenset({"tu", "toi", "te", "tes", "ta", "tien", "tienne"})  # « ton » is also a noun
_VOUS = frozenset({"vous", "votre", "vos"})


class Hint(StrEnum):
    """What does not sound as the client wants it."""

    SAYS_TU = "says_tu"
    SAYS_VOUS = "says_vous"
    AVOIDED = "avoided"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Heard:
    """`words` are those of the reply or of the sheet that the hint is about."""

    hint: Hint
    words: str


def hints(text: str, sheet: ClientSheet) -> tuple[Heard, ...]:
    """What to say about this reply; nothing about an empty one."""
    if not text.strip():
        return ()
    heard = [*_address(text, sheet.address), *_avoided(text, sheet.avoid)]
    signature = folded(sheet.signature)
    if signature and signature not in folded(text):
        heard.append(Heard(Hint.UNSIGNED, sheet.signature))
    return tuple(heard)


def _address(text: str, wanted: Address) -> Iterable[Heard]:
    said = [found.group() for found in _WORD.finditer(text)]
    if wanted is Address.VOUS:
        words = [*_ELIDED.findall(text), *(word for word in said if word.casefold() in _TU)]
        hint = Hint.SAYS_TU
    else:
        words = [word for word in said if word.casefold() in _VOUS] if wanted is Address.TU else []
        hint = Hint.SAYS_VOUS
    return [Heard(hint, words[0])] if words else []


def _avoided(text: str, avoid: Iterable[str]) -> Iterable[Heard]:
    told = f" {' '.join(_WORD.findall(folded(text)))} "
    return [Heard(Hint.AVOIDED, words) for words in avoid if f" {' '.join(_WORD.findall(folded(words)))} " in told]
