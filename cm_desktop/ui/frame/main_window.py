"""The window: its frame, its title, its keyboard, its language and theme, and its timers. May not know what a pane shows."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.domain.changes import Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.notices import Notice, Wishes
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import keys
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.at_work import AtWork
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.frame import shortcuts
from cm_desktop.ui.frame.crash_bar import CrashBar
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.panes import Panes
from cm_desktop.ui.frame.place import Place
from cm_desktop.ui.frame.practice_bar import PracticeBar
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.frame.sheets import Sheets
from cm_desktop.ui.frame.stray_typing import StrayTyping
from cm_desktop.ui.joining.file_page import dropped_file
from cm_desktop.ui.keys import Command, Does, KeyMap
from cm_desktop.ui.kit import theme
from cm_desktop.ui.kit.style import dress
from cm_desktop.ui.kit.tab_order import move_on
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.notices.notices import Notices
from cm_desktop.ui.rules.leaving import ask_about_drafts
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.first_run.first_run import Answers, FirstRun
    from cm_desktop.ui.frame.beside import Beside
    from cm_desktop.ui.settings.settings_view import SettingsView

LEAST = (1120, 680)
USUAL = (1440, 900)
POLL_MS = 2_000


class MainWindow(QMainWindow):
    """`translations` is the folder of catalogues, for another language. Closing it saves what is typed, and no more.

    `crashes` are offered to be read. `chosen` carries the Look that the user changed to. `practising` asks for the practice
    page, which is no part of this workspace; on it, where `practice` is true, `leaving` asks to go back. `moving` asks for
    another workspace in the place of this one. `place` is where it stood before, if its screen is there still; `left` carries
    where it stood last.
    """

    chosen = Signal(object)  # Look
    practising = Signal()
    leaving = Signal()
    moving = Signal()
    left = Signal(object)  # Place

    def __init__(
        self,
        desk: Desk,
        look: Look,
        translations: Path,
        crashes: CrashReports | None = None,
        *,
        place: Place | None = None,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._practice = practice
        self._desk = desk
        self._crashes = crashes
        self._look = look
        self._translations = translations
        self._bridge = Bridge(desk.subscribe, self)
        AtWork(desk.rules.giving_way, self._bridge, self)
        self._acting = Acting(desk, self._bridge, self)
        self._correcting = Correcting(desk.rules, self._bridge, desk.clock, desk.undo_delay, self)
        self.bench = Workbench(desk.rules, self._bridge, self)
        self._sheets = Sheets(desk, self._bridge, self._shown, self._listed, self._acting, self)
        self.joining, self.teams = self._sheets.joining, self._sheets.teams
        self.guide, self.past = self._sheets.guide, self._sheets.past
        self._sheets.views.opening.connect(lambda view: self.panes.open_view(view))  # noqa: PLW0108 - the same
        self.past.opening.connect(lambda ref: self.panes.turn_to(ref))  # noqa: PLW0108 - panes are made anew
        self.notices = Notices(desk, self._bridge, look.wishes, self)
        self.notices.opening.connect(self._come)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.resize(*USUAL)
        self._make_panes(self._stand(place), None, None)
        self.panes.stage.divide(place.list_width if place else 0)
        self.typing = StrayTyping(
            lambda: self.panes.beside.place_without_reply,
            lambda: self.panes.beside.turning.is_on,
            self._act,
            lambda: self.panes.beside.telling.tell_no_reply(),  # noqa: PLW0108 - panes are made anew
            self,
        )
        self._shortcuts = shortcuts.bind(self, self._act, self.typing, look.keys)
        self._bridge.changed.connect(self._refresh)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(desk.poll)
        self._poll.start()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def look(self) -> Look:
        """The language and theme in use."""
        return self._look

    def _stand(self, place: Place | None) -> Query:
        """Where it stood before; answers the list that was on show, if there is anything to list."""
        if place is None or not place.take(self) or not self._desk.inbox.accounts():
            return Query()
        return Query(queue=place.queue)

    def speak(self, language: str) -> None:
        """Go on in another language, "fr" or "en"."""
        self._desk.rules.language = language
        self._change(replace(self._look, words=Words.load(language, self._translations)))
        self.chosen.emit(self._look)

    def wear(self, scheme: Scheme) -> None:
        """Go on in another theme."""
        self._change(replace(self._look, scheme=scheme))
        self.chosen.emit(self._look)

    def listen(self, worn: KeyMap, changed: str = "") -> None:
        """Go on with another map of the keys; the keyboard stays where one was `changed`."""
        shortcuts.let_go(self._shortcuts)
        self._shortcuts = shortcuts.bind(self, self._act, self.typing, worn)
        self._change(replace(self._look, keys=worn))
        if changed:
            self.panes.settings.keys.focus_on(changed)
        self.chosen.emit(self._look)

    def _wish(self, wishes: Wishes) -> None:
        """Be told of other things from now on."""
        self._look = replace(self._look, wishes=wishes)
        self.notices.wishes = wishes
        self.chosen.emit(self._look)

    def _come(self, notice: Notice) -> None:
        """On what it told of."""
        if notice.comment is None:
            self.panes.enter(Room.VALIDATION)
        else:
            self.panes.go(Queue.ALL)
            self.panes.turn_to(notice.comment)

    def _follow_system(self) -> None:
        if self._look.scheme is Scheme.SYSTEM:
            self._change(self._look)

    def _change(self, look: Look) -> None:
        """Who types goes on typing: a system changes its theme at sunset, without being asked."""
        left = self.panes.detail
        ref, edited, text, typing = left.ref, left.edited, left.box.text, left.box.field.hasFocus()
        left.box.save()
        self.panes.rooms.leave()
        self._look = look
        room, list_width = self.panes.room, self.panes.stage.list_width
        place = self.panes.settings.place if self.panes.rooms.is_made(Room.SETTINGS) else None
        self._make_panes(self.panes.query, ref, self.panes.blank.answers)
        if place is not None:
            self.panes.settings.list.mark(place)
        self.panes.stage.divide(list_width)
        if room is not None:
            self.panes.enter(room)
        if typing and ref is not None:
            self.panes.detail.take_over(ref, edited, text)
            self.panes.detail.handling.write()

    def _make_panes(self, query: Query, ref: CommentRef | None, answers: "Answers | None") -> None:
        """Widgets keep the words and the theme that they were made with: a change of either makes them anew."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        chosen = theme.choose(self._look.scheme)
        dress(app, chosen)
        keys.wear(self._look.keys)
        words = self._look.words
        self.panes = Panes(self._desk, self._bridge, self._acting, self._correcting, self.bench, words, chosen, answers)
        self.panes.blank.begun.connect(self._begin_from)
        self.panes.furnished.connect(self._furnish)
        self.panes.bars.departure.asked.connect(self._sheets.departing.open)
        self.panes.bars.access.asked.connect(self.joining.reconnect)
        self.panes.rail.panel.reconnecting.connect(self.joining.reconnect)
        self.panes.rail.add_foot(words.say("Add a page"), "plus", self.joining.add_page, acts=True)
        self.panes.rooms.served.connect(self._serve)
        self._sheets.speak(words, chosen)
        self.notices.speak(words, chosen)
        self.setCentralWidget(self.panes)
        if self._practice:
            bar = PracticeBar(words, chosen, self)
            bar.leaving.connect(self.leaving)
            self.setMenuWidget(bar)
        elif self._crashes is not None:
            self.setMenuWidget(CrashBar(self._crashes, words, chosen, self))
        if self.isVisible():
            self.panes.show()  # at once, or nothing in it can take the focus
        self.panes.refresh()
        if self.panes.room is None:
            self.panes.ask(query)
        if ref is not None:
            self.panes.list.open(ref)
        self._tell_title()

    def _furnish(self, beside: "Beside") -> None:
        """Where what stands beside the list leads."""
        beside.help.reading.connect(self.guide.open)
        beside.detail.looking.connect(self._sheets.look_back)

    def _begin_from(self, first_run: "FirstRun") -> None:
        first_run.going.connect(self.joining.go_on)
        first_run.practising.connect(self.practising)
        first_run.invited.connect(self.teams.join)
        first_run.speaking.connect(self.speak)

    def _serve(self, settings: "SettingsView") -> None:
        """What is asked for in the settings is done elsewhere."""
        settings.appearance.show_scheme(self._look.scheme)
        settings.appearance.speaking.connect(self.speak)
        settings.appearance.wearing.connect(self.wear)
        settings.keys.listening.connect(self.listen)
        settings.notices.show_wishes(self._look.wishes)
        settings.notices.wishing.connect(self._wish)
        self._sheets.serve(settings)
        settings.pages.pausing.connect(self._acting.pause_reading)
        settings.pages.suspending.connect(self._acting.suspend)
        settings.data.moving.going.connect(self.moving)
        settings.data.moving.setHidden(self._practice)

    def _act(self, does: Does | Queue) -> None:
        if isinstance(does, Queue):
            self.panes.go(does)
        elif does is Command.SETTINGS:
            self.panes.enter(Room.SETTINGS)
        elif not self._sheets.act(does):
            self.panes.act(does)

    def _shown(self) -> Detail | None:
        """The comment on screen."""
        return self.panes.detail.detail if self.panes.stage.shows_detail() else None

    def _listed(self) -> View:
        """The list on show."""
        return self.panes.view

    def _refresh(self, changes: Changes) -> None:
        self.panes.refresh(changes)
        self._tell_title()

    def _tell_title(self) -> None:
        todo = self._desk.inbox.counts().queues[Queue.TODO]
        told = self._look.words.count("{n} to do · CM Desktop", "{n} to do · CM Desktop", todo)
        self.setWindowTitle(told if todo else "CM Desktop")

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes on as one reads."""
        return move_on(self, onward=onward) is not None

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
            words, stay = self._look.words, partial(self.panes.enter, Room.RULES)
            ask_about_drafts(drafts, words, self, leave=self._close_without_drafts, stay=stay)
            return
        self._poll.stop()
        self.typing.leave()
        self._sheets.leave()
        self.bench.leave()
        self.panes.leave()
        self._bridge.close()
        self.left.emit(self._place())
        super().closeEvent(event)

    def _place(self) -> Place:
        room = self.normalGeometry() if self.isMaximized() or self.isFullScreen() else self.geometry()
        stage, queue = self.panes.stage, self.panes.query.queue
        return Place(room=room, maximised=self.isMaximized(), list_width=stage.list_width, queue=queue)
