"""What helps to write: whether spelling is checked, and the words that the dictionaries were taught. May not check a text."""

from contextlib import suppress

from PySide6.QtWidgets import QVBoxLayout

from cm_desktop.domain.errors import BadValue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.text_area import TextArea
from cm_desktop.wording.words import Words


class WritingSection(Section):
    """The words are kept when one goes on: what is no word is left out."""

    def __init__(self, desk: Desk, words: Words, theme: Theme) -> None:
        say = words.say
        super().__init__(
            say("Writing"),
            say("French and English, recognised from what you write. Nothing leaves this computer."),
            theme,
        )
        self._spelling = desk.spelling
        self.check = Check(say("Check the spelling of my replies"), theme)
        self.words = TextArea(say("Your own words"), "", say("Names and words that are not mistakes"))
        self.column.addWidget(self.check)
        told = say("One per line. In a reply, F7 or the context menu of a word adds it here.")
        taught = QVBoxLayout()
        taught.setSpacing(7)
        taught.addWidget(named(say("Your own words"), self.words, theme))
        taught.addWidget(lines(told, fonts.META, theme.text3))
        self.column.addLayout(taught)
        self.check.clicked.connect(lambda on: self._spelling.check(on=on))
        self.words.left.connect(self.leave)

    def refresh(self) -> None:
        self.check.setChecked(self._spelling.checked)
        if not self.words.hasFocus():
            self.words.setPlainText("\n".join(sorted(self._spelling.taught, key=str.casefold)))

    def leave(self) -> None:
        before, now = self._spelling.taught, set(self.words.toPlainText().split())
        for word in sorted(before - now):
            self._spelling.teach(word, known=False)
        for word in sorted(now - before):
            with suppress(BadValue):
                self._spelling.teach(word)
        self.refresh()
