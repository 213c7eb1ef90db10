"""Règles: the packs, the text of one, and what it does to comments. May not keep a text, nor judge one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.rules import PackId
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.ui.keys import Command, Does
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules import pack_list
from cm_desktop.ui.rules.pack_list import PackList
from cm_desktop.ui.rules.pack_pane import PackPane
from cm_desktop.ui.rules.precision_section import PrecisionSection
from cm_desktop.ui.rules.replay_section import ReplaySection
from cm_desktop.ui.rules.why_section import WhySection
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words

_PANEL, _NARROW_PANEL = 380, 312


class RulesView(QWidget):
    """Shows the workbench. `titles` tells a rule's, `clients` who there is, `now` the time; `remove` takes a pack away."""

    def __init__(
        self,
        bench: Workbench,
        titles: Callable[[RuleId], str],
        clients: Callable[[], Sequence[Client]],
        now: Callable[[], datetime],
        remove: Callable[[PackId], None],
        words: Words,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._clients = clients
        self._remove = remove
        self.packs = PackList(words, theme, clients, self)
        self.pack = PackPane(bench, clients, self._take_away, words, theme, self)
        self.why = WhySection(bench, titles, words, theme, self)
        self.replay = ReplaySection(bench.trial_run, self._client_name, now, words, theme, self)
        self._precision = PrecisionSection(bench, titles, words, theme, self)
        self._panel = _panel(theme, self.why, self.replay, self._precision)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.packs, _upright(theme), self.pack, _upright(theme), self._panel):
            row.addWidget(part, 1 if part is self.pack else 0)
        self.set_narrow(narrow=False)
        self.setFocusProxy(self.packs)
        self._connect()

    def refresh(self) -> None:
        """Read the packs again, where they are on screen."""
        if self.isVisible():
            self._bench.refresh()

    def enter(self) -> None:
        """Read them, and show what lies on the workbench."""
        self._bench.refresh()
        self._show_packs()
        self.pack.show_pack()
        self._precision.show_figures()

    def act(self, does: Does) -> None:
        """What a key asks for."""
        acts: dict[Does, Callable[[], None]] = {
            Command.NEXT: lambda: self.packs.step(1),
            Command.PREVIOUS: lambda: self.packs.step(-1),
            Command.BACK: self.packs.focus_chosen,
            Command.WRITE: self.pack.text.setFocus,
            Command.REPLAY: self._bench.replay,
            Command.PUT_IN_FORCE: self._bench.put_in_force,
        }
        if does in acts:
            acts[does]()

    def set_narrow(self, *, narrow: bool) -> None:
        """Less room for what stands beside the text, under 1200 pixels of window."""
        self.packs.setFixedWidth(pack_list.NARROW if narrow else pack_list.WIDTH)
        self.pack.set_narrow(narrow=narrow)
        self._panel.setFixedWidth(_NARROW_PANEL if narrow else _PANEL)

    def _connect(self) -> None:
        bench = self._bench
        self.packs.chosen.connect(bench.open)
        self.packs.wanted.connect(bench.begin)
        bench.shelved.connect(self._show_shelf)
        bench.laid.connect(self._show_pack)
        bench.sought.connect(self.pack.seek)
        bench.proved.connect(self._show_standing)
        bench.rewritten.connect(self.pack.change)
        self.why.excepted.connect(bench.leave_alone)
        self.replay.excepted.connect(bench.leave_alone)

    def _show_shelf(self) -> None:
        """The first of the list lies on the workbench where nothing does yet."""
        self._show_packs()
        if self._bench.pack is None and self.packs.first is not None:
            self._bench.open(self.packs.first)

    def _show_packs(self) -> None:
        bench = self._bench
        self.packs.show_packs(bench.shelf.packs, bench.drafts)
        self.packs.mark(bench.pack.id if bench.pack else None)
        self._precision.show_figures()

    def _show_pack(self) -> None:
        self._show_packs()
        self.pack.show_pack()

    def _show_standing(self) -> None:
        self._show_packs()
        self.pack.show_standing()

    def _take_away(self, pack: PackId) -> None:
        """The keyboard to the list: the button that it came from goes, and letters must not fall into a field."""
        self.packs.focus_chosen()
        self._remove(pack)

    def _client_name(self, client: ClientId) -> str:
        return next((each.name for each in self._clients() if each.id == client), "")


def _panel(theme: Theme, *sections: QWidget) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for place, section in enumerate(sections):
        if place:
            column.addWidget(rule(theme))
        column.addWidget(section)
    column.addStretch()
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    for part in (area, area.viewport(), content):
        part.setObjectName("clear")
    ground = QWidget(autoFillBackground=True)
    ground.setPalette(QPalette(theme.rail, theme.rail))
    around = QVBoxLayout(ground)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    return ground


def _upright(theme: Theme) -> QFrame:
    """A line down."""
    line = QFrame()
    line.setFixedWidth(1)
    line.setStyleSheet(f"background: {theme.line.name()};")
    return line
