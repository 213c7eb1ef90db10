"""A name made short. May not guess what it does not hold."""

import re
from functools import lru_cache

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
