"""The search field of a list, with the key that leads into it. May not search."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import key_width, paint_key
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 38
_ICON = 16


class SearchField(QLineEdit):
    """`searched` carries what to look for, once the letter is painted; `left` says that the user goes back to the list.

    `key` is shown, as the one that leads here.
    """

    searched = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(
        self, placeholder: str, theme: Theme, *, icon: str = "search", key: str = "/", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._key = key
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._search)
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedHeight(HEIGHT)
        self.setTextMargins(_ICON + 10, 0, _ICON + 12, 0)
        self.setMaxLength(200)
        self.textEdited.connect(lambda _text: self._pause.start())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def put(self, text: str) -> None:
        """Show another text without searching for it."""
        self._pause.stop()
        if text != self.text():
            self.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.clear()
                self._search()
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._search()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            icons.draw(painter, self._icon, self._theme.text2, 12, (self.height() - _ICON) / 2, _ICON)
            if self._key and not self.hasFocus() and not self.text():
                width = key_width(self._key)
                box = QRectF(self.width() - width - 9, (self.height() - 20) / 2, width, 20)
                paint_key(painter, box, self._key, self._theme)

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
