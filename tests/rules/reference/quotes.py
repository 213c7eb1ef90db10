"""The passages of a text between quotation marks. May not know what is said in them."""

import re

_PAIRS = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)['‘][^'‘’\n]{2,80}['’](?!\w)")


def passages(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands between two marks, marks included."""
    return [found.span() for found in _PAIRS.finditer(text)]
