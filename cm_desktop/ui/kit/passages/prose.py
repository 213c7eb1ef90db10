"""A stranger's text in its lines, as tall as it needs, with its passages. May not decide which passages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.passages.highlight import Passage, SetText, Setting, set_text
from cm_desktop.ui.kit.safe_text import first, shown, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_WIDTHS = 8  # that are remembered: a layout asks for some before it settles
Offer = tuple[str, Callable[[str], None]]


class Prose(QWidget):
    """Its accessible name is the text; a part can be selected with the mouse; a menu copies it as it was written.

    `offers` stand in the menu, by name: each gets what is selected. `whole` is what the text is a part of.
    """

    announced = Role.StaticText

    def __init__(
        self,
        text: str,
        found: Sequence[Passage],
        setting: Setting,
        colour: QColor,
        words: Words,
        theme: Theme,
        offers: Sequence[Offer] = (),
        whole: str = "",
    ) -> None:
        super().__init__()
        self._setting = setting
        self._colour = colour
        self._words = words
        self._theme = theme
        self._offers = offers
        self._set: dict[int, SetText] = {}
        self._selection = (0, 0)  # from where to where, as the mouse went, in UTF-16 units of what is displayed
        self._text = self._whole = ""
        self._found: Sequence[Passage] = ()
        self.show_text(text, found, whole)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str, found: Sequence[Passage], whole: str = "") -> None:
        """Show this one instead; what is selected stays so where the text is the same."""
        if (text, tuple(found), whole or text) == (self._text, tuple(self._found), self._whole):
            return
        if text != self._text:
            self._selection = (0, 0)
            self.setAccessibleName(visible(text))
        self._text, self._found, self._whole = text, found, whole or text
        self._set.clear()
        self.updateGeometry()
        self.update()

    def deselect(self) -> None:
        """Nothing of it is selected any more."""
        self._select(0, 0)

    @property
    def selected(self) -> str:
        """The part of the text, as it was written, that is selected."""
        seen = first(self._text)
        display = shown(seen)
        start, stop = (display.original(unit, len(seen)) for unit in sorted(self._selection))
        return seen[start:stop]

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            here = self._place(event.position())
            self._select(here, here)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._select(self._selection[0], self._place(event.position()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A menu, or a field that asks about it, leaves the selection where it is."""
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            self.deselect()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        selected, menu = self.selected, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self._words.say("Copy the selection") if selected else self._words.say("Copy the text")
        copied = selected or self._whole
        menu.addAction(name).triggered.connect(lambda _checked: QGuiApplication.clipboard().setText(copied))
        for offer, call in self._offers:
            menu.addAction(offer).triggered.connect(lambda _checked, call=call: call(selected))
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        start, stop = sorted(self._selection)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._lines(self.width()).draw(painter, 0, 0, self._colour, (start, stop))

    def _select(self, start: int, stop: int) -> None:
        self._selection = (start, stop)
        self.update()

    def _place(self, at: QPointF) -> int:
        return self._lines(self.width()).place_at(at.x(), at.y())

    def _lines(self, width: int) -> SetText:
        if width not in self._set:
            if len(self._set) == _WIDTHS:
                self._set.clear()
            self._set[width] = set_text(self._text, self._found, width, self._setting, self._theme)
        return self._set[width]
