"""One of several: cards, and smaller chips in a line, taken with a click or the arrows. May not know what is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import BY_KEYBOARD
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.marks.avatar import paint_client
from cm_desktop.ui.kit.safe_text import elided, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines

_RADIUS = 10
_RADIO = 16
CHIP = 34
_LEAST = 96  # of a chip that gives way
_GAP = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """`text` explains it on a card; `client` gives a chip its square."""

    title: str
    text: str = ""
    client: Client | None = None


class _Option(QAbstractButton):
    announced = Role.RadioButton

    def __init__(self, choice: Choice, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.choice = choice
        self.ring = False
        self.setCheckable(True)
        self.setText(visible(choice.title).replace("&", "&&"))
        self.setAccessibleName(visible(choice.title))
        self.setAccessibleDescription(visible(choice.text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() in BY_KEYBOARD or event.reason() is Qt.FocusReason.OtherFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)

    def paint_ground(self, painter: QPainter) -> None:
        theme, width = self.theme, 1.5 if self.isChecked() else 1.0
        pen = painter.pen()
        pen.setWidthF(2.0 if self.ring and self.hasFocus() else width)
        pen.setColor(theme.accent if self.isChecked() or self.ring else theme.line2)
        painter.setPen(pen)
        painter.setBrush(theme.sel if self.isChecked() else theme.hover if self.underMouse() else theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


class Card(_Option):
    """A title, what it means under it, and a radio at its left."""

    def __init__(self, choice: Choice, theme: Theme) -> None:
        super().__init__(choice, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 13, 16, 13)
        column.setSpacing(3)
        column.addWidget(label(choice.title, (14, 600), theme.text))
        if choice.text:
            column.addWidget(lines(choice.text, (13, 430), theme.text2))
        column.addStretch()
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_ground(painter)
            radio = QRectF(16, 15, _RADIO, _RADIO)
            pen = painter.pen()
            pen.setWidthF(1.5)
            pen.setColor(theme.accent if self.isChecked() else theme.edge)
            painter.setPen(pen)
            painter.setBrush(theme.accent if self.isChecked() else theme.raised)
            painter.drawEllipse(radio)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.accent_on)
                painter.drawEllipse(radio.adjusted(5, 5, -5, -5))


class Chip(_Option):
    """A few words in a line of others, with a client's square where it stands for one."""

    def __init__(self, choice: Choice, theme: Theme) -> None:
        super().__init__(choice, theme)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*fonts.BUTTON)).horizontalAdvance(self._words())
        return QSize(round(words + (54 if self.choice.client else 28)), CHIP)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_ground(painter)
            left = 14.0
            if self.choice.client is not None:
                paint_client(painter, QRectF(12, (CHIP - 18) / 2, 18, 18), self.choice.client, self.theme)
                left = 40.0
            painter.setPen(self.theme.accent_tx if self.isChecked() else self.theme.text)
            painter.setFont(fonts.font(*fonts.BUTTON))
            room = QRectF(left, 0, self.width() - left - 10, CHIP)
            told = elided(self._words(), QFontMetricsF(painter.font()), room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)

    def _words(self) -> str:
        return visible(self.choice.title).replace("\n", " ")


class Choices(QWidget):
    """Cards in `columns`, chips in lines; `chosen` carries the place of the one that was taken."""

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        options: Sequence[Choice],
        make: Callable[[Choice, Theme], _Option],
        theme: Theme,
        *,
        columns: int = 1,
        taken: int = 0,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        for place, option in enumerate(options):
            self._group.addButton(make(option, theme), place)
        self.setLayout(_lines(self._group) if make is Chip else _columns(self._group, columns))
        if options:
            self._group.button(taken).setChecked(True)
        self._group.idToggled.connect(self._toggled)

    @property
    def taken(self) -> int:
        """The place of the option that is taken."""
        return self._group.checkedId()

    @property
    def first(self) -> QWidget:
        """The option that takes the keyboard."""
        return self._group.button(self.taken)

    def take(self, place: int) -> None:
        """Take this one."""
        self._group.button(place).setChecked(True)

    def allow(self, place: int, *, on: bool) -> None:
        """Whether this one can be taken. Where the one that is taken cannot be, the first that can is, if there is any."""
        self._group.button(place).setEnabled(on)
        if not self._group.button(self.taken).isEnabled():
            can = (at for at, one in enumerate(self._group.buttons()) if one.isEnabled())
            self.take(next(can, self.taken))

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(place)


def _lines(group: QButtonGroup) -> QLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.addWidget(Flow(group.buttons(), _GAP))
    return made


def _columns(group: QButtonGroup, columns: int) -> QLayout:
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(_GAP)
    for place, button in enumerate(group.buttons()):
        made.addWidget(button, place // columns, place % columns)
    return made
