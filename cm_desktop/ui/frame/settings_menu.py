"""The menu of the window: its pages, its theme and its language. May not apply what is chosen."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from cm_desktop.ui import keys
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import LANGUAGES

_NAMES = {"fr": "Français", "en": "English"}  # each in itself, for who cannot read the other
_CHOSEN = "✓  "


def settings_menu(
    look: Look,
    speak: Callable[[str], None],
    wear: Callable[[Scheme], None],
    doors: Mapping[keys.Command, Callable[[], None]],
    halts: Mapping[str, Callable[[], None]],
    parent: QWidget,
) -> QMenu:
    """A menu to pop up; `speak` gets a language, `wear` a theme, `doors` are the ways for pages to come in.

    `halts` pause and resume reading and sending, by name.
    """
    words = look.words
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    themes = {
        Scheme.SYSTEM: words.say("As the system"),
        Scheme.LIGHT: words.say("Light"),
        Scheme.DARK: words.say("Dark"),
    }
    menu.addSection(words.say("Pages"))
    for key in (key for key in keys.JOINING if key.does in doors):
        name = f"{keys.meaning(key, words)}…\t{'+'.join(keys.caps(key, words))}"
        menu.addAction(name).triggered.connect(partial(_enter, doors[keys.Command(key.does)]))
    menu.addSeparator()
    for name, call in halts.items():
        menu.addAction(name).triggered.connect(partial(_enter, call))
    menu.addSection(words.say("Theme"))
    for scheme, name in themes.items():
        menu.addAction((_CHOSEN if scheme is look.scheme else "") + name).triggered.connect(partial(wear, scheme))
    menu.addSection(words.say("Language"))
    for language in LANGUAGES:
        name = (_CHOSEN if language == words.language else "") + _NAMES[language]
        menu.addAction(name).triggered.connect(partial(speak, language))
    return menu


def _enter(door: Callable[[], None], _checked: object = None) -> None:
    door()
