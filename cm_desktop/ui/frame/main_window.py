"""The window: its frame, its title, its keyboard, its language and theme, and its timers. May not know what a pane shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from cm_desktop.domain.changes import Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.frame import shortcuts
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.panes import Panes
from cm_desktop.ui.frame.settings_menu import settings_menu
from cm_desktop.ui.joining.entrance import Entrance
from cm_desktop.ui.joining.file_page import dropped_file
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit import theme
from cm_desktop.ui.kit.style import dress
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.rules.leaving import ask_about_drafts
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words

LEAST = (1120, 680)
USUAL = (1440, 900)
POLL_MS = 2_000


class MainWindow(QMainWindow):
    """`translations` is the folder of catalogues, for another language. Closing it saves what is typed, and no more.

    `chosen` carries the Look that the user changed to.
    """

    chosen = Signal(object)  # Look

    def __init__(self, desk: Desk, look: Look, translations: Path) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._translations = translations
        self._bridge = Bridge(desk.subscribe, self)
        self._acting = Acting(desk, self._bridge, self)
        self._correcting = Correcting(desk.rules, self._bridge, desk.clock, desk.undo_delay, self)
        self.bench = Workbench(desk.rules, self._bridge, self)
        self.joining = Entrance(desk, self._bridge, self)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.resize(*USUAL)
        self._make_panes(Query(), None)
        shortcuts.bind(self, self._act, self._go)
        self._bridge.changed.connect(self._refresh)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(desk.poll)
        self._poll.start()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def look(self) -> Look:
        """The language and theme in use."""
        return self._look

    def speak(self, language: str) -> None:
        """Go on in another language, "fr" or "en"."""
        self._desk.rules.language = language
        self._desk.rules.language = language
        self._change(replace(self._look, words=Words.load(language, self._translations)))
        self.chosen.emit(self._look)

    def wear(self, scheme: Scheme) -> None:
        """Go on in another theme."""
        self._change(replace(self._look, scheme=scheme))
        self.chosen.emit(self._look)

    def _open_settings(self) -> None:
        menu = settings_menu(self._look, self.speak, self.wear, self.joining.doors, self._halts(), self.panes.rail)
        menu.popup(QCursor.pos() - QPoint(0, menu.sizeHint().height()))

    def _halts(self) -> dict[str, Callable[[], None]]:
        words, inbox = self._look.words, self._desk.inbox
        paused, suspended = inbox.reading_paused(), inbox.suspended()
        reading = words.say("Resume reading") if paused else words.say("Pause reading")
        sending = words.say("Resume sending") if suspended else words.say("Suspend everything")
        return {
            reading: lambda: self._acting.pause_reading(not paused),
            sending: lambda: self._acting.suspend(not suspended),
        }

    def _follow_system(self) -> None:
        if self._look.scheme is Scheme.SYSTEM:
            self._change(self._look)

    def _change(self, look: Look) -> None:
        """Who types goes on typing: a system changes its theme at sunset, without being asked."""
        left = self.panes.detail
        ref, edited, text, typing = left.ref, left.edited, left.box.text, left.box.field.hasFocus()
        left.box.save()
        self._look = look
        at_rules = self.panes.at_rules
        self._make_panes(self.panes.query, ref)
        if at_rules:
            self.panes.show_rules()
        if typing and ref is not None:
            self.panes.detail.take_over(ref, edited, text)
            self.panes.detail.write()

    def _make_panes(self, query: Query, ref: CommentRef | None) -> None:
        """Widgets keep the words and the theme that they were made with: a change of either makes them anew."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        chosen = theme.choose(self._look.scheme)
        dress(app, chosen)
        words = self._look.words
        self.panes = Panes(self._desk, self._bridge, self._acting, self._correcting, self.bench, words, chosen)
        self.panes.adding.connect(self.joining.add_page)
        self.panes.rail.panel.reconnecting.connect(self.joining.reconnect)
        self.panes.rail.add_foot(words.say("Add a page"), "plus", self.joining.add_page)
        self.panes.rail.add_foot(words.say("Settings"), "settings", self._open_settings)
        self.joining.speak(words, chosen)
        self.setCentralWidget(self.panes)
        if self.isVisible():
            self.panes.show()  # at once, or nothing in it can take the focus
        self.panes.refresh()
        self.panes.ask(query)
        if ref is not None:
            self.panes.list.open(ref)
        self._tell_title()

    def _act(self, does: Command | Move) -> None:
        if isinstance(does, Command) and does in self.joining.doors:
            self.joining.doors[does]()
        elif does is Command.SETTINGS:
            self._open_settings()
        else:
            self.panes.act(does)

    def _go(self, queue: Queue) -> None:
        self.panes.go(queue)

    def _refresh(self, changes: Changes) -> None:
        self.panes.refresh(changes)
        self._tell_title()

    def _tell_title(self) -> None:
        todo = self._desk.inbox.counts().queues[Queue.TODO]
        words = self._look.words
        self.setWindowTitle(
            words.count("{n} to do · CM Desktop", "{n} to do · CM Desktop", todo) if todo else "CM Desktop"
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file that is dropped anywhere is a file of comments."""
        self.joining.import_file(file=dropped_file(event.mimeData()))

    def _close_without_drafts(self) -> None:
        self.bench.forget_drafts()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if drafts := len(self.bench.drafts):
            event.ignore()
            words, stay = self._look.words, self.panes.show_rules
            ask_about_drafts(drafts, words, self, leave=self._close_without_drafts, stay=stay)
            return
        self._poll.stop()
        self.joining.leave()
        self.bench.leave()
        self.panes.detail.box.save()
        self._bridge.close()
        super().closeEvent(event)
