"""How the window looks and speaks: theme and language, at once. May not remember either."""

from PySide6.QtCore import Signal

from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.theme import Scheme, Theme
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.field import named
from cm_desktop.wording.words import LANGUAGES, NAMES, Words

_SCHEMES = (Scheme.SYSTEM, Scheme.LIGHT, Scheme.DARK)


class AppearanceSection(Section):
    """`speaking` carries a language, `wearing` a Scheme."""

    speaking = Signal(str)
    wearing = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        say = words.say
        super().__init__(say("Appearance"), say("Remembered on this computer."), theme)
        schemes = [say("Same as the system"), say("Light"), say("Dark")]
        self.schemes = Segments(say("Theme"), schemes, theme)
        self.languages = Segments(
            say("Language"), [NAMES[each] for each in LANGUAGES], theme, taken=LANGUAGES.index(words.language)
        )
        self.schemes.chosen.connect(lambda place: self.wearing.emit(_SCHEMES[place]))
        self.languages.chosen.connect(lambda place: self.speaking.emit(LANGUAGES[place]))
        self.column.addWidget(named(say("Theme"), self.schemes, theme))
        self.column.addWidget(named(say("Language"), self.languages, theme))

    def show_scheme(self, scheme: Scheme) -> None:
        """Which theme was chosen: before anybody listens."""
        self.schemes.take(_SCHEMES.index(scheme))
