"""A stranger's text in its lines, as tall as it needs, with its passages. May not decide which passages."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cm_desktop.ui.kit.highlight import Passage, SetText, Setting, set_text
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class Prose(QWidget):
    """Its accessible name is the text; a menu copies it as it was written."""

    def __init__(
        self,
        text: str,
        found: Sequence[Passage],
        setting: Setting,
        colour: QColor,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._text = text
        self._found = found
        self._setting = setting
        self._colour = colour
        self._words = words
        self._theme = theme
        self._set: tuple[int, SetText] | None = None
        self.setAccessibleName(visible(text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines(width).height

    def sizeHint(self) -> QSize:
        width = self.width() or 400
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self._words.say("Copy the text"))
        copy.triggered.connect(partial(QGuiApplication.clipboard().setText, self._text))
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._lines(self.width()).draw(painter, 0, 0, self._colour)

    def _lines(self, width: int) -> SetText:
        if self._set is None or self._set[0] != width:
            self._set = (width, set_text(self._text, self._found, width, self._setting, self._theme))
        return self._set[1]
