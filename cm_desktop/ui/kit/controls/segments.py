"""A few words side by side, one of them taken: how a view is turned, or which of several. May not know what they mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.pressable import Pressable
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme

HEIGHT = 32
_INSET = 3


class Segment(Pressable):
    """One of the words. `settles`: a click takes it; else whoever made it says when it is taken."""

    announced = Role.RadioButton
    enters = False

    def __init__(self, text: str, theme: Theme, *, settles: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._settles = settles
        self.setText(visible(text))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def nextCheckState(self) -> None:
        if self._settles:
            super().nextCheckState()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*fonts.BUTTON)).horizontalAdvance(self.text())
        return QSize(round(words + 28), HEIGHT - 2 * _INSET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        on, off = self.isChecked(), not self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if on or self._ring:
                painter.setPen(QPen(theme.accent, 2 if self._ring else 1) if not off else theme.line2)
                painter.setBrush(theme.accent_bg if on and not off else theme.pane if on else Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
            painter.setFont(fonts.font(*fonts.BUTTON))
            hot = self.underMouse() and not off
            painter.setPen(theme.accent_tx if on and not off else theme.text if hot else theme.text2)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class SegmentRow(QWidget):
    """The ground that segments stand on."""

    def __init__(self, segments: Sequence[Segment], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(2)
        for segment in segments:
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.line)
            painter.setBrush(self._theme.sunken)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)


class Segments(SegmentRow):
    """`chosen` carries the place of the segment that was taken, by a click or by the arrows."""

    chosen = Signal(int)

    def __init__(self, name: str, options: Sequence[str], theme: Theme, *, taken: int = 0) -> None:
        self._segments = tuple(Segment(option, theme) for option in options)
        super().__init__(self._segments, theme)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        for place, segment in enumerate(self._segments):
            self._group.addButton(segment, place)
        self.take(taken)
        self._group.idToggled.connect(self._toggled)

    @property
    def taken(self) -> int:
        """The place of the segment that is taken."""
        return self._group.checkedId()

    def take(self, place: int) -> None:
        """Take this one: Tab comes to it, as it does once the keyboard was here."""
        self._segments[place].setChecked(True)
        for segment in self._segments:
            tab = Qt.FocusPolicy.StrongFocus if segment.isChecked() else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(tab)

    def allow(self, place: int, *, on: bool) -> None:
        """Whether this one can be taken."""
        self._segments[place].setEnabled(on)

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(place)
