"""CSV, TSV and their like, a record at a time; a broken record never swallows the next ones. May not hold a file in memory.

A record that cannot be is given up at its first line: the lines after it are read again, as records of their own.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import IO

from cm_desktop.domain.arrivals import BrokenLine, LineProblem, Shape
from cm_desktop.imports.encoding import has_stray_bytes, lines, mended
from cm_desktop.imports.row import Read, Row

SEPARATOR_LINE = "sep="  # what Excel wants first, to be told the delimiter


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
        if not any(cells) or (line == 1 and taken.taken[0].startswith(SEPARATOR_LINE)):
            continue
        if names_ahead:
            names_ahead = False
            continue
        yield _row(line, cells, taken, shape, doubt)


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
