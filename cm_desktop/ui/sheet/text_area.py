"""Some lines to type in, their name above. May not judge what is typed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.plain_area import PlainArea
from cm_desktop.ui.kit.passages.written import written

_HEIGHT = 104


class TextArea(PlainArea):
    """`left` is told when the keyboard goes elsewhere; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, name: str, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(fonts.font(*fonts.REPLY))
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # else what is around it spreads out
        self.setObjectName("lines")

    @property
    def text(self) -> str:
        """What is typed, without the blanks around it."""
        return written(self.document()).strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
