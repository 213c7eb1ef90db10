"""Réglages: the sections by name at the left, one of them at the right. May not know what follows from a choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.keys import Command, Does
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings import section, section_list
from cm_desktop.ui.settings.appearance_section import AppearanceSection
from cm_desktop.ui.settings.clients_section import ClientsSection
from cm_desktop.ui.settings.data_section import DataSection
from cm_desktop.ui.settings.keys_section import KeysSection
from cm_desktop.ui.settings.notices_section import NoticesSection
from cm_desktop.ui.settings.pages_section import PagesSection
from cm_desktop.ui.settings.proxy_section import ProxySection
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.settings.section_list import SectionList
from cm_desktop.ui.settings.validation_section import ValidationSection
from cm_desktop.ui.settings.writing_section import WritingSection
from cm_desktop.wording.words import Words


class SettingsView(QWidget):
    """A section is read when it is shown; what is typed in it is kept when one goes on. `left`: back to the comments."""

    left = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.clients = ClientsSection(desk, bridge, words, theme)
        self.pages = PagesSection(desk, bridge, words, theme)
        self.validation = ValidationSection(desk, words, theme)
        self.writing = WritingSection(desk, words, theme)
        self.appearance = AppearanceSection(words, theme)
        self.notices = NoticesSection(words, theme)
        self.keys = KeysSection(words, theme)
        self.proxy = ProxySection(desk, bridge, words, theme)
        self.data = DataSection(desk, bridge, words, theme)
        icons = {
            self.clients: "user",
            self.pages: "globe",
            self.validation: "shield-check",
            self.writing: "pencil",
            self.appearance: "eye",
            self.notices: "own-bell",
            self.keys: "own-keys",
            self.proxy: "own-way-round",
            self.data: "own-store",
        }
        self.sections: tuple[Section, ...] = tuple(icons)
        names = [(each.title, icon) for each, icon in icons.items()]
        self.list = SectionList(words.say("Settings"), names, theme)
        self._stack = QStackedWidget()
        for each in self.sections:
            self._stack.addWidget(each)
        upright = QFrame()
        upright.setFixedWidth(1)
        upright.setStyleSheet(f"background: {theme.line.name()};")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.list, upright, self._stack):
            row.addWidget(part, 1 if part is self._stack else 0)
        self.setFocusProxy(self.list)
        self.set_narrow(narrow=False)
        self.list.chosen.connect(self.open)

    @property
    def place(self) -> int:
        """Which section is on show: kept where the window is made anew in another language."""
        return self.list.place

    def open(self, place: int) -> None:
        """Show this section; what was typed in the one before is kept."""
        self.leave()
        self.list.mark(place)
        self._stack.setCurrentIndex(place)
        self.sections[place].refresh()

    def enter(self) -> None:
        """It was just opened."""
        self.open(self.place)

    def leave(self) -> None:
        """One goes elsewhere, or the window closes."""
        self.sections[self._stack.currentIndex()].leave()

    def refresh(self) -> None:
        """Read again, where it is on screen."""
        if self.isVisible():
            self.sections[self.place].refresh()

    def act(self, does: Does) -> None:
        """What a key asks for."""
        if does is Command.NEXT:
            self.list.step(1)
        elif does is Command.PREVIOUS:
            self.list.step(-1)
        elif does is Command.BACK and self.list.isAncestorOf(QApplication.focusWidget() or self):
            self.left.emit()
        elif does is Command.BACK:
            self.list.focus_chosen()

    def set_narrow(self, *, narrow: bool) -> None:
        """Less room at the sides."""
        self.list.setFixedWidth(section_list.NARROW if narrow else section_list.WIDTH)
        for each in self.sections:
            each.set_margin(section.NARROW if narrow else section.WIDE)
