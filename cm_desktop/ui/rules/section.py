"""A part of the side panel: a title, what stands beside it, and a body that is made anew. May not know what it shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme


class Section(QWidget):
    """`column` holds it all; the body is what was `put` last."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._beside = elided("", fonts.META, theme.text3)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(label(title, fonts.AUTHOR, theme.text))
        head.addWidget(self._beside, 1)
        self._body = QWidget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(10)
        self.column.addLayout(head)
        self.column.addWidget(self._body)

    def tell_beside(self, text: str) -> None:
        """Something small, right of the title."""
        self._beside.setText(text)

    def put(self, column: QVBoxLayout) -> None:
        """This body, in place of the former: on screen at once, or it would be empty for a moment."""
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        fresh = QWidget()
        fresh.setLayout(column)
        self.column.replaceWidget(self._body, fresh)
        self._body.hide()
        self._body.deleteLater()
        self._body = fresh
        fresh.show()
