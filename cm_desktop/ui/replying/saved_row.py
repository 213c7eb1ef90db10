"""The line above an empty reply box: the first saved replies as chips, and the way to all of them. May not insert any."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.domain.saved_replies import SavedReply
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.safe_text import LINE, elided, set_tip, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

HEIGHT = 26
_SPACING = 8
_PADDING = 12
_WIDEST = 240
_MOST = 6


class SavedRow(QWidget):
    """`chosen` carries the SavedReply of a chip, `asked` wants the whole list."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._replies: tuple[SavedReply, ...] = ()
        self._chips: list[TemplateChip] = []
        self.every = Button(words.say("Saved replies"), theme, kind=Kind.LINK, opens=True, small=True, parent=self)
        self.every.setAccessibleDescription(words.say("Or type / in the reply"))
        self.every.clicked.connect(self.asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._row.addStretch()
        self._row.addWidget(self.every)
        self.setFixedHeight(HEIGHT)

    def offer(self, replies: Sequence[SavedReply]) -> None:
        """Show the first of these, as many as there is room for."""
        if tuple(replies) == self._replies:
            return
        self._replies = tuple(replies)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [TemplateChip(one.name, one.text, self._theme, self) for one in self._replies[:_MOST]]
        for place, (chip, one) in enumerate(zip(self._chips, self._replies, strict=False)):
            chip.clicked.connect(lambda _checked=False, one=one: self.chosen.emit(one))
            self._row.insertWidget(place, chip)
        self._fit()

    @property
    def names(self) -> tuple[str, ...]:
        """Those whose chips are seen."""
        return tuple(chip.text() for chip in self._chips if not chip.isHidden())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.every.sizeHint().width(), HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.every.sizeHint().width() - _SPACING
        for chip in self._chips:
            room -= chip.sizeHint().width() + _SPACING
            chip.setVisible(room >= 0)


class TemplateChip(Pressable):
    """A saved reply by its name; its text is its tip."""

    def __init__(self, name: str, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = visible(name, LINE)
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(visible(text))
        set_tip(self, text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*fonts.SECTION)).horizontalAdvance(self._words)
        return QSize(min(_WIDEST, round(words + 2 * _PADDING + 0.5)), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QPen(theme.accent, 2) if self._ring else QPen(theme.accent_line, 1)
            painter.setPen(ring if self._ring or self.underMouse() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), HEIGHT / 2 - 1, HEIGHT / 2 - 1)
            font = fonts.font(*fonts.SECTION)
            painter.setFont(font)
            painter.setPen(theme.accent_tx)
            room = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING + 1, 0)
            told = elided(self._words, QFontMetricsF(font), room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)
