"""Several comments in the place of one: how many of whom, what is not among them, a few of them, what can be done to all.

May not do it, nor choose which.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.proposals import Move
from cm_desktop.ui import keys, moves
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.card import INSET, Card, rule
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.controls.key_menu import KeyMenu
from cm_desktop.ui.kit.controls.moment_choice import MomentChoice
from cm_desktop.ui.kit.label import elided, label, paragraph, sign
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.passages.reading_area import ReadingArea
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.several import several_words as said
from cm_desktop.ui.several.gathered import Gathered
from cm_desktop.ui.several.preview import Preview
from cm_desktop.ui.several.share_card import ShareCard
from cm_desktop.wording.words import Words

_HEAD, _LEAST_WIDTH = 72, 540
_OFFERED = (Move.WAKE, Move.DISMISS, Move.HIDE, Move.SNOOZE)
_BEHIND = (Move.UNREAD,)  # in the menu


class SeveralPane(QWidget):
    """`chosen` carries the move of a button, `snoozed` until when; `left` lets go of all. The keys are the window's own."""

    chosen = Signal(object)  # Move
    snoozed = Signal(object)  # datetime
    left = Signal()

    def __init__(
        self, rows: RowWords, now: Callable[[], datetime], undo_delay: timedelta, words: Words, theme: Theme
    ) -> None:
        super().__init__()
        self._rows = rows
        self._now = now
        self._seconds = round(undo_delay.total_seconds())
        self._words = words
        self._theme = theme
        self._margin = 0
        self._title = elided("", fonts.DETAIL_TITLE, theme.text)
        self._body = ReadingArea()
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setAccessibleName(words.say("Selected comments"))
        self._buttons = {move: self._button(move) for move in _OFFERED}
        self._leave = Button(words.say("Deselect"), theme, key="+".join(keys.caps(_BACK, words)))
        self._leave.clicked.connect(self.left)
        self._more = Button("", theme, icon="ellipsis", name=words.say("More"))
        self._menu = KeyMenu(theme, self)
        self._more.clicked.connect(lambda: self._menu.popup_above(self._more))
        self._snooze = MomentChoice(words, theme)
        self._snooze.chosen.connect(self.snoozed)
        self._promise = elided("", fonts.META, theme.text3)
        self.foot = QWidget()
        self._lay_out()

    def show_gathered(self, gathered: Gathered) -> None:
        """Speak of these, and offer what can be done to all of them."""
        words, division = self._words, gathered.division
        number = len(division.taken)
        self._title.setText(said.title(words, division))
        content = QWidget()
        content.setObjectName("clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(self._margin, 24, self._margin, 24)
        column.setSpacing(16)
        known = gathered.clients
        shares = [(known[client], count) for client, count in division.clients.items() if client in known]
        column.addWidget(ShareCard(shares, words, self._theme))
        if told := said.left_out(words, division, gathered.query.queue):
            column.addWidget(self._note(told))
        column.addSpacing(4)
        moments = [self._rows.time(row, self._now()) for row in gathered.preview]
        column.addWidget(Preview(gathered.preview, moments, number, words, self._theme))
        column.addStretch()
        self._body.setWidget(content)
        self._offer(gathered.moves, number)

    def ask_until(self) -> None:
        """Until when they are snoozed."""
        self._snooze.ask(self._now())

    def set_margin(self, margin: int) -> None:
        """Left and right, as the detail has it."""
        self._margin = margin
        self._head.setContentsMargins(margin, 0, margin, 0)
        self._foot_column.setContentsMargins(margin, 16, margin, 18)
        if (content := self._body.widget()) is not None and (layout := content.layout()) is not None:
            layout.setContentsMargins(margin, 24, margin, 24)

    def minimumSizeHint(self) -> QSize:
        """As the detail."""
        least = super().minimumSizeHint()
        return QSize(max(_LEAST_WIDTH, least.width()), least.height())

    def _offer(self, offered: tuple[Move, ...], number: int) -> None:
        for move, button in self._buttons.items():
            button.setVisible(move in offered)
            button.set_label(said.named(self._words, move, number))
        self._fill_menu([move for move in _BEHIND if move in offered], number)
        self._promise.setText(said.promise(self._words, offered, number, self._seconds))
        self._snooze.hide()  # it was asked about others

    def _fill_menu(self, behind: Sequence[Move], number: int) -> None:
        self._menu.close()  # it was opened for others
        self._menu.clear()
        for move in behind:
            icon = icons.icon(moves.ICONS[move], self._theme.text2)
            name, cap = said.named(self._words, move, number), keys.cap(move, self._words)
            line = self._menu.line(name, cap, icon, sequence=keys.sequence(move))
            line.triggered.connect(lambda _=False, move=move: self.chosen.emit(move))
        self._more.setVisible(bool(behind))

    def _note(self, told: str) -> Card:
        card = Card(self._theme.sunken, self._theme.line2)
        row = QHBoxLayout(card)
        row.setContentsMargins(INSET, 12, INSET, 12)
        row.setSpacing(14)
        row.addWidget(sign("info", self._theme.text2), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(told, fonts.LIST_TEXT, self._theme.text2), 1)
        return card

    def _button(self, move: Move) -> Button:
        kind = Kind.PRIMARY if move is Move.DISMISS else Kind.SOFT
        made = Button("", self._theme, kind=kind, icon=moves.ICONS[move], key=keys.cap(move, self._words))
        made.clicked.connect(lambda: self.chosen.emit(move))
        made.hide()
        return made

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(_HEAD)
        self._head = QVBoxLayout(head)
        self._head.setSpacing(3)
        self._head.addStretch()
        self._head.addWidget(label(self._words.say("Selection"), (12, 500), self._theme.text2))
        self._head.addWidget(self._title)
        self._head.addStretch()
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (*self._buttons.values(), self._leave):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._more)
        self._foot_column = QVBoxLayout(self.foot)
        self._foot_column.setSpacing(10)
        self._foot_column.addWidget(self._snooze)
        self._foot_column.addLayout(row)
        self._foot_column.addWidget(self._promise)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, rule(self._theme)):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        for part in (rule(self._theme), self.foot):
            column.addWidget(part)


_BACK = next(key for key in keys.MOVING if key.does is Command.BACK)
