"""What waits to be answered, or was decided: a list to walk through with the keyboard. May not answer anything."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.ui.detail.deadline import short_deadline
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.marks.pill import Pill
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.case_item import CaseItem
from cm_desktop.wording.words import Words

SHOWN = 200  # of a list, the first ones: more are reached by answering these


class CaseList(QWidget):
    """The keyboard that it is given goes to the case on show, or comes to the first one as soon as there is one.

    `opened` carries the CaseView that is on show, None where the list is empty; `turned` says that the other list is."""

    opened = Signal(object)
    turned = Signal()

    def __init__(self, now: Callable[[], datetime], words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._words = words
        self._theme = theme
        self._views: tuple[CaseView, ...] = ()
        self._soon: tuple[Pill | None, ...] = ()  # a deadline comes nearer while nothing else changes
        self._items: list[CaseItem] = []
        self._open: CaseId | None = None
        self._count = label("", (14, 500), theme.text3)
        self._count.setContentsMargins(0, 5, 0, 0)
        self._which = Segments(words.say("List"), [words.say("To answer"), words.say("Decisions")], theme)
        self._which.chosen.connect(lambda _place: self.turned.emit())
        self._none = paragraph("", fonts.LIST_TEXT, theme.text3)
        self._column = QVBoxLayout()
        self._lay_out()

    @property
    def shows_decisions(self) -> bool:
        """Whether the other list is on show: what is answered already."""
        return self._which.taken == 1

    def show_cases(self, views: Sequence[CaseView]) -> None:
        """List these; the one on show stays, or the one that took its place is."""
        before = self._place()
        self._count.setText(self._words.figure(len(views)) if views else "")
        soon = tuple(short_deadline(self._words, view, self._now()) for view in views[:SHOWN])
        if (tuple(views), soon) != (self._views, self._soon):
            self._views, self._soon = tuple(views), soon
            self._make_items()
        place = self._place()
        self.step(0, start=before if place is None and before is not None else place or 0)
        told = (
            self._words.say("No decision yet.")
            if self.shows_decisions
            else self._words.say("Nothing is waiting for your answer.")
        )
        self._none.setText(told)
        self._none.setVisible(not views)

    def step(self, by: int, *, start: int | None = None) -> None:
        """Open the next or the previous one."""
        at = start if start is not None else self._place() or 0
        if not self._items:
            self._open = None
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes it: what was there is gone
            self.opened.emit(None)
            return
        self._take(self._items[max(0, min(at + by, len(self._items) - 1))])

    def _place(self) -> int | None:
        return next((at for at, item in enumerate(self._items) if item.view.case.id == self._open), None)

    def _take(self, item: CaseItem) -> None:
        focused = any(each.hasFocus() for each in self._items)
        for each in self._items:
            each.setChecked(each is item)
        self._open = item.view.case.id
        self.setFocusProxy(item)
        self._area.ensureWidgetVisible(item, 0, 20)
        if focused:
            item.setFocus()
        self.opened.emit(item.view)

    def _make_items(self) -> None:
        focused = any(item.hasFocus() for item in self._items)
        for item in self._items:
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [CaseItem(view, self._now(), self._words, self._theme) for view in self._views[:SHOWN]]
        for place, item in enumerate(self._items):
            item.clicked.connect(lambda _checked, item=item: self._take(item))
            self._column.insertWidget(place, item)
        if focused and self._items:
            self._items[0].setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 20, 0)
        head.setSpacing(10)
        head.addWidget(label(self._words.say("Validation"), fonts.LIST_TITLE, self._theme.text))
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._which)
        self._none.setContentsMargins(24, 24, 24, 0)
        content = QWidget()
        content.setLayout(self._column)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(0)
        self._column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self._area, 1)
