"""Which encoding a file is in, and its text. May not know what the text means.

A file that begins with no mark is UTF-8 where it can be, and else what a French Windows or an old Mac writes.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cm_desktop.domain.errors import ImportRefused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 1 << 20
LONGEST_LINE = 1 << 20  # signs: what is longer is cut there, since a line is held in memory
_STRAY = re.compile("[\udc80-\udcff]+")  # how bytes that are no UTF-8 come through "surrogateescape"
_FRENCH = "éèàêçùôîâûëïœÉÈÀÊÇ’«»€…–"


def guess(sample: bytes) -> str:
    """Python's name for the encoding of a file that begins so."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if wide := _unmarked_utf16(sample):
        return wide
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample)  # it may be cut within a letter
    stray = len(_STRAY.findall(text))
    if stray <= len(sample) - len(text):  # no more than whole letters: they were pasted into a file that is UTF-8
        return "utf-8"
    return max(("cp1252", "mac_roman"), key=lambda name: _frenchness(sample, name))


def _unmarked_utf16(sample: bytes) -> str | None:
    """Latin letters in UTF-16 have a NUL for every other byte."""
    beginning = sample[:4096]
    odd, even = beginning[1::2].count(0), beginning[::2].count(0)
    if max(odd, even) * 5 < len(beginning) * 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _frenchness(sample: bytes, name: str) -> int:
    text = sample[:100_000].decode(name, "replace")
    return sum(text.count(letter) for letter in _FRENCH)


def decode(data: bytes, encoding: str) -> str:
    """The whole text. Bytes that the encoding has nothing for come out as the signs that Windows had for them."""
    return mended(data.decode(encoding, _errors(encoding)))


def open_text(file: Path, encoding: str) -> IO[str]:
    """The file as text, its line ends as they are. Stray bytes come through for `mended`. Raises ImportRefused."""
    try:
        return file.open(encoding=encoding, errors=_errors(encoding), newline="")
    except OSError as error:
        raise ImportRefused(file, "unreadable") from error
    except LookupError as error:
        raise ImportRefused(file, "unknown_encoding", encoding) from error


def _errors(encoding: str) -> str:
    return "replace" if encoding.startswith("utf-16") else "surrogateescape"


def has_stray_bytes(line: str) -> bool:
    """Whether bytes of another encoding stand in this line."""
    return not line.isascii() and _STRAY.search(line) is not None


def mended(text: str) -> str:
    """Stray bytes read as Windows would, everything else as it is."""
    return _STRAY.sub(lambda found: found[0].encode("ascii", "surrogateescape").decode("cp1252", "replace"), text)


def lines(text: IO[str]) -> Iterator[str]:
    """Its lines, none longer than LONGEST_LINE, without the NULs that some exports leave between letters."""
    while line := text.readline(LONGEST_LINE):
        yield line.replace("\0", "")
        while line and not line.endswith(("\n", "\r")):
            line = text.readline(LONGEST_LINE)
