"""A sheet over the whole window: one page at a time between a head and a foot, the keyboard kept inside.

May not know what its pages ask. Slow work runs beside the window, which stays alive; closing forgets its answer.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.tab_order import move_on
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.foot import Foot
from cm_desktop.ui.sheet.growing_area import AROUND, GrowingArea
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words

WIDTH = 760
_SIDE, _TOP = 32, 28
_AROUND = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

T = TypeVar("T")
Explain = Callable[[Words, Exception], str]


class Sheet(QWidget):
    """Covers `window` until `closed`. `went` is the primary button or Enter, `turned` the page's other button, `returned`
    the way back.

    `explain` words what went wrong for who is at this sheet.
    """

    announced = Role.Dialog

    went = Signal()
    turned = Signal()
    returned = Signal()
    closed = Signal()

    def __init__(self, bridge: Bridge, explain: Explain, words: Words, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._explain = explain
        self.words = words
        self.theme = theme
        self._bridge = bridge
        self._asked = 0  # counts questions: an answer to an older one is not heard
        self._busy = self._open = False
        self._page: Page | None = None
        self._card = Card(theme.raised, theme.line, 14, self)
        self._title = elided("", fonts.DETAIL_TITLE, theme.text)
        self._subtitle = elided("", (13, 430), theme.text2)
        self._body = QVBoxLayout()
        self._foot = Foot(_SIDE, words, theme)
        self._told = self._foot.told
        self.go, self.other = self._foot.go, self._foot.other
        self.back, self.leave = self._foot.back, self._foot.leave
        self.go.clicked.connect(self._go)
        self.other.clicked.connect(self.turned)
        self.back.clicked.connect(self.returned)
        self.leave.clicked.connect(self.close_sheet)
        self._lay_out()
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_keyboard)

    def open(self) -> None:
        """Show it over the whole window."""
        self._cover()
        self.show()
        self.raise_()
        self.refocus()
        self._open = True

    def close_sheet(self) -> None:
        """Leave, unless the page has something to do first; what was asked is not heard any more."""
        if self._page is not None and self._page.interrupt():
            return
        self._asked += 1
        self._open = False
        self.closed.emit()
        self.hide()
        self.deleteLater()

    def show_page(self, page: Page, *, first: bool = False) -> None:
        """Put this page in the place of the one before. `first`: there is no way back from it."""
        if self._page is not None:
            self._page.changed.disconnect(self._refresh)
            self._body.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._body.insertWidget(0, page)
        page.show()
        page.changed.connect(self._refresh)
        self.back.setVisible(not first and not page.final)
        self.leave.setVisible(not page.final)
        self._told.hush()
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._subtitle.setVisible(bool(page.subtitle))
        self.setAccessibleName(page.title)
        self._area.verticalScrollBar().setValue(0)
        self._refresh()
        if self.isVisible():
            self.refocus()

    def ask(self, busy: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do slow work beside the window, `busy` saying so; then go on with its answer, or say why there is none."""
        self._asked += 1
        asked = self._asked
        typed = self._page.focusWidget() if self._page is not None else None
        self._set_busy(busy)
        self._bridge.run(
            work,
            lambda answer: self._answered(asked, lambda: then(answer)),
            lambda error: self._answered(asked, lambda: self._refused(error, typed)),
        )

    def refuse(self, error: BaseException) -> None:
        """Say what is wrong, above the foot."""
        assert isinstance(error, Exception)
        self._told.warn(self._explain(self.words, error))
        self._foot.give_way()

    def _refused(self, error: BaseException, typed: QWidget | None) -> None:
        """What was typed last is probably what is to be corrected."""
        self.refuse(error)
        if typed is not None and typed.isVisible():
            typed.setFocus(Qt.FocusReason.TabFocusReason)

    def tell(self, text: str) -> None:
        """Say what went well, above the foot."""
        self._told.confirm(text)
        self._foot.give_way()

    def hush(self) -> None:
        """What was said holds no more."""
        self._told.hush()

    def _answered(self, asked: int, call: Callable[[], None]) -> None:
        if asked == self._asked:
            self._set_busy("")
            call()
            self._area.follow()

    def _set_busy(self, words: str) -> None:
        self._busy = bool(words)
        self._told.wait(words) if words else self._told.hush()
        if self._page is not None:
            self._page.setEnabled(not words)
        if words:
            self.leave.setFocus()  # what had it can take no key any more
        self._refresh()
        if not words:
            self.refocus()

    def _refresh(self) -> None:
        if self._page is not None:
            self.go.set_label(self._page.go)
            self.go.set_key("+".join(cap if cap == "Ctrl" else self.words.say("Enter") for cap in self._page.key))
            self.go.setVisible(bool(self._page.go))
            self.go.setEnabled(self._page.ready and not self._busy)
            self.other.set_label(self._page.other)
            self.other.setVisible(bool(self._page.other))
            self.other.setEnabled(not self._busy)
            self.back.setEnabled(not self._busy)
            self._foot.give_way()

    def _go(self) -> None:
        if self.go.isEnabled():
            self._told.hush()
            self.went.emit()

    def refocus(self) -> None:
        """Begin again where the page on show begins."""
        if self._page is not None and (place := self._page.first) is not None:
            place.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            (self.go if self._page is not None and self._page.go else self.leave).setFocus(
                Qt.FocusReason.TabFocusReason
            )

    def _keep_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        """What goes on under the sheet may not take the keyboard: a list that empties, a theme that changes."""
        if not self._open or now is None or now.window() is not self.window() or self._has(now):
            return
        if before is not None and self._has(before) and before.isEnabled():
            before.setFocus()
        else:
            self.refocus()

    def _has(self, place: QWidget) -> bool:
        return place is self or self.isAncestorOf(place)

    def _lay_out(self) -> None:
        self._card.setFixedWidth(WIDTH)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._foot)
        around = QVBoxLayout(self)
        around.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        around.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        cross = Button("", self.theme, kind=Kind.GHOST, icon="x", name=self.words.say("Close"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, _TOP - 4, 20, 16)
        head.addLayout(names, 1)
        escape = label(self.words.say("Esc"), fonts.META, self.theme.text3)
        escape.setFixedHeight(cross.sizeHint().height())
        head.addWidget(escape, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _scrolled(self) -> GrowingArea:
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(_SIDE, 4, _SIDE, 24)
        self._body.addStretch()
        self._area = GrowingArea(content, WIDTH)
        return self._area

    def _cover(self) -> None:
        around = self.parentWidget()
        assert around is not None
        self.setGeometry(around.rect())

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round inside: what is covered cannot be reached."""
        if (place := move_on(self, onward=onward)) is not None:
            self._area.ensureWidgetVisible(place, 0, AROUND)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field inside took."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in _ENTER:
            self._go()

    def event(self, event: QEvent) -> bool:
        """No key of the window acts on what is covered."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering a window that is resized."""
        if self.isVisible() and event.type() is QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        scrim = QColor(0, 0, 0, 110 if self.theme.dark else 90)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), scrim)
