"""What one person reads to another: a device's digits, a code, large and in groups. May not compare them with anything."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cm_desktop.domain.approvals.people import KeyId, aloud
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.links import copy
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_CODE, _LONG, _SHORT = 24, 20, 20  # a code of more letters than `_SHORT` is written smaller


class LettersCard(Card):
    """`groups` are shown as they are; read aloud letter by letter, after what they are: `name`."""

    def __init__(self, name: str, groups: str, words: Words, theme: Theme) -> None:
        super().__init__(theme.sunken, theme.line)
        size = _CODE if len(groups) <= _SHORT else _LONG
        self._shown = label(groups, (size, 500), theme.text)
        self._shown.setFont(fonts.code(size))
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        spelt = ", ".join(" ".join(group) for group in groups.replace("-", " ").split())
        self._shown.setAccessibleName(words.say("{name}: {state}", name=name, state=spelt))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)
        self.column.addWidget(self._shown)


class CodeCard(LettersCard):
    """A code, which can be copied."""

    def __init__(self, code: str, words: Words, theme: Theme) -> None:
        super().__init__(words.say("Code"), code, words, theme)
        taken = label("", fonts.META, theme.ok_fg)
        button = Button(words.say("Copy the code"), theme, icon="copy")
        button.clicked.connect(lambda: copy(code))
        button.clicked.connect(lambda: taken.setText(words.say("Copied.")))
        foot = QHBoxLayout()
        foot.addWidget(button)
        foot.addWidget(taken, 1)
        self.column.addLayout(foot)


def digits(key: KeyId, words: Words, theme: Theme) -> LettersCard:
    """Those of a device, for two people to compare."""
    return LettersCard(words.say("Digits of the device"), aloud(key), words, theme)
