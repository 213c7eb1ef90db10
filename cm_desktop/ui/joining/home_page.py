"""Where the page lives, which decides what opens its door. May not ask for the access itself."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from cm_desktop.ui.joining.steps import Joining
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import access, terms
from cm_desktop.wording.words import Words


class HomePage(Page):
    """One card for each way to a page of this kind."""

    def __init__(self, joining: Joining, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = access.question(words)
        self.subtitle = words.say(
            "{platform} · {client}", platform=terms.platform(words, joining.kind), client=joining.client.name
        )
        self.go = words.say("Continue")
        self._joining = joining
        self._ways = access.ways(words, joining.kind)
        homes = [way.home for way in self._ways]
        options = [Choice(way.title, way.lines[0]) for way in self._ways]
        self._where = Choices(self.title, options, Card, theme, taken=homes.index(joining.home))
        self.column.addWidget(self._where)

    @property
    def first(self) -> QWidget:
        return self._where.first

    def answered(self) -> Joining:
        """Where one stands now."""
        return replace(self._joining, home=self._ways[self._where.taken].home)
