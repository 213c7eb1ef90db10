"""The packs: those that came with the program, the workspace's own, those of one client. May not read any."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCollator, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.rules import Pack, PackId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.pack_item import PackItem, PackLine, pack_title
from cm_desktop.ui.rules.whose import ask_whose
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import LANGUAGES, Words

WIDTH, NARROW = 236, 204


class PackList(QWidget):
    """`chosen` carries the PackId to lay on the workbench, `wanted` the ClientId, or None, that a pack is begun for."""

    chosen = Signal(str)
    wanted = Signal(object)

    def __init__(self, words: Words, theme: Theme, clients: Callable[[], Sequence[Client]], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._clients = clients
        self._items: dict[PackId, PackItem] = {}
        self._shown: tuple[object, ...] = ()
        self._focused = False  # before it was made anew: the keyboard comes back to it
        self._packs = QVBoxLayout()
        self._add = Button("", theme, kind=Kind.GHOST, icon="plus", name=words.say("New rules of your own"))
        self._add.clicked.connect(self._open_menu)
        head = QHBoxLayout()
        head.setContentsMargins(22, 16, 14, 6)
        head.addWidget(label(words.say("Rules"), fonts.LIST_TITLE, theme.text), 1)
        head.addWidget(self._add)
        self._area = _scrolled(self._packs)
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):  # before a button takes them for Tab
            arrow = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            arrow.activated.connect(partial(self.step, by))

    @property
    def first(self) -> PackId | None:
        """The pack that stands first."""
        return next(iter(self._items), None)

    def show_packs(self, packs: Sequence[Pack], drafts: Iterable[PackId]) -> None:
        """These, in their sections; made anew only where something changed."""
        clients = {client.id: client for client in self._clients()}
        lines = {pack.id: self._line(pack, clients.get(pack.client) if pack.client else None, drafts) for pack in packs}
        if (lines, packs) == self._shown:
            return
        self._shown = (lines, packs)
        self._focused = self._has_focus()
        place = self._area.verticalScrollBar().value()
        self._clear()
        for title, some in self._sections(packs):
            if some:
                heading = label(title, fonts.SECTION, self._theme.text3)
                heading.setContentsMargins(12, 10, 0, 4)
                self._packs.addWidget(heading)
            for pack in some:
                self._packs.addWidget(self._item(pack.id, lines[pack.id]))
        self._packs.addStretch()
        self._area.verticalScrollBar().setValue(place)

    def mark(self, pack: PackId | None) -> None:
        """This one lies on the workbench."""
        for each, item in self._items.items():
            item.setChecked(each == pack)
            stops = Qt.FocusPolicy.TabFocus if each == pack else Qt.FocusPolicy.NoFocus  # to the others with the arrows
            item.setFocusPolicy(stops)
        if pack in self._items:
            self._keep_in_sight()
            if self._focused:
                self._focused = False
                self.focus_chosen()

    def focus_chosen(self) -> None:
        """The keyboard to the pack that is on the workbench."""
        (self._chosen or self._add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """To the next pack, or the one before."""
        order = list(self._items)
        here = next((place for place, pack in enumerate(order) if self._items[pack].isChecked()), 0)
        there = max(0, min(here + by, len(order) - 1))
        if order and there != here:
            self.mark(order[there])
            self.focus_chosen()
            self.chosen.emit(order[there])

    @property
    def _chosen(self) -> PackItem | None:
        return next((item for item in self._items.values() if item.isChecked()), None)

    def _keep_in_sight(self) -> None:
        """Where the list was just made anew, its items have no place before it knows its own height."""
        if (chosen := self._chosen) is not None and chosen.isVisible():
            self._area.ensureWidgetVisible(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_chosen()

    def _sections(self, packs: Sequence[Pack]) -> list[tuple[str, list[Pack]]]:
        """The program's packs in another language come last: they are the least looked at."""
        words, foreign = self._words, {*LANGUAGES} - {self._words.language}
        by_title = QCollator(QLocale(words.language)).sortKey
        supplied = sorted(
            (pack for pack in packs if pack.shipped), key=lambda pack: by_title(pack_title(pack, words.language))
        )
        return [
            (words.say("Supplied"), [pack for pack in supplied if pack.language not in foreign]),
            (words.say("For all clients"), [pack for pack in packs if not pack.shipped and pack.client is None]),
            (words.say("By client"), [pack for pack in packs if pack.client is not None]),
            (words.say("Supplied, other language"), [pack for pack in supplied if pack.language in foreign]),
        ]

    def _line(self, pack: Pack, client: Client | None, drafts: Iterable[PackId]) -> PackLine:
        words = self._words
        none = words.say("shared words") if pack.shipped else words.say("no rule yet")
        rules = words.count("{n} rule", "{n} rules", pack.rules) if pack.rules else none
        parts = [rules]
        if pack.on_trial:
            parts.append(words.say("{n} on trial", n=pack.on_trial))
        if pack.trouble is not None:
            parts.append(words.say("1 error"))
        if pack.id in drafts:
            parts.append(words.say("draft"))
        elif pack.language != words.language and pack.language in LANGUAGES:
            parts.append({"fr": words.say("in French"), "en": words.say("in English")}[pack.language])
        title = client.name if client is not None and not pack.titles else pack_title(pack, words.language)
        trouble = explain(words, pack.trouble) if pack.trouble is not None else ""
        return PackLine(title=title, about=", ".join(parts), client=client, trouble=trouble)

    def _item(self, pack: PackId, line: PackLine) -> PackItem:
        item = PackItem(line, self._theme)
        item.clicked.connect(lambda _checked: self.chosen.emit(pack))
        self._items[pack] = item
        return item

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _clear(self) -> None:
        self._items = {}
        while (item := self._packs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _open_menu(self) -> None:
        ask_whose(self._clients(), self._words, self._add, self.wanted.emit)


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    column.setContentsMargins(12, 0, 12, 16)
    column.setSpacing(2)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    content = QWidget()
    content.setLayout(column)
    area.setWidget(content)
    return area
