"""How long the program takes to start, beside Python and Qt alone. May not touch the workspace of whoever measures.

    python -m benchmarks.bench_start [COMMENTS]      how many the workspace holds; 200,000 by default

All are started in turn, and of each the shortest time counts: what else the machine does only ever makes one longer. A window
is measured from its process's start until it has painted: an empty one itself, ours a row of the list with a comment in it.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.bench_million import BATCH, keep
from benchmarks.bench_store import ACCOUNTS, comments, judged, prepared

RUNS = 9
ASKED = 1.3
COMMAND = str(Path(sys.executable).with_name("cm-desktop"))
EMPTY = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.show()
app.exec()
"""
OURS = """
import os, sys
class Watching:
    "Ends the process behind the first row that is painted with a comment, and asks for nothing before the window does."
    def find_spec(self, name, path, target=None):
        if name == "cm_desktop.ui.inbox.queue_list":
            from PySide6.QtCore import Qt
            from cm_desktop.ui.inbox.comment_row import CommentRow
            paint = CommentRow.paint
            def painted(self, painter, option, index):
                paint(self, painter, option, index)
                if index.data(Qt.ItemDataRole.UserRole) is not None:
                    os._exit(0)
            CommentRow.paint = painted
sys.meta_path.insert(0, Watching())
from cm_desktop.__main__ import main
main()
"""


def environment(home: str) -> dict[str, str]:
    """No screen, nobody's settings, and modules that are compiled once."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    folders = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
    return known | folders | {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0", "LC_ALL": "fr_FR.UTF-8"}


def milliseconds(words: list[str], home: str) -> float:
    """The time of a process, from start to end."""
    start = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, env=environment(home))
    return (time.perf_counter() - start) * 1000


def filled(place: Path, rows: int) -> str:
    """The folder of a workspace with so many comments."""
    with closing(prepared(place)) as workspace:
        for first in range(0, rows, BATCH):
            account = ACCOUNTS[first // BATCH % len(ACCOUNTS)]
            batch = comments(account, first, min(BATCH, rows - first))
            keep(workspace, batch, judged(batch))
    return str(place / "workspace")


def main() -> None:
    """Print one line a command."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    python = [sys.executable, "-c"]
    with tempfile.TemporaryDirectory() as place:
        folder = filled(Path(place), rows)
        commands = {
            "python -c pass": [*python, "pass"],
            "python -c 'from PySide6 import QtWidgets'": [*python, "from PySide6 import QtWidgets"],
            "an empty PySide6 window": [*python, EMPTY],
            f"the first row painted, {rows:,} comments": [*python, OURS, "--workspace", folder],
            "cm-desktop --version": [COMMAND, "--version"],
            "cm-desktop rules check": [COMMAND, "rules", "check", "Bonjour, merci pour votre réponse."],
            "cm-desktop queue": [COMMAND, "--workspace", folder, "queue"],
        }
        turns = [{name: milliseconds(words, place) for name, words in commands.items()} for _ in range(RUNS)]
    shortest = {name: min(turn[name] for turn in turns) for name in commands}
    for name, figure in shortest.items():
        print(f"{figure:8.0f} ms  {name}")
    _, _, empty, ours, *_ = shortest.values()
    missed = "" if ours <= ASKED * empty else "  MISSED"
    print(f"{ours / empty:8.2f} x   start to the first painted row beside an empty window (asked {ASKED}){missed}")


if __name__ == "__main__":
    main()
