"""A moderator at work on a workspace in the window, while comments come in: how long each key is waited for.

    python -m benchmarks.session WORKSPACE SECONDS

Prints milliseconds on the clock as JSON: of each move until it is painted, and the gaps between the beats of a timer.
The workspace is written to. A program of its own, since it ends without waiting for anybody.
"""

import json
import os
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.bench_store import ACCOUNTS, START, WORDS, comments, judged
from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Batch
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words

BEAT_MS = 5
SETTLING = 10  # seconds until the rules are read and the list is whole
COMING_IN = 200  # comments a batch, as a page that is busy gives them
Times = dict[str, list[float]]


def made_elsewhere() -> ProcessPoolExecutor:
    """To make comments up takes as long as to keep them, and is nothing that the program does."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))


@contextmanager
def coming_in(desk: Desk) -> Iterator[None]:
    """Batches, one behind the other, until it is over; kept and announced as a page that is read has it."""
    over = threading.Event()

    def sync() -> None:
        room = desk._room  # noqa: SLF001 - it is the engine's part that is played here
        with made_elsewhere() as make:
            first = 10_000_000
            while not over.wait(0.2):
                batch = make.submit(comments, ACCOUNTS[0], first, COMING_IN).result()
                kept = Batch(comments=batch)
                room.workspace.save_batch(ACCOUNTS[0], kept, judged(batch), rules="1", at=START).result()
                room.tell(Change.COMMENTS)
                first += COMING_IN

    thread = threading.Thread(target=sync)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class Paints(QObject):
    """Whether a widget was painted since it was last asked."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen |= event.type() is QEvent.Type.Paint
        return False


class Session:
    """The hands: each move is timed from the key to the paint that shows it."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self.times: Times = defaultdict(list)
        self._app = app
        self._window = window
        self._chance = random.Random(5)
        self._rows = Paints(window.panes.list.view.viewport())
        self._beat = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._count)
        self._last = 0.0

    def go_on(self, seconds: float) -> None:
        """Move down, jump, look for words and go back, until the time is over."""
        self._beat.start()
        self._last = time.perf_counter()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in range(10):
                self._step()
                self._breathe(0.05)
            for _ in range(5):
                self._timed("a jump anywhere", self._jump, self._rows)
                self._breathe(0.05)
            self._look_for(self._chance.choice(WORDS)[:4])

    def _step(self) -> None:
        start = time.perf_counter()
        self._timed("the next one, J: its row", lambda: self._press(Qt.Key.Key_J), self._rows)
        while self._window.panes.beside.turning.is_on:
            self._app.processEvents()
        self._app.processEvents()
        self.times["the next one, J: all of it beside its row"].append((time.perf_counter() - start) * 1000)

    def _timed(self, what: str, move: Callable[[], object], shown: Paints) -> None:
        """From the move to the paint that shows it."""
        start = time.perf_counter()
        shown.seen = False
        move()
        self._wait_for(shown)
        self.times[what].append((time.perf_counter() - start) * 1000)

    def _wait_for(self, shown: Paints) -> None:
        """Paints are posted events: what timers do behind them is not waited for."""
        self._app.sendPostedEvents()
        while not shown.seen:
            self._app.processEvents()

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window.panes.list.view, key)

    def _jump(self) -> None:
        rows = self._window.panes.list.view
        bar = rows.verticalScrollBar()
        bar.setValue(self._chance.randint(bar.minimum(), bar.maximum()))
        rows.viewport().update()  # should chance lead where it stands

    def _look_for(self, word: str) -> None:
        QTest.keyClick(self._window.panes.list.view, Qt.Key.Key_Slash)
        self._breathe(0.1)
        field = self._app.focusWidget()
        assert field is not None
        typed = Paints(field)
        for letter in word:
            self._letter(letter, field, typed)
            self._breathe(0.05)
        typed.deleteLater()
        QTest.keyClick(field, Qt.Key.Key_Escape)
        self._breathe(0.2)

    def _letter(self, letter: str, field: QWidget, typed: Paints) -> None:
        """Until it is painted itself; then until what it finds is."""
        start = time.perf_counter()
        found: list[bool] = []

        def find() -> None:
            self._rows.seen = False
            found.append(True)

        asked = self._window.panes.list.model.modelReset.connect(find)
        self._timed("a letter of a search", lambda: QTest.keyClicks(field, letter), typed)
        while not found:
            self._app.processEvents()
        self._wait_for(self._rows)
        self.times["what a search finds, from each letter"].append((time.perf_counter() - start) * 1000)
        QObject.disconnect(asked)

    def _breathe(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._app.processEvents()
            time.sleep(0.001)

    def _count(self) -> None:
        now = time.perf_counter()
        self.times["between two beats"].append((now - self._last) * 1000)
        self._last = now


def main(folder: Path, seconds: float) -> None:
    words = Words.load("fr", resources() / "translations")
    desk = build(Settings(workspace=folder, resources=resources()), words, vault=KeyringVault.in_memory())
    app = make_app(words)
    window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
    window.resize(1440, 900)
    window.show()
    desk.start()
    session = Session(app, window)
    end = time.monotonic() + SETTLING
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)
    with coming_in(desk):
        session.go_on(seconds)
    print(json.dumps(session.times), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
