"""Text that strangers wrote, shown as it is: never as markup, with what is invisible made visible.

The only module that makes QLabel, QToolTip texts and QMessageBox. May not change what is kept: only what is displayed.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from cm_desktop.domain import unseen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_NAME = 200  # characters, inside a sentence of ours
_WIDEST_WORD, _WIDEST_LINE = 240, 1_200  # pixels that a label asks for where it can break its lines, or elide them
_WORD_WITHOUT_END = re.compile(r"\S{60}")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # between marks; Python's `html` brings 2,231 names
_ISOLATES = "\u2068\u2069"
_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")
_FIRST_FROM_THE_RIGHT = "\u0590"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a text is displayed at once: neither its lines nor its chips may be without number."""

    characters: int
    lines: int
    chips: int


WHOLE = Bounds(4_000, 200, 100)
LABEL = Bounds(800, 40, 30)
LINE = Bounds(300, 300, 12)  # one that is elided where it lacks room


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as displayed, and where its characters went. `chips` stand for what is not seen: half-open, in UTF-16 units."""

    text: str
    chips: tuple[tuple[int, int], ...] = ()
    _starts: tuple[int, ...] = ()  # code points of the original at which the displayed text shifts
    _shifts: tuple[int, ...] = ()  # by how much from there on, in UTF-16 units

    def utf16(self, offset: int) -> int:
        """Where code point `offset` of the original stands in the displayed text, in the UTF-16 units that Qt counts.

        Those that share a chip stand before it.
        """
        place = bisect_right(self._starts, offset) - 1
        return offset + (self._shifts[place] if place >= 0 else 0)

    def original(self, unit: int, length: int) -> int:
        """The way back: which code point of an original of so many stands at or after this unit of the displayed text."""
        return bisect_left(range(length), unit, key=self.utf16)


@lru_cache(maxsize=512)
def shown(text: str, kept: str = "") -> Shown:
    """`text` with bidirectional controls, invisible characters and controls as chips, `⟨RLO⟩`; `kept` stay as they are."""
    runs = list(unseen.runs(text, kept))
    form = "\u2066⟨{}⟩\u2069" if runs and has_letters_from_the_right(text) else "⟨{}⟩"  # it turns no neighbour round
    parts: list[str] = []
    grown = {found.start(): 1 for found in _BEYOND_16_BITS.finditer(text)}
    instead: list[tuple[int, str]] = []
    at = 0
    for start, end, told in runs:
        chips = [form.format(one) for one in told]
        parts += [text[at:start], *chips]
        grown |= dict.fromkeys(range(start, end), -1)
        grown[end - 1] += sum(map(len, chips))
        instead += [(start, chip) for chip in chips]
        at = end
    starts = sorted(grown)
    shifts = tuple(accumulate(grown[place] for place in starts))
    made = Shown("".join([*parts, text[at:]]), (), tuple(place + 1 for place in starts), shifts)
    return replace(made, chips=tuple(_places(made, instead)))


def _places(made: Shown, instead: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Where chips lie; those of one run begin at one character."""
    for _, chips in groupby(instead, key=itemgetter(0)):
        begin = None
        for start, chip in chips:
            begin = made.utf16(start) if begin is None else begin
            yield begin, begin + len(chip)
            begin += len(chip)


def first(text: str, bounds: Bounds = WHOLE) -> str:
    """As much of a text as is displayed at once."""
    return _first(text[: bounds.characters], bounds)


@lru_cache(maxsize=512)
def _first(part: str, bounds: Bounds) -> str:
    if rest := part.split("\n", bounds.lines)[bounds.lines :]:
        part = part[: len(part) - len(rest[0]) - 1]
    beyond = next(islice(unseen.runs(part), bounds.chips, None), None)
    return part if beyond is None else part[: beyond[0]]


def visible(text: str, bounds: Bounds = WHOLE) -> str:
    """`text` as it may be displayed: so much of it, and an ellipsis where that is not all. A tab is a space."""
    begin = first(text, bounds)
    cut = begin.replace("\t", " ") + ("" if len(begin) == len(text) else "…")
    return shown(cut, _ISOLATES if _balanced(cut) else "").text


def isolated(text: str, longest: int = _NAME) -> str:
    """A stranger's name or words to be put inside a sentence of ours, whose direction they must not change."""
    cut = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return f"\u2068{shown(cut).text}\u2069"


def _balanced(text: str) -> bool:
    """Whether isolates open and close in turn, as `isolated` makes them: then they can turn nothing else round."""
    found = [char for char in text if char in _ISOLATES]
    return found == list(_ISOLATES) * (len(found) // 2)


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter that is seen goes from right to left."""
    letters = (unicodedata.bidirectional(char) for char in text if unicodedata.category(char) != "Cf")
    return next((d for d in letters if d in ("L", "R", "AL")), "L") != "L"


def has_letters_from_the_right(text: str) -> bool:
    """Whether any letter goes from right to left."""
    beyond = (char for char in text if char >= _FIRST_FROM_THE_RIGHT and unicodedata.category(char) != "Cf")
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in beyond)


def utf16_length(text: str) -> int:
    """In the units that Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class PlainLabel(QLabel):
    """A label that shows a stranger's text, and never as markup. `text()` is what is displayed: at most 800 characters."""

    bounds = LABEL

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width: a layout asks again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(visible(text, self.bounds))

    def changeEvent(self, event: QEvent) -> None:
        """Its font, among others."""
        self._heights.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """One word without an end may not make the window as wide; the height of lines follows the width they get."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _WIDEST_WORD), self.fontMetrics().height()) if self.wordWrap() else hint


class ElidedLabel(PlainLabel):
    """One line that ends with … where it lacks room; more of it is its accessible name and its tip."""

    bounds = LINE
    shorter = ""  # stands for all of it where that lacks room

    def setText(self, text: str) -> None:
        super().setText(first(text).replace("\n", " "))
        self.setAccessibleName(visible(text).replace("\n", " "))
        set_tip(self, text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), _WIDEST_LINE), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            room = self.contentsRect()
            line = elided(self.fitting(room.width()), QFontMetricsF(self.font()), room.width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, int(self.alignment()), line)

    def fitting(self, room: int) -> str:
        """All of it, or what stands for it in so little room."""
        if not self.shorter or QFontMetricsF(self.font()).horizontalAdvance(self.text()) <= room:
            return self.text()
        return visible(self.shorter, LINE)


def elided(text: str, metrics: QFontMetricsF, room: float) -> str:
    """`text` as far as it fits; the ellipsis stands against a word, not behind a space."""
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if cut == text:
        return text
    kept, _, after = cut.rpartition("…")  # what follows closes an isolate
    return f"{kept.rstrip()}…{after}"


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip that is never markup."""
    # Escaped and wrapped, so that Qt has nothing to guess.
    escaped = visible(text, LABEL).translate(_ESCAPED)
    widget.setToolTip(f"<p style='white-space:pre-wrap'>{escaped}</p>" if text else "")


def message_box(title: str, text: str, detail: str = "", parent: QWidget | None = None) -> "QMessageBox":
    """A box with plain text; the caller adds buttons and shows it."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(visible(title, LINE))
    box.setText(_breakable(visible(text, LABEL)))
    box.setInformativeText(_breakable(visible(detail, LABEL)))
    for label in box.findChildren(QLabel):  # the informative text has a label of its own, which guesses
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _breakable(text: str) -> str:
    """A box is as wide as its longest word."""
    return _WORD_WITHOUT_END.sub("\\g<0>\u200b", text)
