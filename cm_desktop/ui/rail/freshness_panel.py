"""Every page with its readings and its budget, over the window; what pauses reading and sending. May not read a page."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Account, Client
from cm_desktop.engine.desk import Desk
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.card import Card, rule
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label, paragraph
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.tab_order import move_on
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.pages import PageLines, page_lines
from cm_desktop.wording.words import Words

_WIDTH, _SIDE = 560, 22
_MOST_HEIGHT = 0.7  # of what it lies over
_GAP = 8
_GUTTER = 10  # of the side, where the list scrolls


class FreshnessPanel(Card):
    """Opened above its anchor; a click elsewhere or Escape closes it.

    `reconnecting` carries the Account to reconnect, `pausing` and `suspending` whether reading and sending are to rest.
    """

    announced = Role.Dialog

    reconnecting = Signal(object)
    pausing = Signal(bool)
    suspending = Signal(bool)

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme.raised, theme.line2, parent=parent)
        self._desk = desk
        self._words = words
        self._theme = theme
        self._shown: object = None
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(words.say("Pages: readings and budgets"))
        self.setFixedWidth(_WIDTH)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self._area, self._area.viewport()):
            part.setObjectName("clear")
        self._read = Button(
            words.say("Read now"),
            theme,
            kind=Kind.GHOST,
            icon="refresh-cw",
            key=keys.cap(keys.Command.SYNC, words),
            parent=self,
        )
        self._reading = Button("", theme, parent=self)
        self._sending = Button("", theme, parent=self)
        self._connect()
        self._lay_out()

    def open(self, anchor: QWidget) -> None:
        """Show it above the anchor, the keyboard in it."""
        self._shown = None
        self.refresh_now()
        over = self.parentWidget()
        assert over is not None
        content = self._area.widget()
        assert content is not None
        wanted = content.heightForWidth(_WIDTH - 2 * _SIDE + _GUTTER)
        self._area.setFixedHeight(min(wanted, round(over.window().height() * _MOST_HEIGHT)))
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(_GAP, -self.height() - _GAP)))
        self.show()
        self._read.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes on as one reads, through what is made anew as well."""
        return move_on(self, onward=onward) is not None

    def refresh(self) -> None:
        """Read again, while it is open."""
        if self.isVisible():
            self.refresh_now()

    def refresh_now(self) -> None:
        """Read everything again."""
        inbox, words = self._desk.inbox, self._words
        paused, suspended = inbox.reading_paused(), inbox.suspended()
        self._reading.set_label(words.say("Resume reading") if paused else words.say("Pause reading"))
        self._reading.set_icon("play" if paused else "pause")
        self._sending.set_label(words.say("Resume sending") if suspended else words.say("Suspend everything"))
        self._sending.set_icon("play" if suspended else "pause")
        pages = self._pages(paused=paused)
        if (pages, paused) != self._shown:
            self._shown = (pages, paused)
            self._area.setWidget(self._content(pages, paused=paused))

    def _connect(self) -> None:
        self._read.clicked.connect(self._desk.sync_soon)
        self._reading.clicked.connect(lambda: self.pausing.emit(not self._desk.inbox.reading_paused()))
        self._sending.clicked.connect(lambda: self.suspending.emit(not self._desk.inbox.suspended()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, _GUTTER, 0)
        head.addWidget(label(self._words.say("Pages"), fonts.DETAIL_TITLE, self._theme.text), 1)
        head.addWidget(self._read)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._reading)
        foot.addWidget(self._sending)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 14, _SIDE - _GUTTER, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._area)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, _GUTTER, 0)
        line.addWidget(rule(self._theme))
        column.addLayout(line)
        column.addLayout(foot)

    def _pages(self, *, paused: bool) -> list[tuple[Client, Account, PageLines]]:
        inbox, now = self._desk.inbox, self._desk.clock.now()
        clients = {client.id: client for client in inbox.clients()}
        fresh = {each.account: each for each in inbox.freshness()}
        budgets = {each.account: each for each in inbox.budgets()}
        pages = []
        for account in inbox.accounts():
            named = replace(account, name=isolated(account.name))
            reading, budget = fresh.get(account.id), budgets.get(account.id)
            lines = page_lines(self._words, named, reading, budget, now=now, paused=paused)
            pages.append((clients[account.client], account, lines))
        return pages

    def _content(self, pages: list[tuple[Client, Account, PageLines]], *, paused: bool) -> QWidget:
        body = _Body()
        body.setObjectName("clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, _GUTTER, 0)
        column.setSpacing(14)
        if paused:
            told = self._words.say("Nothing is read by itself until you resume it.")
            column.addWidget(paragraph(told, fonts.LIST_TEXT, self._theme.due_fg))
        for client, account, lines in pages:
            column.addLayout(self._page(client, account, lines))
        column.addStretch()
        return body

    def _page(self, client: Client, account: Account, lines: PageLines) -> QHBoxLayout:
        theme = self._theme
        told = QVBoxLayout()
        told.setSpacing(0 if lines.reconnect else 2)  # a button is taller than a name
        told.addLayout(self._name(account, lines))
        told.addWidget(paragraph(" · ".join(lines.calm), fonts.META, theme.text3))
        for alarm in lines.alarms:
            told.addWidget(paragraph(alarm, fonts.META, theme.due_fg))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(ClientSquare(client, 24, theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        return row

    def _name(self, account: Account, lines: PageLines) -> QHBoxLayout:
        theme, words = self._theme, self._words
        row = QHBoxLayout()
        row.setSpacing(12)
        name = f"{account.name} · {terms.platform(words, account.platform)}"
        row.addWidget(elided(name, fonts.BUTTON, theme.text), 1)
        if lines.reconnect:
            again = Button(words.say("Reconnect"), theme, icon="key-round", small=True)
            again.setAccessibleName(words.say("Reconnect {page}", page=account.name))
            again.clicked.connect(lambda: self._reconnect(account))
            row.addWidget(again)
        return row

    def _reconnect(self, account: Account) -> None:
        self.close()
        self.reconnecting.emit(account)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """It covers the window's own keys while it is open."""
        if event.key() == Qt.Key.Key_F5:
            self._desk.sync_soon()
        else:
            super().keyPressEvent(event)


class _Body(QWidget):
    """As tall as its lines are when they have their width: a scroll area would take more, as if they had none."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
