"""On trial or in force: a switch of two. May not change anything but say what is chosen."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.domain.rules import RuleState
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import BY_KEYBOARD
from cm_desktop.ui.kit.safe_text import set_tip, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words

_HEIGHT = 32
_INSET = 3
_OFFERED = (RuleState.TRIAL, RuleState.LIVE)


class StateSwitch(QWidget):
    """`chosen` carries the RuleState that a click asks for."""

    chosen = Signal(object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._halves = {state: _Half(rules.state(words, state), theme) for state in _OFFERED}
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(2)
        for state, half in self._halves.items():
            half.clicked.connect(lambda _checked, state=state: self.chosen.emit(state))
            row.addWidget(half)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_state(self, state: RuleState, rule: str, *, open_to_change: bool) -> None:
        """How far this rule has come; of one that is set aside, neither is on."""
        for each, half in self._halves.items():
            half.setChecked(each is state)
            half.setEnabled(open_to_change)
            name = self._words.say("{rule}: {state}", rule=rule, state=rules.state(self._words, each))
            half.setAccessibleName(visible(name))
            set_tip(half, name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.line)
            painter.setBrush(self._theme.sunken)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)


class _Half(QAbstractButton):
    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ring = False
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def nextCheckState(self) -> None:
        """The text of the pack says what is chosen."""

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font(*fonts.BUTTON)).horizontalAdvance(self.text())
        return QSize(round(words + 28), _HEIGHT - 2 * _INSET)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

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
