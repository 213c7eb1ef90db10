"""Sets a comment's text in lines, with the passages that rules found in their form. May not decide which are found.

Offsets of passages are code points of the original text; Qt's are UTF-16 units of what is displayed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from cm_desktop.domain.verdicts import Form, Hit
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.passages.stretches import part, stretches
from cm_desktop.ui.kit.safe_text import WHOLE, first, reads_from_the_right, shown, utf16_length
from cm_desktop.ui.kit.theme import Theme

_MARK_WEIGHT = 600
_MARK_UNDERLINE = 1.2
_LEAD = 28  # code points kept before a passage that would else be out of sight
_CHARACTERS_A_LINE = 160  # more than any line of the list holds
_LONGEST_WORD = 40  # before a passage, that is not cut through
_PADDING = 2.0  # of a mark's ground, beside its words
_CHIP_SIZE, _CHIP_WEIGHT = 0.7, 640  # of its letters, beside those around it
_CHIP_INSET, _CHIP_RADIUS = 1.0, 3.5
_BEFORE = "… "
_BEFORE_ELLIPSIS = " .,;:…"  # signs that would run into it
_CLEAR = QColor(0, 0, 0, 0)
_LINE_BREAK = "\u2028"
_TO_SPACES = {ord(c): " " for c in "\r\n\t"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text is set: size and weight of its font, height of a line, thickness of a grievance's underline."""

    size: int
    weight: int
    line: int
    underline: float


LIST = Setting(size=13, weight=420, line=19, underline=1.5)
BODY = Setting(size=16, weight=430, line=25, underline=2)


@dataclass(frozen=True, slots=True)
class Passage:
    """A highlighted run, half-open."""

    start: int
    end: int
    form: Form

    def moved(self, by: int) -> "Passage":
        return Passage(self.start + by, self.end + by, self.form)

    def within(self, start: int, length: int) -> "Passage":
        """What of it lies in a part of the text, counted from there; it ends at 0 or before where that is nothing."""
        return Passage(max(0, self.start - start), min(self.end - start, length), self.form)


def passages(hits: Iterable[Hit]) -> tuple[Passage, ...]:
    """What to highlight: all that has a severity; attacks last, so that they lie above what they overlap."""
    found = {Passage(hit.start, hit.end, hit.category.form) for hit in hits if hit.severity}
    return tuple(sorted(found, key=lambda p: (p.form is Form.ATTACK, p.start, p.end)))


@dataclass(frozen=True, slots=True)
class _Mark:
    box: QRectF
    baseline: float
    form: Form


@dataclass(frozen=True, slots=True)
class _Made:
    """A layout in its lines, what is marked in it, and the boxes of its chips."""

    layout: QTextLayout
    marks: Sequence[_Mark]
    chips: Sequence[QRectF]


class SetText:
    """A text in its lines, to be painted many times. `height` in pixels; `text` is what is displayed."""

    def __init__(self, made: _Made, setting: Setting, theme: Theme) -> None:
        layout = self._layout = made.layout
        self._marks = made.marks
        self._chips = made.chips
        self._setting = setting
        self._theme = theme
        self.lines = layout.lineCount()
        self.height = self.lines * setting.line
        self.text = layout.text()

    def line(self, number: int) -> QTextLine:
        """One of its lines, from 0."""
        return self._layout.lineAt(number)

    def place_at(self, x: float, y: float) -> int:
        """The nearest place between two letters, in UTF-16 units of the displayed text."""
        number = max(0, min(int(y // self._setting.line), self.lines - 1))
        return self._layout.lineAt(number).xToCursor(x)

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor, selected: tuple[int, int] = (0, 0)) -> None:
        """Paint it with its upper left corner at (x, y), `colour` outside the highlights, `selected` units as such."""
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self._marks:
            if mark.form is not Form.GRIEVANCE:
                painter.setBrush(self._theme.at_mark if mark.form is Form.ATTACK else self._theme.mark)
                painter.drawRoundedRect(mark.box.translated(x, y), 3, 3)
        painter.setPen(self._theme.edge)
        painter.setBrush(self._theme.sunken)
        for chip in self._chips:
            painter.drawRoundedRect(chip.translated(x, y), _CHIP_RADIUS, _CHIP_RADIUS)
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y), [_selection(*selected, self._theme)])
        for mark in self._marks:
            painter.fillRect(self._underline(mark).translated(x, y), _underline_colour(mark.form, self._theme))

    def _underline(self, mark: _Mark) -> QRectF:
        below = mark.baseline + max(2.0, self._setting.size * 0.14)
        grievance = mark.form is Form.GRIEVANCE
        inset = 0.0 if grievance else _PADDING
        thickness = self._setting.underline if grievance else _MARK_UNDERLINE
        return QRectF(mark.box.x() + inset, below, mark.box.width() - 2 * inset, thickness)


def set_text(
    text: str, found: Sequence[Passage], width: float, setting: Setting, theme: Theme, *, lines: int | None = None
) -> SetText:
    """Set `text` in lines of `width` pixels, at most `lines` of them; right to left where the text is.

    With `lines`, where the first ones would show no passage, the text begins shortly before the first passage.
    """
    if lines is None:
        return _set(first(text), found, width, setting, theme)
    made = _excerpt(text, found, width, setting, theme, lines)
    begin = min((p.start for p in found), default=0)
    enough = first(text, replace(WHOLE, characters=lines * _CHARACTERS_A_LINE))
    if not made.text.endswith("…") or shown(enough).utf16(min(begin, len(enough))) < utf16_length(made.text) - 1:
        return made
    before = max(0, begin - _LEAD)
    word = text[max(0, before - _LONGEST_WORD) : before].translate(_TO_SPACES).rpartition(" ")[2]
    start = before - (len(word) if len(word) < _LONGEST_WORD else 0)
    moved = [p.moved(len(_BEFORE) - start) for p in found]
    return _excerpt(_BEFORE + text[start : start + len(enough) + 1], moved, width, setting, theme, lines)


def _excerpt(text: str, found: Sequence[Passage], width: float, setting: Setting, theme: Theme, lines: int) -> SetText:
    """At most `lines` lines, cut between words where there is a word to end with."""
    enough = first(text, replace(WHOLE, characters=lines * _CHARACTERS_A_LINE)).translate(_TO_SPACES)
    made = _set(enough, found, width, setting, theme)
    if made.lines <= lines and len(enough) == len(text):
        return made
    return _set(enough, found, width, setting, theme, end=_end(made, lines, width, setting))


def _end(made: SetText, lines: int, width: float, setting: Setting) -> int:
    """Where to end, in UTF-16 units, so that an ellipsis still fits in the last line."""
    last = made.line(min(lines, made.lines) - 1)
    start = last.textStart()
    words = part(made.text, start, start + last.textLength()).rstrip()
    ellipsis = QFontMetricsF(fonts.font(setting.size, _MARK_WEIGHT)).horizontalAdvance("…")
    if last.naturalTextWidth() + ellipsis > width:
        words = words.rpartition(" ")[0].rstrip() or words[:-3]
    return start + utf16_length(words.rstrip(_BEFORE_ELLIPSIS))


def _set(
    text: str, found: Sequence[Passage], width: float, setting: Setting, theme: Theme, end: int | None = None
) -> SetText:
    """All lines; with `end`, only the displayed text up to there and an ellipsis."""
    display = shown(text)
    if end is not None:  # half a chip is none, and its letters wider
        end = next((start for start, stop in display.chips if start < end < stop), end)
    kept = display.text if end is None else part(display.text, 0, end) + "…"
    runs = [(display.utf16(p.start), display.utf16(p.end), p.form) for p in found]
    runs = [(start, min(stop, utf16_length(kept)), form) for start, stop, form in runs if start < utf16_length(kept)]
    chips = [(start, stop) for start, stop in display.chips if stop <= utf16_length(kept)]
    layout = QTextLayout(kept.replace("\n", _LINE_BREAK), fonts.font(setting.size, setting.weight))
    layout.setCacheEnabled(True)  # or each question where a letter lies shapes its line again
    layout.setTextOption(_option(text))
    formats = [_format(run, setting, theme) for run in runs if run[2] is not Form.GRIEVANCE]
    layout.setFormats([*formats, *(made for chip in chips for made in _chip_formats(kept, *chip, setting, theme))])
    _break_lines(layout, width, setting)
    marks = [mark for run in runs for mark in _marks(layout, run, setting)]
    return SetText(
        _Made(layout, marks, [box for chip in chips for box in _boxes(layout, chip, setting)]), setting, theme
    )


def _option(text: str) -> QTextOption:
    right = reads_from_the_right(text)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _format(run: tuple[int, int, Form], setting: Setting, theme: Theme) -> QTextLayout.FormatRange:
    start, stop, form = run
    made = QTextLayout.FormatRange()
    made.start, made.length = start, stop - start
    look = QTextCharFormat()
    look.setFont(fonts.font(setting.size, _MARK_WEIGHT))
    look.setForeground(QBrush(theme.at_mark_tx if form is Form.ATTACK else theme.mark_tx))
    made.format = look
    return made


def _chip_formats(
    text: str, start: int, stop: int, setting: Setting, theme: Theme
) -> Iterable[QTextLayout.FormatRange]:
    """Small letters; the brackets around them keep their room, and the box is drawn in their place."""
    small = fonts.font(round(setting.size * _CHIP_SIZE), _CHIP_WEIGHT)
    name = part(text, start, stop)
    opening, closing = start + name.index("⟨"), start + name.index("⟩")
    letters = ((start, stop, theme.text2), (opening, opening + 1, _CLEAR), (closing, closing + 1, _CLEAR))
    for begin, end, colour in letters:
        made = QTextLayout.FormatRange()
        made.start, made.length = begin, end - begin
        look = QTextCharFormat()
        look.setFont(small)
        look.setForeground(QBrush(colour))
        made.format = look
        yield made


def _boxes(layout: QTextLayout, chip: tuple[int, int], setting: Setting) -> Iterable[QRectF]:
    """Where a chip lies, around the capitals of its letters."""
    small = QFontMetricsF(fonts.font(round(setting.size * _CHIP_SIZE), _CHIP_WEIGHT))
    height = small.capHeight() + 6
    for lying in stretches(layout, *chip, setting.line):
        middle = lying.baseline - small.capHeight() / 2
        yield QRectF(lying.box.x() + _CHIP_INSET, middle - height / 2, lying.box.width() - 2 * _CHIP_INSET, height)


def _selection(start: int, stop: int, theme: Theme) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, stop - start
    look = QTextCharFormat()
    look.setBackground(QBrush(theme.accent))
    look.setForeground(QBrush(theme.accent_on))
    made.format = look
    return made


def _break_lines(layout: QTextLayout, width: float, setting: Setting) -> None:
    """Lines of one height with one baseline, whatever fonts an emoji or another script brings in."""
    metrics = QFontMetricsF(fonts.font(setting.size, setting.weight))
    baseline = (setting.line - metrics.height()) / 2 + metrics.ascent()
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * setting.line + baseline - line.ascent()))
        number += 1
    layout.endLayout()


def _marks(layout: QTextLayout, run: tuple[int, int, Form], setting: Setting) -> list[_Mark]:
    """Where a run is marked, one box for each line that it crosses."""
    start, stop, form = run
    inset = 0.0 if form is Form.GRIEVANCE else _PADDING
    return [
        _Mark(stretch.box.adjusted(-inset, 0.5, inset, -0.5), stretch.baseline, form)
        for stretch in stretches(layout, start, stop, setting.line)
    ]


def _underline_colour(form: Form, theme: Theme) -> QColor:
    return {Form.ATTACK: theme.at_mark_tx, Form.GRIEVANCE: theme.gr_ul, Form.NEITHER: theme.mark_tx}[form]
