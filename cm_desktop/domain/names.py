"""A name made short. May not guess what it does not hold."""

import re
import unicodedata
from functools import lru_cache

from cm_desktop.domain.unseen import visible

_LONGEST = 600
_SEPARATORS = re.compile(r"[\s._\-]+")


@lru_cache(maxsize=1024)
def initials(name: str) -> str:
    """Two letters at most: of the first and last words of a name, of the first two parts of a handle."""
    name = name[:_LONGEST]
    parts = [part for part in _SEPARATORS.split(name) if part[0:1].isalnum()]
    if not parts:
        return "?"
    second = parts[-1] if " " in name.strip() else parts[min(1, len(parts) - 1)]
    return (parts[0][0] + (second[0] if len(parts) > 1 else "")).upper()


def same(name: str, other: str) -> bool:
    """Whether two names read the same, whatever stands in them that nobody sees; what is no name is nobody's.

    Not: letters of another alphabet that look like ours.
    """
    return _read(name) == _read(other) != ""


def _read(name: str) -> str:
    return " ".join(visible(unicodedata.normalize("NFKC", name)).split()).casefold()
