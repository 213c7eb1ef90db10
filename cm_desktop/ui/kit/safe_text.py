"""Text that strangers wrote, shown as it is: never as markup, with what is invisible made visible.

The only module that makes QLabel, QToolTip texts and QMessageBox. May not change what is kept: only what is displayed.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

LONGEST = 4_000
_MOST_MARKS = 8  # combining marks on one letter
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = "\u200c\u200d"
_ORDINARY = re.compile("[\n\t -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20ac]*")  # Latin, quick to know
_ISOLATES = "\u2068\u2069"
_BLANK = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
_BLACK_FLAG = "\U0001f3f4"  # followed by tags it is one of the flags of Britain
_FIRST_BEYOND_LATIN = 0x0590  # Hebrew, where scripts begin that join letters


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as displayed, and where its characters went."""

    text: str
    _starts: tuple[int, ...]  # code points of the original at which the displayed text shifts
    _shifts: tuple[int, ...]  # by how much from there on, in UTF-16 units

    def utf16(self, offset: int) -> int:
        """Where code point `offset` of the original stands in the displayed text, in the UTF-16 units that Qt counts."""
        place = bisect_right(self._starts, offset) - 1
        return offset + (self._shifts[place] if place >= 0 else 0)

    def original(self, unit: int, length: int) -> int:
        """The way back: which code point of an original of so many stands at or after this unit of the displayed text."""
        return bisect_left(range(length), unit, key=self.utf16)


def shown(text: str, kept: str = "") -> Shown:
    """`text` with bidirectional controls, invisible characters and controls as chips, `⟨U+202E⟩`; `kept` stay as they are."""
    if _ORDINARY.fullmatch(text):
        return Shown(text, (), ())
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    shift = marks = 0
    for at, char in enumerate(text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        piece = "" if marks > _MOST_MARKS else char if char in kept else _piece(text, at)
        parts.append(piece)
        grown = sum(2 if ord(c) > 0xFFFF else 1 for c in piece) - 1
        if grown:
            shift += grown
            starts.append(at + 1)
            shifts.append(shift)
    return Shown("".join(parts), tuple(starts), tuple(shifts))


def visible(text: str) -> str:
    """`text` as it may be displayed, at most 4,000 characters of it."""
    cut = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return shown(cut, _ISOLATES if _balanced(cut) else "").text


def isolated(text: str) -> str:
    """A stranger's name or word to be put inside a sentence of ours, whose direction it must not change."""
    cut = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return f"\u2068{shown(cut).text}\u2069"


def _balanced(text: str) -> bool:
    """Whether isolates open and close in turn, as `isolated` makes them: then they can turn nothing else round."""
    found = [char for char in text if char in _ISOLATES]
    return found == list(_ISOLATES) * (len(found) // 2)


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _piece(text: str, at: int) -> str:
    char = text[at]
    if char in "\n\t":
        return char
    category = unicodedata.category(char)
    if char in _JOINERS:
        return char if _joins(text, at) else _chip(char)
    if char in _TAGS and text[:at].rstrip(_TAGS).endswith(_BLACK_FLAG):
        return char
    if char in _BIDI or char in _BLANK or category in ("Cc", "Cs", "Cf"):
        return "" if char == "\r" else _chip(char)
    return char


def _joins(text: str, at: int) -> bool:
    """Whether a joiner does its work here: inside an emoji, or between letters of a script that joins them."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and bool(after) and all(ord(c) >= _FIRST_BEYOND_LATIN for c in (before, after))


def _chip(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


class PlainLabel(QLabel):
    """A label that shows a stranger's text, and never as markup. `text()` is what is displayed."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))


class ElidedLabel(PlainLabel):
    """One line that ends with … where it lacks room; the whole is its accessible name and its tip."""

    def setText(self, text: str) -> None:
        super().setText(text.replace("\n", " "))
        self.setAccessibleName(self.text())
        set_tip(self, text)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        line = elided(self.text(), QFontMetricsF(self.font()), room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), line)


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
    widget.setToolTip(f"<p style='white-space:pre-wrap'>{html.escape(visible(text))}</p>" if text else "")


def message_box(title: str, text: str, detail: str = "", parent: QWidget | None = None) -> QMessageBox:
    """A box with plain text; the caller adds buttons and shows it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(visible(title))
    box.setText(visible(text))
    box.setInformativeText(visible(detail))
    for label in box.findChildren(QLabel):  # the informative text has a label of its own, which guesses
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box
