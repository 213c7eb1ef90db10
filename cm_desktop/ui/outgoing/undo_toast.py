"""The toast above the action bar: what was just done, how long it can be undone, or why it was refused. May not undo it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QPushButton, QWidget

from cm_desktop.domain.ports import Clock
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

HEIGHT = 48
ABOVE = 16
_TELL_FOR = timedelta(seconds=6)
_TICK = 250
_INSET, _TALLEST = 14, 144


class UndoToast(QWidget):
    """Floats over its parent: above that of the `feet` which is on screen, else at the end of what is there. Emits `undo`,
    and `confirm` where what was done is the moderator's to carry out.
    """

    undo = Signal()
    confirm = Signal()

    def __init__(self, words: Words, theme: Theme, clock: Clock, feet: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._clock = clock
        self._feet: list[QWidget] = []
        self._until = clock.steady()
        self._say: Callable[[int], str] = lambda _: ""
        self._build()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        for foot in feet:
            self.stand_above(foot)
        self.hide()

    def stand_above(self, foot: QWidget) -> None:
        """One more of the feet."""
        self._feet.append(foot)
        foot.installEventFilter(self)

    def _build(self) -> None:
        theme = self._theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 0)
        self._row.setSpacing(8)
        self._sign = sign("check", theme.toast_tx, 16, self)
        self._text = label("", (13, 600), theme.toast_tx, self)
        self._confirm = self._link("")
        self._confirm.clicked.connect(self.confirm)
        self._button = self._link(self._words.say("Undo"))
        self._button.clicked.connect(self.undo)
        self._key = label("U", fonts.KEY, theme.toast_tx, self)
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key.setFixedSize(20, 20)
        for part in (self._sign, self._text, self._confirm, self._button, self._key):
            self._row.addWidget(part)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=24, color=QColor(0, 0, 0, 70))
        shadow.setOffset(0, 6)
        self.setGraphicsEffect(shadow)

    def _link(self, text: str) -> QPushButton:
        made = QPushButton(text, self)
        made.setFlat(True)
        made.setFont(fonts.font(*fonts.BUTTON))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setStyleSheet(
            f"QPushButton {{ border: none; padding: 6px; color: {self._theme.toast_link.name()}; }}"
            "QPushButton:focus { text-decoration: underline; }"
        )
        return made

    def announce(
        self, icon: str, say: Callable[[int], str], until: timedelta, *, undoable: bool = True, confirm: str = ""
    ) -> None:
        """Show what was done until `until`, by the clock that nobody sets; `say` words it for the seconds that are left,
        `confirm` the second button.
        """
        self._say, self._until = say, until
        self._replace_sign(icon)
        self._confirm.setText(confirm)
        self._confirm.setVisible(bool(confirm))
        self._button.setVisible(undoable)
        self._key.setVisible(undoable)
        self._tick()
        self.show()
        self.raise_()
        self._timer.start()

    def tell(self, icon: str, sentence: str, *, undoable: bool = False) -> None:
        """Show a sentence for a moment; `undoable` where what was done before still can be undone."""
        self.announce(icon, lambda _: sentence, self._clock.steady() + _TELL_FOR, undoable=undoable)

    def _replace_sign(self, icon: str) -> None:
        fresh = sign(icon, self._theme.toast_tx, 16, self)
        self._row.replaceWidget(self._sign, fresh)
        self._sign.deleteLater()
        self._sign = fresh
        fresh.show()

    def _tick(self) -> None:
        left = (self._until - self._clock.steady()).total_seconds()
        if left <= 0:
            self._timer.stop()
            self.hide()
            return
        self._text.setText(self._say(ceil(left)))
        self._place()

    def _place(self) -> None:
        around = self.parentWidget()
        assert around is not None
        panes = [foot.parentWidget() for foot in self._feet]
        over = next((part for part in (*self._feet, *panes) if part is not None and part.isVisible()), around)
        corner = over.mapTo(around, QPoint(0, 0))
        top = corner.y() if over in self._feet else corner.y() + over.height()
        self._make_room(over.width() - 2 * ABOVE)
        self.move(corner.x() + (over.width() - self.width()) // 2, top - self.height() - ABOVE)

    def _make_room(self, widest: int) -> None:
        """One line where it fits, else as many as the sentence needs: a refusal says at its end what to do."""
        self._text.setWordWrap(False)
        whole = self._row.sizeHint().width()
        self._text.setWordWrap(whole > widest)
        width = min(whole, widest)
        wanted = self._row.heightForWidth(width) + 2 * _INSET if whole > widest else HEIGHT
        self.resize(width, max(HEIGHT, min(wanted, _TALLEST)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay above the foot when it grows or moves, or takes the place of another."""
        if self.isVisible() and event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.toast_bg)
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
            if self._key.isVisible():
                cap = QColor(self._theme.toast_tx)
                cap.setAlphaF(0.14)
                painter.setBrush(cap)
                painter.drawRoundedRect(QRectF(self._key.geometry()), 5, 5)
