"""A field for a day, as the window's language writes it. May not know what the day is for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateEdit

from cm_desktop.ui.kit import fonts
from cm_desktop.wording.words import Words

_INSET = 8  # the style sheet's padding does not reach the text
_BETWEEN = frozenset("/-. ")


class DayField(QDateEdit):
    """`name` is what a screen reader says of it. A day is typed as it is written, with what stands between or without."""

    def __init__(self, name: str, words: Words, height: int = 32) -> None:
        super().__init__()
        self.setDisplayFormat("dd/MM/yyyy" if words.language == "fr" else "yyyy-MM-dd")
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setFixedHeight(height)
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
        self.setAccessibleName(name)
        self._went_on = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming back with Shift+Tab too, the first figure that is typed is the first one of the day."""
        super().focusInEvent(event)
        self._went_on = False
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelectedSection(self.sectionAt(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt goes on by itself once a part is full: what is typed then to go on may not go on once more."""
        if event.key() == Qt.Key.Key_Home:
            self.setSelectedSection(self.sectionAt(0))
            return
        if self._went_on and event.text() in _BETWEEN:
            self._went_on = False
            return
        before = self.currentSection()
        super().keyPressEvent(event)
        self._went_on = event.text().isdigit() and self.currentSection() != before
