"""Says what one column of a file holds. May not know the other columns."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from cm_desktop.domain.arrivals import Field
from cm_desktop.ui.joining.columns import Column
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import arrivals
from cm_desktop.wording.words import Words

_FIELDS: tuple[Field | None, ...] = (None, *Field)
_WIDTH, _HEIGHT = 220, 34


class FieldPicker(QComboBox):
    """`picked` carries a Field, or None for a column that stays behind."""

    picked = Signal(object)

    def __init__(self, column: Column, words: Words, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say("What “{column}” holds", column=visible(column.name)))
        self.setMaxVisibleItems(len(_FIELDS))
        for one in _FIELDS:
            self.addItem(words.say("Left out") if one is None else arrivals.field(words, one))
        self.show_field(column.held)
        self.currentIndexChanged.connect(lambda place: self.picked.emit(_FIELDS[place]))

    def show_field(self, held: Field | None) -> None:
        """Show what it holds, without saying so."""
        silence = QSignalBlocker(self)
        self.setCurrentIndex(_FIELDS.index(held))
        silence.unblock()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, box = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.accent if self.hasFocus() else theme.line2)
            painter.setBrush(theme.hover if self.underMouse() else theme.raised)
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(theme.text if self.currentIndex() else theme.text3)
            painter.drawText(box.adjusted(12, 0, -32, 0), Qt.AlignmentFlag.AlignVCenter, self.currentText())
            icons.draw(painter, "chevron-down", theme.text2, self.width() - 26, (self.height() - 16) / 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it changes no column on the way."""
        event.ignore()
