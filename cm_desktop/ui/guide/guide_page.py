"""The guide on a sheet: headings, narrowed as one types, each with its text under it once asked for. May not read a file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.guide.document import Block, Section, Table
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words

_INDENT = 24
_CLOSED, _OPEN = "chevron-right", "chevron-down"


class GuidePage(Page):
    """One section is open at a time; Enter opens the first that is listed."""

    final = True

    def __init__(self, sections: Sequence[Section], words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Guide")
        self.subtitle = words.say("Everything here works without a network.")
        self._search = Field(words.say("Search the headings"), theme)
        self._search.line.textChanged.connect(self._narrow)
        self._search.line.returnPressed.connect(self._open_first)
        self._nothing = label(words.say("No heading says this."), fonts.LIST_TEXT, theme.text2)
        self._nothing.hide()
        self.rows = [_Row(section, words, theme) for section in sections]
        self.column.setSpacing(4)
        self.column.addWidget(self._search)
        self.column.addSpacing(4)
        self.column.addWidget(self._nothing)
        for row in self.rows:
            row.head.clicked.connect(lambda _checked=False, row=row: self._turn(row))
            self.column.addWidget(row)

    @property
    def first(self) -> QWidget:
        return self._search.line

    def _narrow(self, typed: str) -> None:
        for row in self.rows:
            row.setVisible(row.section.speaks_of(typed))
        self._nothing.setVisible(not any(row.isVisibleTo(self) for row in self.rows))

    def _open_first(self) -> None:
        listed = next((row for row in self.rows if row.isVisibleTo(self)), None)
        if listed is not None and not listed.is_open:
            self._turn(listed)

    def _turn(self, turned: "_Row") -> None:
        for row in self.rows:
            row.open(on=row is turned and not row.is_open)


class _Row(QWidget):
    """A heading, and its text where it is open."""

    def __init__(self, section: Section, words: Words, theme: Theme) -> None:
        super().__init__()
        self.section = section
        self._words = words
        self._theme = theme
        self._body: QWidget | None = None
        self.head = Button(section.title, theme, kind=Kind.GHOST, icon=_CLOSED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INDENT if section.within else 0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def is_open(self) -> bool:
        """Whether its text is shown."""
        return self._body is not None and not self._body.isHidden()

    def open(self, *, on: bool) -> None:
        """Show or hide its text, which is made when it is first asked for."""
        if on and self._body is None:
            self._body = self._make_body()
            self._column.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(on)
        self.head.set_icon(_OPEN if on else _CLOSED)

    def _make_body(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(36, 0, 12, 16)
        column.setSpacing(12)
        for block in self.section.blocks:
            column.addWidget(self._drawn(block))
        return made

    def _drawn(self, block: Block) -> QWidget:
        theme = self._theme
        if block.table:
            return _grid(block.table, theme)
        if block.code:
            code = lines(block.text, fonts.META, theme.text2)
            code.setFont(fonts.code(12))
            return code
        text = Prose(block.text, (), LIST, theme.text, self._words, theme)
        if not block.item:
            return text
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("•", fonts.LIST_TEXT, theme.text3), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return made


def _grid(table: Table, theme: Theme) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for line, cells in enumerate(table):
        for place, cell in enumerate(cells):
            type_, colour = (fonts.LIST_TEXT, theme.text) if line else (fonts.SECTION, theme.text3)
            grid.addWidget(lines(cell, type_, colour), line, place, Qt.AlignmentFlag.AlignTop)
    return made
