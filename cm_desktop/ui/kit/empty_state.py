"""What stands where there is nothing to show: a sign, a title, a sentence, what to do. May not do it itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme

_SIGN = 64
_ICON = 28


class EmptyState(QWidget):
    """Centred in the room it gets; `title` is the type of its title."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, title: tuple[int, int] = fonts.DETAIL_TITLE
    ) -> None:
        super().__init__(parent)
        self._sign = _Sign(theme)
        self._title = label("", title, theme.text)
        self._text = label("", (13, 430), theme.text2)
        for line in (self._title, self._text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def show_words(
        self, icon: str, title: str, text: str = "", buttons: Sequence[Button] = (), *, good: bool = False
    ) -> None:
        """Show these words, and these buttons instead of the former ones. `good`: there is nothing because all is done."""
        self._sign.show_icon(icon, good=good)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if buttons:
            self._buttons.addStretch()
            for button in buttons:
                self._buttons.addWidget(button)
            self._buttons.addStretch()


class _Sign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._good = "inbox", False
        self.setFixedSize(QSize(_SIGN, _SIGN))

    def show_icon(self, icon: str, *, good: bool) -> None:
        self._icon, self._good = icon, good
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ok_bg if self._good else theme.sunken)
            painter.drawEllipse(QRectF(self.rect()))
            colour = theme.ok_fg if self._good else theme.text3
            icons.draw(painter, self._icon, colour, (_SIGN - _ICON) / 2, (_SIGN - _ICON) / 2, _ICON)
