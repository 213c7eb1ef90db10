"""A field for a day, as the window's language writes it. May not know what the day is for."""

from PySide6.QtWidgets import QDateEdit

from cm_desktop.ui.kit import fonts
from cm_desktop.wording.words import Words

_INSET = 8  # the style sheet's padding does not reach the text


class DayField(QDateEdit):
    """`name` is what a screen reader says of it."""

    def __init__(self, name: str, words: Words, height: int = 32) -> None:
        super().__init__()
        self.setDisplayFormat("dd/MM/yyyy" if words.language == "fr" else "yyyy-MM-dd")
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setFixedHeight(height)
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
        self.setAccessibleName(name)
