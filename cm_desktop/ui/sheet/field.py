"""A line to type in, its name above and a note below; one that shows no letter; and a name for other things to fill in.

May not judge what is typed.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording.words import Words

HEIGHT = 40
_LONGEST = 4_000


class Field(QWidget):
    """`line` is the QLineEdit itself."""

    def __init__(self, name: str, theme: Theme, *, note: str = "", text: str = "", hint: str = "") -> None:
        super().__init__()
        self.line = QLineEdit(text[:_LONGEST])  # a whole library in one line would freeze the window
        self.line.setMaxLength(_LONGEST)
        self.line.setFont(fonts.font(*fonts.REPLY))
        self.line.setFixedHeight(HEIGHT)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(note)
        title = label(name, fonts.SECTION, theme.text2)
        title.setBuddy(self.line)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(title)
        column.addLayout(self.row)
        if note:
            column.addWidget(lines(note, fonts.META, theme.text3))

    @property
    def text(self) -> str:
        """What is typed, without the blanks around it."""
        return self.line.text().strip()


class SecretField(Field):
    """Shows dots, unless one asks to see; what stood in it is gone with it."""

    def __init__(self, name: str, words: Words, theme: Theme, *, note: str = "") -> None:
        super().__init__(name, theme, note=note)
        self._words = words
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )
        self._eye = Button("", theme, kind=Kind.GHOST, icon="eye", name=words.say("Show what is typed"))
        self._eye.clicked.connect(self._look)
        self.row.addWidget(self._eye)

    def _look(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye")
        words = self._words
        name = words.say("Hide what is typed") if hidden else words.say("Show what is typed")
        self._eye.setAccessibleName(name)


def named(name: str, content: QWidget, theme: Theme, *, note: str = "") -> QWidget:
    """Anything to fill in under its name; `note` stands beside the name."""
    made = QWidget()
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(name, fonts.SECTION, theme.text2))
    head.addWidget(label(note, fonts.META, theme.text3), 1)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(7)
    column.addLayout(head)
    column.addWidget(content)
    return made
