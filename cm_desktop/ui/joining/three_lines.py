"""One way to a page in three lines, each with what it speaks of. May not word the lines: `wording.access` does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording.access import Access, Home
from cm_desktop.wording.words import Words

_TITLE = 112


class ThreeLines(Card):
    """`last` can be hidden where it does not apply."""

    def __init__(self, way: Access, words: Words, theme: Theme) -> None:
        super().__init__(theme.sunken, theme.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for title, line in zip(_titles(words, way.home), way.lines, strict=True):
            self.last = _line(title, line, theme)
            column.addWidget(self.last)


def _titles(words: Words, home: Home) -> tuple[str, str, str]:
    what = words.say("What it is")
    match home:
        case Home.NOWHERE:
            return what, words.say("How it works"), words.say("Meanwhile")
        case Home.ADDRESS:
            return what, words.say("Where there are some"), words.say("What it allows")
        case _:
            return what, words.say("Where to find it"), words.say("How long")


def _line(title: str, line: str, theme: Theme) -> QWidget:
    made = QWidget()
    named = label(title, fonts.SECTION, theme.text3)
    named.setFixedWidth(_TITLE)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(lines(line, (13, 430), theme.text), 1)
    return made
