"""Another name for a view. May not keep it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.views import LONGEST_NAME, View
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words


class RenamePage(Page):
    """`renamed` carries the View with its other name."""

    renamed = Signal(object)

    def __init__(self, view: View, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self._view = view
        self.title = words.say("Rename the view")
        self.subtitle = view.name
        self.go = words.say("Rename")
        self.field = Field(words.say("Name of the view"), theme, text=view.name)
        self.field.line.setMaxLength(LONGEST_NAME)
        self.field.line.selectAll()
        self.field.line.textChanged.connect(self.changed)
        self.column.addWidget(self.field)

    @property
    def first(self) -> QWidget:
        return self.field.line

    @property
    def ready(self) -> bool:
        return bool(self.field.text)

    def press(self) -> None:
        """Enter."""
        self.renamed.emit(replace(self._view, name=self.field.text))

    def keep(self) -> None:
        """There is no other way on."""
