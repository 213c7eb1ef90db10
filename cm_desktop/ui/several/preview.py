"""The first of what is picked, a line each, and how many more there are. May not open any."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.queue import Row
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.avatar import AuthorAvatar
from cm_desktop.ui.kit.marks.row_words import without_words
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.several.several_words import others
from cm_desktop.wording.words import Words

_FIGURE, _GAP = 30, 12


class Preview(QWidget):
    """`moments` says when each was written, `number` counts all that is picked."""

    def __init__(self, rows: Sequence[Row], moments: Sequence[str], number: int, words: Words, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(words.say("Preview"), fonts.SECTION, theme.text2))
        for row, moment in zip(rows, moments, strict=True):
            column.addLayout(_line(row, moment, words, theme))
        if number > len(rows):
            more = label(others(words, number - len(rows)), fonts.LIST_TEXT, theme.text2)
            more.setContentsMargins(_FIGURE + _GAP, 0, 0, 0)
            column.addWidget(more)


def _line(row: Row, moment: str, words: Words, theme: Theme) -> QHBoxLayout:
    comment = row.comment
    name = elided(comment.author.name or words.say("Name withheld"), (13, 620), theme.text)
    name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(name)
    head.addWidget(label(moment, fonts.META, theme.text3))
    head.addStretch()
    told = QVBoxLayout()
    told.setSpacing(3)
    told.addLayout(head)
    told.addWidget(elided(comment.text or without_words(words, comment), fonts.LIST_TEXT, theme.text2))
    line = QHBoxLayout()
    line.setSpacing(_GAP)
    line.addWidget(AuthorAvatar(comment.author.name, _FIGURE, theme), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(told, 1)
    return line
