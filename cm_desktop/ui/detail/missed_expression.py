"""The line that asks for an expression that the rules missed, and what kind it is. May not write a rule."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from cm_desktop.domain.verdicts import Category
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import HEIGHT, Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_USUAL = Category.INSULT


class MissedExpression(QWidget):
    """Stands above the reply box while it asks. `chosen` carries the passage and its Category."""

    chosen = Signal(str, object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._category = _USUAL
        self._field = QLineEdit()
        self._field.setFixedHeight(HEIGHT)
        self._field.setFont(fonts.font(*fonts.LIST_TEXT))
        self._field.setAccessibleName(words.say("Expression to flag"))
        self._field.setPlaceholderText(words.say("As it stands in the comment"))
        self._kind = Button("", theme, opens=True)
        self._add = Button(words.say("Try it out"), theme, kind=Kind.PRIMARY)
        self._leave = Button(words.say("Cancel"), theme, kind=Kind.GHOST)
        self._kind.clicked.connect(self._open_kinds)
        self._add.clicked.connect(self._choose)
        self._leave.clicked.connect(self.hide)
        self._field.returnPressed.connect(self._choose)
        self._field.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self._lay_out()
        self._set_kind(_USUAL)
        self.hide()

    @property
    def expression(self) -> str:
        """What stands in the field."""
        return self._field.text().strip()

    def ask(self, selected: str) -> None:
        """Ask for the expression, which may be what was selected."""
        self._field.setText(" ".join(selected.split()))
        self._add.setEnabled(bool(selected.strip()))
        self.show()
        (self._kind if selected.strip() else self._field).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.line)
            painter.setBrush(self._theme.sunken)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _lay_out(self) -> None:
        words, theme = self._words, self._theme
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(words.say("Add an expression"), (13, 600), theme.text))
        head.addWidget(elided(words.say("On trial first: it counts for nothing yet."), fonts.META, theme.text3), 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._field, self._kind, self._add, self._leave):
            row.addWidget(part, 1 if part is self._field else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(row)

    def _set_kind(self, category: Category) -> None:
        self._category = category
        self._kind.set_label(terms.category(self._words, category))
        self._kind.setAccessibleName(
            self._words.say("Category: {category}", category=terms.category(self._words, category))
        )

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for category in Category:
            chosen = category is self._category
            action = menu.addAction(terms.category(self._words, category))
            action.setIcon(icons.icon("check", self._theme.accent_tx) if chosen else icons.blank())
            action.triggered.connect(lambda _checked, category=category: self._set_kind(category))
        menu.popup(self._kind.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _choose(self) -> None:
        if passage := self.expression:
            self.hide()
            self.chosen.emit(passage, self._category)
