"""Which lines of a flat text may hold something with a shape that is all there is of a rule's phrase. May not judge."""

import re
from collections.abc import Iterator

from cm_desktop.rules.sieve.flat import LINE, flat_words
from cm_desktop.rules.text import finders

_LETTERS, _DIGITS = b"abcdefghijklmnopqrstuvwxyz", b"0123456789"
_FIGURES = bytes.maketrans(_LETTERS + _DIGITS, b"x" * 26 + b"1" * 10)
_RUN = re.compile(b"1" * 7)  # every number that has a shape is longer
_ACCOUNT = re.compile(b" xx11")
SHOWN = finders.KINDS - {"@number", "@mention"}  # a flat text shows that these may be there


def signs(shapes: frozenset[str]) -> frozenset[bytes]:
    """Strings one of which stands in every line with one of these shapes. Mail is in doubt anyway, numbers have no sign."""
    found: set[bytes] = set()
    if "@url" in shapes:
        found |= {b"http ", b"https ", b" www . "} | {b". %b " % flat for flat in flat_words(finders.DOMAINS).values()}
    if "@address" in shapes:
        found |= {b" %b " % flat for flat in flat_words(finders.STREETS).values()}
    return frozenset(found)


def numbers(flat: bytes) -> Iterator[int]:
    """The lines that seem to hold the number of a telephone, of a card, of a person or of an account."""
    for view, sought in ((flat.translate(_FIGURES, b" ."), _RUN), (flat.translate(_FIGURES), _ACCOUNT)):
        for found in sought.finditer(view):
            yield view.count(LINE, 0, found.start())
