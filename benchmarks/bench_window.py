"""How the list of comments bears a million rows, as ratios to the same list of one screen. May not open any workspace.

Prints one line a figure and fails where a ratio is out of bounds: absolute times depend on the machine, ratios hardly do.
"""

import os
import statistics
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import HANDLES, Counts, Handle, Page, Query, Queue, Row
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit import fonts, style
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.wording.words import Words
from tests.ui.conftest import TRANSLATIONS
from tests.ui.rows import NOW, SOURCES, showcase

ROUNDS = 15
MANY, FEW = 1_000_000, 12


class Endless:
    """A list of any length out of ten sample rows."""

    def __init__(self, length: int) -> None:
        self._samples = showcase()
        self._all = array(HANDLES, range(length))

    def page(self, _query: Query, *, after: str | None = None, limit: int = 50) -> Page:
        start = int(after or 0)
        more = str(start + limit) if start + limit < len(self._all) else None
        return Page(rows=tuple(self.rows([Handle(h) for h in self._all[start : start + limit]])), after=more)

    def handles(self, _query: Query) -> "array[int]":
        return self._all[:]

    def rows(self, handles: Sequence[Handle]) -> list[Row]:
        return [self._row(handle) for handle in handles]

    def counts(self) -> Counts:
        return Counts(queues={Queue.TODO: len(self._all)}, clients={})

    def picture(self, _ref: CommentRef) -> Path | None:
        return None

    def take_one(self) -> None:
        """The list loses its third row."""
        self._all = self._all[:2] + self._all[3:]

    def _row(self, handle: Handle) -> Row:
        sample = self._samples[handle % len(self._samples)]
        return Row(handle=handle, comment=sample.comment, verdict=sample.verdict, draft=sample.draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds, medians."""

    first_page: float
    jump: float
    repaint: float
    one_row_less: float


def median(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a call, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def measure(app: QApplication, bridge: Bridge, length: int) -> Figures:
    """All figures for one length."""
    endless = Endless(length)
    words = Words.load("fr", TRANSLATIONS)
    rows = RowWords(words)
    rows.sources = SOURCES
    pane = QueueList(lambda: endless, bridge, rows, words, LIGHT, lambda: NOW)
    pane.resize(428, 900)
    pane.show()

    def show() -> None:
        pane.ask(Query(), "À traiter")
        pane.grab()

    def jump() -> None:
        pane.view.scrollToTop()
        pane.view.scrollToBottom()
        pane.grab()

    def lose() -> None:
        endless.take_one()
        before = pane.model.rowCount()
        pane.refresh()
        while pane.model.rowCount() == before:
            app.processEvents()
        pane.grab()

    first_page = median(show)
    while pane.model.rowCount() < length:
        app.processEvents()
    figures = Figures(first_page=first_page, jump=median(jump), repaint=median(pane.grab), one_row_less=median(lose, 5))
    pane.close()
    return figures


def main() -> int:
    """Compare a million rows with one screen of them."""
    app = QApplication(sys.argv[:1])
    fonts.install()
    style.dress(app, LIGHT)
    bridge = Bridge(lambda _listener: lambda: None)
    few, many = (measure(app, bridge, length) for length in (FEW, MANY))
    bridge.close()
    failed = False
    for name, bound in (("first_page", 5.0), ("jump", 3.0), ("repaint", 1.5)):
        ratio = getattr(many, name) / getattr(few, name)
        failed |= ratio > bound
        print(
            f"{getattr(many, name):8.1f} ms  {name} of {MANY:,} rows: {ratio:.2f} times that of {FEW} (at most {bound})"
        )
    print(
        f"{many.one_row_less:8.1f} ms  one row less of {MANY:,}, read in a thread ({few.one_row_less:.1f} ms of {FEW})"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
