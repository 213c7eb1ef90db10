"""A person erased: counted, confirmed by the number that was told. May not decide what goes with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.erasing import PersonWeight
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.sure import Sure
from cm_desktop.wording.erasing import told_person, told_person_limits, told_views
from cm_desktop.wording.words import Words


class ErasingBlock(QWidget):
    """One button; once counted, what goes, and a number to be typed: any name can be impossible to type.

    `asked` wants it counted and `question` called; `confirmed` wants it done.
    """

    asked = Signal()
    confirmed = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._number = ""
        self.ask = Button(words.say("Erase this person…"), theme, kind=Kind.GHOST, icon="trash-2")
        self.field = Field(words.say("The number of comments, to confirm"), theme)
        self.stay = Button(words.say("Keep this person"), theme)
        self.erase = Button(words.say("Erase for good"), theme, kind=Kind.DANGER)
        self._weight = lines("", fonts.LIST_TEXT, theme.text)
        self._limits = lines(told_person_limits(words), fonts.META, theme.text3)
        self._sure = Sure((self._weight, self._limits, self.field), (self.stay, self.erase))
        self.ask.clicked.connect(self.asked)
        self.stay.clicked.connect(self._withdraw)
        self.erase.clicked.connect(self.confirmed)
        self.field.line.textChanged.connect(self._look)
        self._lay_out()

    def question(self, weight: PersonWeight) -> None:
        """What would go; the keyboard is where the number is typed."""
        self._number = str(weight.comments)
        told = (told_person(self._words, weight), told_views(self._words, weight))
        self._weight.setText("\n".join(filter(None, told)))
        self.field.line.clear()
        self._look()
        self.ask.hide()
        self._sure.show()
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look(self) -> None:
        self.erase.setEnabled(self.field.text == self._number)

    def _withdraw(self) -> None:
        self._sure.hide()
        self.ask.show()
        self.ask.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sure)
