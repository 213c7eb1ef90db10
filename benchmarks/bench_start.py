"""How long the program takes to start, beside Python and Qt alone. May not touch the workspace of whoever measures."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
COMMAND = str(Path(sys.executable).with_name("cm-desktop"))
WINDOW = """
import os, sys
from pathlib import Path
from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.settings import Settings, resources
from cm_desktop.wording.words import Words
words = Words.load("fr", resources() / "translations")
desk = build(Settings(workspace=Path(sys.argv[1]), resources=resources()), words, vault=KeyringVault.in_memory())
if "after the rules" in sys.argv:
    desk.rules.judge()
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
app = make_app(words)
window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
desk.start()
window.show()
app.processEvents()
os._exit(0)
"""


def milliseconds(words: list[str]) -> float:
    """The median time of a process, from start to end."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print one line a command."""
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'from PySide6 import QtWidgets'": [sys.executable, "-c", "from PySide6 import QtWidgets"],
            "cm-desktop --version": [COMMAND, "--version"],
            "cm-desktop rules check": [COMMAND, "rules", "check", "Bonjour, merci pour votre réponse."],
            "cm-desktop queue (empty workspace)": [COMMAND, "--workspace", folder, "queue"],
            "the window's first paint": [sys.executable, "-c", WINDOW, folder],
            "the same, were it to wait for the rules": [sys.executable, "-c", WINDOW, folder, "after the rules"],
        }
        for name, words in measured.items():
            print(f"{milliseconds(words):8.0f} ms  {name}")


if __name__ == "__main__":
    main()
