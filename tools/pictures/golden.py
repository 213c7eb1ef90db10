"""Takes the golden pictures anew: `make golden`, after a change of the window that is meant to be seen. May not judge them.

A dozen screens, half as large, of a practice page without emojis: their font is the system's, while all other letters are ours.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from cm_desktop.settings import resources
from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.album import take
from tools.pictures.every import BY_NAME
from tools.pictures.studio import SCREEN, Studio

HERE = Path(__file__).parents[2] / "tests" / "golden"
WINDOW = QSize(1120, 680)
SCREENS = {
    "first-run": ("fr", Scheme.LIGHT),
    "adding-token": ("en", Scheme.LIGHT),
    "importing": ("fr", Scheme.DARK),
    "list-todo": ("fr", Scheme.LIGHT),
    "list-both-forms": ("en", Scheme.DARK),
    "several-picked": ("fr", Scheme.DARK),
    "comment-why": ("fr", Scheme.LIGHT),
    "reply-hints": ("fr", Scheme.LIGHT),
    "waiting": ("fr", Scheme.DARK),
    "request-form": ("en", Scheme.LIGHT),
    "validation": ("fr", Scheme.DARK),
    "settings-clients": ("en", Scheme.LIGHT),
    "help": ("fr", Scheme.LIGHT),
}
_EMOJIS = re.compile("[\U00010000-\U0010ffff\u2600-\u27bf\ufe0f]+ ?")


def main() -> int:
    """1 if a picture could not be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path, nargs="?", default=HERE)
    into = parser.parse_args().into
    os.environ["QT_QPA_PLATFORM"] = SCREEN
    with tempfile.TemporaryDirectory() as folder:
        written = [picture.save(str(into / f"{name}.png")) for name, picture in all_taken(Path(folder))]
    return 0 if all(written) else 1


def all_taken(folder: Path) -> Iterator[tuple[str, QImage]]:
    """Each by its name, half as large as the window."""
    history = folder / "history.json"
    shipped = resources() / "practice" / "demo_threads.json"
    history.write_text(_EMOJIS.sub("", shipped.read_text("utf-8")), "utf-8")
    studio = Studio(folder, history)
    for name, (language, scheme) in SCREENS.items():
        screen = BY_NAME[name]
        whole = take(studio, screen, screen.pose(language, scheme, WINDOW.toTuple())).toImage()
        yield name, whole.scaled(WINDOW / 2, mode=Qt.TransformationMode.SmoothTransformation)


if __name__ == "__main__":
    sys.exit(main())
