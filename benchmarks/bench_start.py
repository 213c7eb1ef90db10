"""How long the command line takes to start, beside Python alone. May not touch the workspace of whoever measures."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
COMMAND = str(Path(sys.executable).with_name("cm-desktop"))


def milliseconds(words: list[str]) -> float:
    """The median time of a process, from start to end."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
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
        }
        for name, words in measured.items():
            print(f"{milliseconds(words):8.0f} ms  {name}")


if __name__ == "__main__":
    main()
