"""The views, narrowed by what is typed, which is also the name under which the list on show can be kept. May not keep it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.views import LONGEST_NAME, View, named, narrowed
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.safe_text import LINE, isolated, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.views.view_row import ViewRow
from cm_desktop.wording.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ViewsPage(Page):
    """`opened`, `renaming` and `dropped` carry a View, `kept` a name. The keyboard stays in the field: the arrows choose."""

    opened = Signal(object)
    renaming = Signal(object)
    dropped = Signal(object)
    kept = Signal(str)

    def __init__(
        self, views: Sequence[View], present: View, told: Callable[[View], str], words: Words, theme: Theme
    ) -> None:
        super().__init__(words, theme)
        self.title = words.say("Views")
        self.subtitle = words.say("Showing: {list}", list=told(present))
        self._views = views
        self._place = 0
        self.field = Field(words.say("Find a view, or name the current list"), theme)
        self.field.line.setMaxLength(LONGEST_NAME)
        self.field.line.textChanged.connect(lambda: self._narrow(0))
        self.field.line.installEventFilter(self)
        self._rows = {view.name: self._row(view, told(view)) for view in views}
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        for row in self._rows.values():
            self._column.addWidget(row)
        self._none = paragraph("", fonts.LIST_TEXT, theme.text2)
        self.column.addWidget(self.field)
        self.column.addLayout(self._column)
        self.column.addWidget(self._none)
        self._narrow(0)

    @property
    def first(self) -> QWidget:
        return self.field.line

    @property
    def ready(self) -> bool:
        return bool(self.chosen or self.field.text)

    @property
    def found(self) -> tuple[View, ...]:
        """Those that what is typed may mean."""
        return narrowed(self._views, self.field.text)

    @property
    def chosen(self) -> View | None:
        """What Enter opens."""
        return self.found[self._place] if self.found else None

    def press(self) -> None:
        """Enter: open the chosen one; keep the list on show where no view has such a name."""
        if self.chosen is not None:
            self.opened.emit(self.chosen)
        else:
            self.keep()

    def keep(self) -> None:
        """Keep the list on show under what is typed."""
        self.kept.emit(self.field.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.found:
            if event.key() in _STEPS:
                self._narrow((self._place + _STEPS[Qt.Key(event.key())]) % len(self.found))
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.go))
                return True
            if event.key() == Qt.Key.Key_F2:
                self.renaming.emit(self.chosen)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, place: int) -> None:
        self._place = place
        found, typed, say = self.found, self.field.text, self.words.say
        for row in self._rows.values():
            row.setVisible(row.view in found)
            row.choose(chosen=row.view == self.chosen)
        for at, view in enumerate(found):
            self._column.insertWidget(at, self._rows[view.name])
        keep = say("Save the current list as “{name}”", name=_quoted(typed)) if typed else ""
        self.go = say("Open “{name}”", name=_quoted(self.chosen.name)) if self.chosen else keep
        self.other = keep if self.chosen and typed and named(found, typed) is None else ""
        if self.chosen and typed and named(found, typed) is not None:
            self.other = say("Replace it with the current list")
        self._none.setText(say("No view has that name.") if self._views else say("No saved view yet."))
        self._none.setVisible(not found)
        self.changed.emit()

    def _row(self, view: View, told: str) -> ViewRow:
        row = ViewRow(view, told, self.words, self.theme)
        row.opened.connect(lambda: self.opened.emit(view))
        row.renaming.connect(lambda: self.renaming.emit(view))
        row.dropped.connect(lambda: self.dropped.emit(view))
        return row


def _quoted(name: str) -> str:
    return isolated(visible(name, LINE))
