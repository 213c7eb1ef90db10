"""What each column of a file holds, guessed, shown and corrected, with the first comments as they will be.

May not read the file: it is told the comments that a mapping gives.
"""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QWidget

from cm_desktop.domain.arrivals import ColumnMapping, DateOrder, Field, Survey
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.ui.joining.columns import Column, columns, dated, moved, wrong
from cm_desktop.ui.joining.field_picker import FieldPicker
from cm_desktop.ui.joining.preview import Preview
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Chip, Choice, Choices
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording import arrivals, reports
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import whole
from cm_desktop.wording.words import Words

_ORDERS = tuple(DateOrder)
_NAMES = 170  # at most, for the names of the columns; the examples have the rest


class MappingPage(Page):
    """`asked` carries the mapping whose preview is wanted."""

    asked = Signal(object)  # ColumnMapping

    def __init__(self, survey: Survey, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self._survey = survey
        self.mapping = survey.mapping
        self.title = words.say("How the file is read")
        rows = words.count("{n} line", "{n} lines", survey.rows)
        self.subtitle = f"{survey.file.name} · {reports.built(words, survey.shape)} · {rows}"
        self.go = words.say("Import")
        self._pickers: dict[str, FieldPicker] = {}
        self._names = min(_NAMES, max(map(_wide, survey.shape.columns), default=0))
        self._problem = Told(theme)
        self._preview = Preview(words, theme)
        self._example = lines("", (13, 430), theme.text2)
        names = [arrivals.date_order(words, order) for order in _ORDERS]
        taken = _ORDERS.index(self.mapping.dates)
        self._order = Choices(words.say("Dates"), [Choice(n) for n in names], Chip, theme, taken=taken)
        self._order.chosen.connect(self._order_dates)
        self._lay_out()

    @property
    def ready(self) -> bool:
        return self._wrong() is None

    @property
    def first(self) -> QWidget | None:
        return next(iter(self._pickers.values())) if not self.ready else None

    def start(self) -> None:
        """Ask for the first preview."""
        self._tell()

    def show_preview(self, comments: Sequence[Comment]) -> None:
        """The comments that the mapping gives."""
        self._preview.show_comments(comments)
        example = dated(self._survey, self.mapping, comments)
        self._order.setVisible(example is not None)
        self._example.setVisible(example is not None)
        if example is not None:
            written, comment = example
            read = whole(self.words, comment.created_at)
            self._example.setText(self.words.say("“{written}” is read as {date}.", written=written, date=read))

    def refuse(self, error: ImportRefused) -> None:
        """Why the mapping cannot be used."""
        self._preview.hide()
        self._problem.warn(explain(self.words, error))

    def _lay_out(self) -> None:
        words, theme = self.words, self.theme
        if self._survey.remembered:
            told = words.say("Read like the last file with these columns.")
            self.column.addWidget(lines(told, (13, 430), theme.text2))
        self.column.addLayout(self._table())
        self.column.addWidget(self._order)
        self.column.addWidget(self._example)
        self.column.addWidget(self._problem)
        self.column.addWidget(self._preview)

    def _table(self) -> QGridLayout:
        words, theme = self.words, self.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        titles = (words.say("Column"), words.say("For example"), words.say("Holds"))
        for place, title in enumerate(titles):
            grid.addWidget(label(title, fonts.SECTION, theme.text3), 0, place)
        for line, column in enumerate(columns(self._survey, self.mapping), 1):
            self._add_row(grid, line, column)
        grid.setColumnStretch(1, 1)
        return grid

    def _add_row(self, grid: QGridLayout, line: int, column: Column) -> None:
        name = elided(column.name, fonts.BUTTON, self.theme.text)
        name.setFixedWidth(self._names)
        picker = FieldPicker(column, self.words, self.theme)
        picker.picked.connect(lambda held: self._pick(column.name, held))
        self._pickers[column.name] = picker
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(elided("  ·  ".join(column.values), fonts.LIST_TEXT, self.theme.text2), line, 1)
        grid.addWidget(picker, line, 2)

    def _pick(self, column: str, held: Field | None) -> None:
        self.mapping = moved(self.mapping, column, held)
        for name, picker in self._pickers.items():
            picker.show_field(self.mapping.fields.get(name))
        self._tell()

    def _order_dates(self, place: int) -> None:
        self.mapping = ColumnMapping(fields=self.mapping.fields, dates=_ORDERS[place])
        self._tell()

    def _wrong(self) -> ImportRefused | None:
        return wrong(self._survey, self.mapping)

    def _tell(self) -> None:
        if (problem := self._wrong()) is not None:
            self.refuse(problem)
        else:
            self._problem.hush()
            self.asked.emit(self.mapping)
        self.changed.emit()


def _wide(name: str) -> int:
    return ceil(QFontMetricsF(fonts.font(*fonts.BUTTON)).horizontalAdvance(visible(name)))
