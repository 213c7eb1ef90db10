"""Where a run of letters lies in a text that is set in lines. May not know why one asks, nor paint it.

Offsets are Qt's: UTF-16 units of what is displayed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from cm_desktop.ui.kit.safe_text import utf16_length


@dataclass(frozen=True, slots=True)
class Stretch:
    """What of a run lies in one line: a box as high as the line, and where its letters stand, in pixels."""

    box: QRectF
    baseline: float


def stretches(layout: QTextLayout, start: int, stop: int, height: float) -> Iterator[Stretch]:
    """One for each line that the run crosses, in lines of this height; the space at which it was broken has none."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(stop, line.textStart() + line.textLength())
        if first < last < stop:  # the text is only taken out where the run ends a line: there may be thousands of both
            last = first + utf16_length(part(layout.text(), first, last).rstrip())
        if first < last:
            yield _stretch(line, number * height, first, last, height)


def part(text: str, start: int, stop: int) -> str:
    """A part of a text by UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * stop].decode("utf-16-le", "replace")


def _stretch(line: QTextLine, top: float, first: int, last: int, height: float) -> Stretch:
    one, other = (_x(line, place) for place in (first, last))
    return Stretch(QRectF(min(one, other), top, abs(one - other), height), line.y() + line.ascent())


def _x(line: QTextLine, place: int) -> float:
    found: object = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
