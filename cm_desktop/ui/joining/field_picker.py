"""Says what one column of a file holds. May not know the other columns."""

from PySide6.QtCore import QSignalBlocker, Signal

from cm_desktop.domain.arrivals import Field
from cm_desktop.ui.joining.columns import Column
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import arrivals
from cm_desktop.wording.words import Words

_FIELDS: tuple[Field | None, ...] = (None, *Field)
_WIDTH, _HEIGHT = 220, 34


class FieldPicker(Picker):
    """`picked` carries a Field, or None for a column that stays behind."""

    picked = Signal(object)

    def __init__(self, column: Column, words: Words, theme: Theme) -> None:
        name = words.say("What “{column}” holds", column=visible(column.name))
        super().__init__(name, theme, faint_first=True)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.add(*(words.say("Left out") if one is None else arrivals.field(words, one) for one in _FIELDS))
        self.show_field(column.held)
        self.currentIndexChanged.connect(lambda place: self.picked.emit(_FIELDS[place]))

    def show_field(self, held: Field | None) -> None:
        """Show what it holds, without saying so."""
        silence = QSignalBlocker(self)
        self.setCurrentIndex(_FIELDS.index(held))
        silence.unblock()
