"""En attente d'envoi: what waits for the user above what is on its way. May not send: the desk does."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.actions import EditReply, WriteReply
from cm_desktop.domain.outbox import Addressee
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Waiting
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.keys import Command, Does
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.links import copy, open_link, place_of
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from cm_desktop.ui.outgoing.waiting_words import Choice, Group, Outside, Standing, group, group_name, nothing, standing
from cm_desktop.wording.words import Words

MARGIN = 40


class WaitingView(QWidget):
    """Emits `opened` with the comment of a row whose reply the user wants to change: it is a draft again."""

    opened = Signal(object)  # CommentRef

    def __init__(self, desk: Desk, acting: Acting, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acting = acting
        self._words = words
        self._theme = theme
        self._count = label("", (16, 500), theme.text3)
        self._suspend = Button("", theme, icon="pause")
        self._suspend.clicked.connect(lambda: acting.suspend(not desk.inbox.suspended()))
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(rule(theme))
        column.addWidget(self._area, 1)
        self._rows: list[WaitingRow] = []
        self._shape: tuple[list[tuple[Waiting, Standing]], bool] | None = None
        self._clock = QTimer(self, interval=1000)  # "Leaves in 6 s"
        self._clock.timeout.connect(self.refresh)
        for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):  # before a button takes them for Tab
            arrow = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            arrow.activated.connect(partial(self._step, by))

    def refresh(self) -> None:
        """Read what waits again, where it is on screen."""
        if not self.isVisible():
            return
        inbox = self._desk.inbox
        waiting = (*inbox.waiting(), *inbox.waiting(addressee=Addressee.HAND))
        suspended = inbox.suspended()
        self._count.setText(self._words.figure(len(waiting)))
        self._suspend.set_label(
            self._words.say("Resume sending") if suspended else self._words.say("Suspend everything")
        )
        self._suspend.set_icon("play" if suspended else "pause")
        outside = Outside(
            now=self._desk.clock.now(), offline=self._desk.network.offline_since is not None, suspended=suspended
        )
        self._show(waiting, outside)
        leaving = any(w.entry.not_before > outside.now for w in waiting if group(w.entry) is Group.LEAVING)
        if leaving and not self._clock.isActive():
            self._clock.start()
        elif not leaving:
            self._clock.stop()

    def act(self, does: Does) -> None:
        """What a key asks for: the next row, the one before, or that what is by hand is done."""
        match does:
            case Command.NEXT:
                self._step(1)
            case Command.PREVIOUS:
                self._step(-1)
            case Move.PUBLISH:
                self._confirm()
            case _:
                pass

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _focused(self) -> int | None:
        """The place of the row that has the keyboard."""
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((place for place, row in enumerate(self._rows) if row.isAncestorOf(focus)), None)

    def _step(self, by: int) -> None:
        place = self._focused()
        self._focus_row(0 if place is None else place + by)

    def _focus_row(self, place: int) -> None:
        if self._rows:
            row = self._rows[max(0, min(place, len(self._rows) - 1))]
            row.take_focus()
            self._area.ensureWidgetVisible(row)

    def _confirm(self) -> None:
        """The row that has the keyboard; without any, the only one by hand: never one among others."""
        place = self._focused()
        by_hand = [row for row in self._rows if row.by_hand]
        if place is not None:
            self._rows[place].confirm()
        elif len(by_hand) == 1:
            by_hand[0].confirm()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 17)
        head.setSpacing(10)
        head.addWidget(label(self._words.say("Waiting to be sent"), fonts.LIST_TITLE, self._theme.text))
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self._suspend)
        return head

    def _show(self, waiting: Sequence[Waiting], outside: Outside) -> None:
        """Only the sentences change while time passes: a button that is being pressed must stay where it is."""
        standings = [standing(self._words, each, outside) for each in waiting]
        rows = [(each, replace(where, why="")) for each, where in zip(waiting, standings, strict=True)]
        shape = (rows, outside.suspended)
        if shape != self._shape:
            self._shape = shape
            self._build(waiting, standings, suspended=outside.suspended)
        for row, where in zip(self._rows, self._in_order(waiting, standings), strict=True):
            row.tell(where.why)

    def _in_order(self, waiting: Sequence[Waiting], standings: Sequence[Standing]) -> list[Standing]:
        """As the rows stand: what the user decides first."""
        pairs = list(zip(waiting, standings, strict=True))
        return [where for part in Group for each, where in pairs if group(each.entry) is part]

    def _build(self, waiting: Sequence[Waiting], standings: Sequence[Standing], *, suspended: bool) -> None:
        focused, place = self._focused(), self._area.verticalScrollBar().value()
        self._rows.clear()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 28, MARGIN, 28)
        column.setSpacing(12)
        words, pairs = self._words, list(zip(waiting, standings, strict=True))
        for part in Group:
            in_it = [pair for pair in pairs if group(pair[0].entry) is part]
            if in_it:
                self._group(column, *group_name(words, part, suspended=suspended), in_it)
        widest = max((row.choices.sizeHint().width() for row in self._rows), default=0)
        for row in self._rows:
            row.choices.setFixedWidth(widest)  # so that the states of all rows stand in one column
        if waiting:
            column.addStretch(1)
        else:
            column.addWidget(self._nothing(suspended=suspended), 1)
        self._area.setWidget(body)
        self._area.verticalScrollBar().setValue(place)
        if focused is not None:
            self._focus_row(focused)

    def _nothing(self, *, suspended: bool) -> EmptyState:
        made = EmptyState(self._theme)
        made.show_words(
            "pause" if suspended else icons.QUEUES[Queue.OUTGOING], *nothing(self._words, suspended=suspended)
        )
        return made

    def _group(self, column: QVBoxLayout, title: str, note: str, waiting: Sequence[tuple[Waiting, Standing]]) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, (14, 640), self._theme.text))
        head.addWidget(label(self._words.figure(len(waiting)), (13, 500), self._theme.text3))
        head.addStretch()
        head.addWidget(label(note, fonts.META, self._theme.text3))
        column.addLayout(head)
        card = Card(self._theme.pane, self._theme.line2)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for place, (each, where) in enumerate(waiting):
            if place:
                rows.addWidget(rule(self._theme))
            row = WaitingRow(self._words, self._theme, each, where, self._decide)
            self._rows.append(row)
            rows.addWidget(row)
        column.addWidget(card)
        column.addSpacing(16)

    def _see(self, waiting: Waiting) -> None:
        if waiting.entry.by_hand:
            link = place_of(waiting.comment, waiting.account)
            open_link(link, self._words, self, known=waiting.account.base_url)
        else:
            open_link(waiting.comment.permalink, self._words, self)

    def _decide(self, waiting: Waiting, choice: Choice) -> None:
        entry, acts = waiting.entry, self._desk.acts
        match choice:
            case Choice.SEE:
                self._see(waiting)
            case Choice.COPY:
                assert isinstance(entry.action, WriteReply | EditReply)
                copy(entry.action.text)
            case Choice.RESUME:
                self._acting.suspend_post(entry.comment, on=False)
            case Choice.RELEASE:
                self._acting.decide(acts.release, entry.id)
            case Choice.CONFIRM:
                self._acting.decide(acts.confirm, entry.id)
            case Choice.EDIT:
                assert isinstance(entry.action, WriteReply)
                self._acting.draft(entry.comment, entry.action.text)  # written first: both go through one writer
                self._acting.decide(acts.drop, entry.id, lambda: self.opened.emit(entry.comment))
            case _:
                self._acting.decide(acts.drop, entry.id)
