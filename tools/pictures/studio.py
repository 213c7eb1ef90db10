"""Where the window sits for its pictures: the practice page, read at one moment for ever, and a workspace for each picture.

Time stands still, the time zone and the fonts are ours, and nobody finds what another did: a picture is the same on every
machine, in whatever order pictures are taken. May not know a screen.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLocale, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cm_desktop import bootstrap
from cm_desktop.bootstrap import build, enrol, library
from cm_desktop.crashes import reports
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.errors import PortTaken
from cm_desktop.engine.desk import Desk
from cm_desktop.platforms.facebook import connector as facebook
from cm_desktop.platforms.instagram import connector as instagram
from cm_desktop.practice.platform import PracticePlatform
from cm_desktop.settings import Settings, resources
from cm_desktop.store.comments import authors
from cm_desktop.store.tables import work
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tools.pictures.sitter import Sitter
from tools.pictures.vault import LastingVault

BEGINS = datetime(2026, 3, 12, 13, 32, tzinfo=UTC)
PORT = 41_987  # in the addresses that are shown
SCREEN = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"  # a menu opens where there is room for it
TRANSLATIONS = resources() / "translations"


class StillClock:
    """Goes only when it is told to."""

    def __init__(self) -> None:
        self._gone = timedelta(0)

    def now(self) -> datetime:
        return BEGINS + self._gone

    def steady(self) -> timedelta:
        return self._gone

    def pass_by(self, time: timedelta) -> None:
        self._gone += time

    def begin_again(self) -> None:
        self._gone = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How the window is opened: on what workspace, and what stands over it."""

    language: str = "fr"
    scheme: Scheme = Scheme.LIGHT
    blank: bool = False  # nothing was ever added
    practice: bool = False  # entered from one's own pages
    crashed: bool = False  # the program was, before
    size: tuple[int, int] = (1440, 900)


class Studio:
    """One practice page, read once; whoever sits there has a copy of that workspace."""

    def __init__(self, folder: Path, history: Path | None = None) -> None:
        """`history` is what the practice page plays (None: the one that is shipped)."""
        stand_still(folder)
        self._folder = folder
        self._read_at = folder / "read"
        self._clock = StillClock()
        self._vault = self.new_vault()
        rules = library(_settings(self._read_at))  # compiled once for all
        vars(bootstrap).update(SystemClock=lambda: self._clock, library=lambda _settings: rules)
        for module in (facebook, instagram, authors, work, reports):  # which look at the time by themselves
            vars(module).update(datetime=_still(self._clock))
        self._sittings = 0
        self._port = PORT
        self._history = history
        with ExitStack() as leaving:
            practice = leaving.enter_context(self._open_practice())
            desk = self.open_desk(self._read_at, "fr", leaving)
            enrol(desk, practice)
            desk.sync()
            while desk.bring_pictures():
                pass

    def _open_practice(self) -> PracticePlatform:
        """Its pages as they were at the beginning."""
        try:
            practice = PracticePlatform.start(self._history, self._port, clock=self._clock.now)
        except PortTaken:  # by another studio: no golden picture shows an address
            practice = PracticePlatform.start(self._history, clock=self._clock.now)
        self._port = int(practice.base_url.rpartition(":")[2])
        return practice

    @staticmethod
    def new_vault() -> KeyringVault:
        """A keyring of somebody's own."""
        return LastingVault.in_memory()

    def open_desk(
        self, workspace: Path, language: str, leaving: ExitStack, *, vault: KeyringVault | None = None
    ) -> Desk:
        """On this workspace, made when absent, until one leaves."""
        words = Words.load(language, TRANSLATIONS)
        desk = build(_settings(workspace), words, vault=vault or self._vault, threads=False)
        leaving.callback(desk.close)
        return desk

    @contextmanager
    def sitting(self, pose: Pose) -> Iterator[Sitter]:
        """A window that was just opened so."""
        self._sittings += 1
        folder = self._folder / str(self._sittings)
        folder.mkdir()
        os.environ["HOME"] = str(folder)  # what is shown of its places is the same for every picture
        if not pose.blank:
            shutil.copytree(self._read_at, folder / "workspace")
        self._clock.begin_again()
        with ExitStack() as leaving:
            practice = leaving.enter_context(self._open_practice())
            sitter = Sitter(self, practice, pose, folder, self._clock, leaving)
            sitter.sit_at(self.open_desk(folder / "workspace", pose.language, leaving))
            yield sitter

    def open_window(self, desk: Desk, pose: Pose, folder: Path, leaving: ExitStack) -> MainWindow:
        """On this desk, until one leaves."""
        words = Words.load(pose.language, TRANSLATIONS)
        make_app(words)
        QLocale.setDefault(QLocale(words.language))
        QGuiApplication.styleHints().setCursorFlashTime(0)  # or a picture had a caret, or none
        crashes = CrashReports(folder / "crashes")
        if pose.crashed:
            crashes.keep(ValueError("a picture"), stopped=True, thread="MainThread")
        window = MainWindow(desk, Look(words=words, scheme=pose.scheme), TRANSLATIONS, crashes, practice=pose.practice)
        leaving.callback(_close, window)
        window.resize(*pose.size)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        return window


def _close(window: MainWindow) -> None:
    window.bench.forget_drafts()
    window.close()
    shiboken6.delete(window)  # or each change of theme would dress all that ever sat here


def _still(clock: StillClock) -> type[datetime]:
    class Still(datetime):
        @classmethod
        def now(cls, _zone: tzinfo | None = None) -> datetime:  # type: ignore[override]  # of no class of ours
            return clock.now()

    return Still


def _settings(workspace: Path) -> Settings:
    return Settings(workspace=workspace, resources=resources())


def stand_still(home: Path) -> None:
    """What a picture would else take from its machine: the time zone, where people have their files."""
    os.environ.update(TZ="Europe/Paris", HOME=str(home))
    time.tzset()
    qInstallMessageHandler(_say)


def _say(_type: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Offscreen there is no window manager that a window could ask to be raised, and Qt says so each time."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)
