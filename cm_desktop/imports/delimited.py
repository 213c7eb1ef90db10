"""CSV, TSV and their like, a record at a time; a broken record never swallows the next ones. May not hold a file in memory.

A record that cannot be is given up at its first line: the lines after it are read again, as records of their own.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import IO

from cm_desktop.domain.arrivals import BrokenLine, LineProblem, Shape
from cm_desktop.imports.encoding import has_stray_bytes, lines, mended
from cm_desktop.imports.row import Read, Row

_TELLS_DELIMITER = re.compile(r'\ufeff?"?sep=(.)"?\s*$')  # what Excel wants first


class _Lines:
    """The physical lines of a file, that can be put back."""

    def __init__(self, text: IO[str]) -> None:
        self._coming = lines(text)
        self._back: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._coming)
        self.number += 1
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """A new record begins: the number of its first line."""
        self.taken.clear()
        return self.number + 1

    def keep_first(self) -> str:
        """Put back all that were taken but the first, which is answered."""
        first, *others = self.taken
        self._back.extendleft(reversed(others))
        self.number -= len(others)
        self.taken = [first]
        return first


def rows(text: IO[str], shape: Shape) -> Iterator[Read]:
    """Its records but the header, in order; empty lines are no records."""
    taken = _Lines(text)
    reader = csv.reader(taken, delimiter=shape.delimiter, strict=True)
    names_ahead = shape.header
    while True:
        line = taken.begin()
        doubt = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _leniently(taken.keep_first(), shape)
            doubt = LineProblem.QUOTES
        if not any(cells) or (line == 1 and tells_delimiter(taken.taken[0])):
            continue
        if names_ahead:  # a title of fewer cells may stand above them
            names_ahead = len(cells) != len(shape.columns)
        else:
            yield _row(line, cells, taken, shape, doubt)


def tells_delimiter(line: str) -> str:
    """The delimiter that a first line tells; empty where it is an ordinary line."""
    found = _TELLS_DELIMITER.match(line)
    return found[1] if found else ""


def names(header: Sequence[str]) -> tuple[str, ...]:
    """The columns that a first record names, every one under a name of its own; a letter where it has none."""
    seen: Counter[str] = Counter()
    distinct = []
    for place, cell in enumerate(header):
        name = cell.strip() or letter(place)
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(distinct)


def letter(place: int) -> str:
    """A, B … Z, AA, AB …, as a spreadsheet names its columns."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _leniently(line: str, shape: Shape) -> list[str]:
    """A line whose quotation marks are not those of a table, read as well as can be."""
    try:
        return next(csv.reader([line], delimiter=shape.delimiter), [])
    except csv.Error:  # a cell of over 128 KiB
        return [line]


def _row(line: int, cells: list[str], taken: _Lines, shape: Shape, doubt: LineProblem | None) -> Read:
    """The record as a row, or what is wrong with it."""
    width = len(shape.columns)
    if len(cells) > width and any(cells[width:]):
        taken.keep_first()
        return BrokenLine(line=line, problem=doubt or LineProblem.COLUMNS, detail=f"{len(cells)}/{width}")
    if any(map(has_stray_bytes, taken.taken)):
        cells = [mended(cell) for cell in cells]
        doubt = doubt or LineProblem.BYTES
    if len(cells) < width:  # Excel leaves empty cells at the end of a line out
        doubt = doubt or LineProblem.COLUMNS
    named = dict(zip(shape.columns, cells, strict=False))
    if doubt is None:
        return Row(line, named)
    detail = f"{len(cells)}/{width}" if doubt is LineProblem.COLUMNS else ""
    return Row(line, named, BrokenLine(line=line, problem=doubt, detail=detail, kept=True))
