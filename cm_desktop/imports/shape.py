"""How a file is built, from its beginning: format, encoding, delimiter, columns. May not know what a column means."""

import csv
import io
import json
from collections import Counter
from contextlib import suppress
from itertools import islice
from pathlib import Path

from cm_desktop.domain.arrivals import Format, Shape
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.imports import documents, encoding, headers
from cm_desktop.imports.delimited import letter, names, tells_delimiter
from cm_desktop.imports.row import Row

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"  # for a file of one column, whose commas are commas
_RECORDS = 100
_SAMPLED_KEYS = 500
_LONGEST_NAME = 60
_ARCHIVE = b"PK\x03\x04"  # what .xlsx, .ods and .docx begin with
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def shape_of(file: Path, name: str | None = None) -> tuple[Shape, int]:
    """The shape of this file, and about how many lines it has.

    `name` is its encoding where that is not to be guessed. Raises ImportRefused.
    """
    sample, size = _beginning(file)
    name = name or encoding.guess(sample)
    try:
        text = encoding.mended(encoding.decode(sample, name)).removeprefix("\ufeff").replace("\0", "")
    except (LookupError, ValueError) as error:  # the latter of one that decodes no text
        raise ImportRefused(file, "unknown_encoding", name) from error
    if not text.strip():
        raise ImportRefused(file, "empty")
    shape = _of_json(file, name, text) if text.lstrip()[0] in "[{" else _of_table(name, text)
    return shape, _lines(text, len(sample), size)


def _beginning(file: Path) -> tuple[bytes, int]:
    """Its first bytes, up to a line's end, and how many there are in all."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            sample = opened.read(encoding.SAMPLE)
    except OSError as error:
        raise ImportRefused(file, "unreadable") from error
    if sample.startswith((_ARCHIVE, _OLD_OFFICE)):
        raise ImportRefused(file, "spreadsheet")
    if b"\0\0\0\0" in sample[:4096]:
        raise ImportRefused(file, "binary")
    end = sample.rfind(b"\n") + 1
    if len(sample) < size and end and not sample.startswith(b"\xff\xfe"):
        sample = sample[:end]
    return sample, size


def _lines(text: str, sampled: int, size: int) -> int:
    ends = max(text.count("\n"), text.count("\r"))
    return max(1, ends + (not text.endswith(("\n", "\r")))) if sampled == size else round(ends * size / sampled)


def _of_json(file: Path, name: str, text: str) -> Shape:
    first = [line for line in islice(text.splitlines(), 10) if line.strip()]
    objects = sum(_is_object(line) for line in first)
    if objects > 1 or (objects and objects * 2 > len(first) > 1):
        rows = documents.lines(io.StringIO(text, newline=""))
        return Shape(format=Format.LINES, encoding=name, columns=_keys(rows))
    return Shape(format=Format.DOCUMENT, encoding=name, columns=_keys(documents.records(file, name)))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _keys(rows: documents.Reads) -> tuple[str, ...]:
    """In the order in which they come up."""
    return tuple(dict.fromkeys(key for row in islice(rows, _SAMPLED_KEYS) if isinstance(row, Row) for key in row.cells))


def _of_table(name: str, text: str) -> Shape:
    first, _, rest = text.partition("\n")
    if delimiter := tells_delimiter(first):
        text = rest
    else:
        delimiter = max(DELIMITERS, key=lambda one: _evenness(text, one))
        delimiter = delimiter if _evenness(text, delimiter) > 0 else NO_DELIMITER
    width, records = _even(_records(text, delimiter))
    has_names = _is_header(records)
    return Shape(
        format=Format.TABLE,
        encoding=name,
        columns=names(records[0]) if has_names else tuple(map(letter, range(width))),
        delimiter=delimiter,
        header=has_names,
    )


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[list[str]] = []
    with suppress(csv.Error):  # a quotation mark that never ends: what came before it tells enough
        found.extend(record for record in islice(reader, _RECORDS) if any(record))
    return found or [[text.partition("\n")[0]]]


def _even(records: list[list[str]]) -> tuple[int, list[list[str]]]:
    """How many cells most records have, and the records from the first such one on: titles may stand above them."""
    width = Counter(map(len, records)).most_common(1)[0][0]
    first = next(place for place, record in enumerate(records) if len(record) == width)
    return width, records[first:]


def _evenness(text: str, delimiter: str) -> float:
    """How surely this is the delimiter: the share of records that have as many cells as most; 0 where it is none."""
    records = _records(text, delimiter)
    width, _ = _even(records)
    even = sum(len(record) == width for record in records) / len(records)
    return even + width / 1000 if width > 1 and even >= 0.5 else 0


def _is_header(records: list[list[str]]) -> bool:
    """Whether the first record holds names: known ones, or at least nothing that only a comment's row can hold."""
    first = [cell.strip() for cell in records[0]]
    known = sum(headers.meaning(cell) is not None for cell in first)
    if known * 2 >= len(first):
        return True
    if any(len(cell) > _LONGEST_NAME or _is_value(cell) for cell in first):
        return False
    return known > 0 or (len(first) > 1 and all(first) and any(map(_is_value, (c for r in records[1:] for c in r))))


def _is_value(cell: str) -> bool:
    return cell.strip()[:1].isdigit() or cell.startswith(("http://", "https://", "@"))
