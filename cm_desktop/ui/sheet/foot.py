"""The foot of a sheet: the ways on and out, and what is told above them. May not know what they do."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.controls.button import PADDING, Button, Kind
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.words import Words


class Foot(QWidget):
    """`go` is the page's primary button, `other` a second way on, `back` the page before, `leave` out of the sheet."""

    def __init__(self, side: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self.told = Told(theme)
        self.go = Button("", theme, kind=Kind.PRIMARY)
        self.other = Button("", theme)
        self.back = Button(words.say("Back"), theme, kind=Kind.GHOST, icon="arrow-left")
        self.leave = Button(words.say("Cancel"), theme, kind=Kind.GHOST)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.other)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.leave)
        told = QVBoxLayout()
        told.setContentsMargins(0, 0, PADDING, 0)
        told.addWidget(self.told)
        column = QVBoxLayout()
        column.setContentsMargins(side, 16, side - PADDING, 20)  # the words of a ghost button end where the fields do
        column.setSpacing(16)
        column.addLayout(told)
        column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rule(theme))
        whole.addLayout(column)

    def give_way(self) -> None:
        """Take no room where nothing stands in it."""
        self.setHidden(all(part.isHidden() for part in (self.told, self.go, self.other, self.back, self.leave)))
