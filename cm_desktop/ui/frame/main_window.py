"""The window: its frame, its title, its keyboard, its language and theme, and its timers. May not know what a pane shows."""

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.domain.changes import Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.notices import Notice, Wishes
from cm_desktop.domain.once import later
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui import keys
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.at_work import AtWork
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.frame import shortcuts
from cm_desktop.ui.frame.leading import lead
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.overhead import bar_over
from cm_desktop.ui.frame.panes import Panes
from cm_desktop.ui.frame.place import Place, stand
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.frame.stray_typing import StrayTyping
from cm_desktop.ui.keys import Command, Does, KeyMap
from cm_desktop.ui.kit import theme
from cm_desktop.ui.kit.dropped import dropped_file
from cm_desktop.ui.kit.style import dress
from cm_desktop.ui.kit.tab_order import move_on
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.first_run.first_run import Answers
    from cm_desktop.ui.frame.sheets import Sheets
    from cm_desktop.ui.guide.door import GuideDoor
    from cm_desktop.ui.joining.entrance import Entrance
    from cm_desktop.ui.notices.notices import Notices
    from cm_desktop.ui.past.door import PastDoor
    from cm_desktop.ui.rules.workbench import Workbench
    from cm_desktop.ui.teams.door import TeamsDoor

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
        self.practice = practice
        self._desk = desk
        self._crashes = crashes
        self._look = look
        self._translations = translations
        self._bridge = Bridge(desk.subscribe, self)
        AtWork(desk.giving_way, self._bridge, self)
        self._acting = Acting(desk, self._bridge, self)
        self._correcting = Correcting(later(lambda: desk.rules), self._bridge, desk.clock, desk.undo_delay, self)
        self._is_complete = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.resize(*USUAL)
        self._make_panes(stand(self, place, desk), None, None)
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

    @cached_property
    def _sheets(self) -> "Sheets":
        """What opens over the window."""
        from cm_desktop.ui.frame.sheets import Sheets

        made = Sheets(self._desk, self._bridge, lambda: self.panes, self._acting, self)
        made.views.opening.connect(lambda view: self.panes.open_view(view))  # noqa: PLW0108 - panes are made anew
        made.past.opening.connect(lambda ref: self.panes.turn_to(ref))  # noqa: PLW0108 - the same
        made.speak(self._look.words, theme.choose(self._look.scheme))
        return made

    @cached_property
    def bench(self) -> "Workbench":
        """Where packs of rules are written: what is typed there outlives a change of theme or language."""
        from cm_desktop.ui.rules.workbench import Workbench

        return Workbench(self._desk.rules, self._bridge, self)

    @cached_property
    def notices(self) -> "Notices":
        """What is told to who looks elsewhere."""
        from cm_desktop.ui.notices.notices import Notices

        made = Notices(self._desk, self._bridge, self._look.wishes, self)
        made.opening.connect(self._come)
        made.speak(self._look.words, theme.choose(self._look.scheme))
        return made

    @property
    def joining(self) -> "Entrance":
        """How pages and comments come in."""
        return self._sheets.joining

    @property
    def teams(self) -> "TeamsDoor":
        """Who validates."""
        return self._sheets.teams

    @property
    def guide(self) -> "GuideDoor":
        """How to do things."""
        return self._sheets.guide

    @property
    def past(self) -> "PastDoor":
        """What became of a comment, and who wrote it."""
        return self._sheets.past

    @property
    def look(self) -> Look:
        """The language and theme in use."""
        return self._look

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

    def wish(self, wishes: Wishes) -> None:
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
        from cm_desktop.ui.frame.left import Left

        left = Left.of(self.panes)
        self._look = look
        self._make_panes(left.query, left.ref, left.answers)
        left.give_to(self.panes)

    def _make_panes(self, query: Query, ref: CommentRef | None, answers: "Answers | None") -> None:
        """Widgets keep the words and the theme that they were made with: a change of either makes them anew."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        chosen = theme.choose(self._look.scheme)
        dress(app, chosen)
        keys.wear(self._look.keys)
        words = self._look.words
        self.panes = Panes(
            self._desk, self._bridge, self._acting, self._correcting, lambda: self.bench, words, chosen, answers
        )
        lead(self, self.panes, lambda: self._sheets, self._acting)
        self.panes.furnished.connect(self._complete)
        if self._is_complete:
            self._speak()
        self.setCentralWidget(self.panes)
        if (bar := bar_over(self, self._crashes, words, chosen)) is not None:
            self.setMenuWidget(bar)
        if self.isVisible():
            self.panes.show()  # at once, or nothing in it can take the focus
        self.panes.refresh()
        if self.panes.room is None:
            self.panes.ask(query)
        if ref is not None:
            self.panes.list.open(ref)
        self._tell_title()

    def _complete(self) -> None:
        """With what stands beside the list comes what lies over the window."""
        self._is_complete = True
        self._speak()

    def _speak(self) -> None:
        words, chosen = self._look.words, theme.choose(self._look.scheme)
        self._sheets.speak(words, chosen)
        self.notices.speak(words, chosen)

    def _act(self, does: Does | Queue) -> None:
        if isinstance(does, Queue):
            self.panes.go(does)
        elif does is Command.SETTINGS:
            self.panes.enter(Room.SETTINGS)
        elif not self._sheets.act(does):
            self.panes.act(does)

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
            from cm_desktop.ui.rules.leaving import ask_about_drafts

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
        self.left.emit(Place.of(self, self.panes.stage.list_width, self.panes.query.queue))
        super().closeEvent(event)
