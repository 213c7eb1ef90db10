"""Takes every screen in light and dark, French and English, 1440 x 900, 1120 x 680 and twice as fine, into one folder.

May not retouch.
"""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from PySide6.QtGui import QPixmap

from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.camera import taken
from tools.pictures.every import BY_NAME, SCREENS
from tools.pictures.screen import Screen
from tools.pictures.studio import SCREEN, Pose, Studio

LANGUAGES, SCHEMES = ("fr", "en"), (Scheme.LIGHT, Scheme.DARK)
USUAL, LEAST = (1440, 900), (1120, 680)


def main() -> int:
    """`--fine` takes them twice as fine: Qt must be told before it begins. 1 if a screen could not be come to."""
    asked = _asked()
    asked.into.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = SCREEN
    sizes = (USUAL,) if asked.fine else (USUAL, LEAST)
    if asked.fine:
        os.environ["QT_SCALE_FACTOR"] = "2"
    screens = [BY_NAME[name] for name in asked.screens] or SCREENS
    poses = [
        (screen, screen.pose(language, scheme, size))
        for language, scheme, size, screen in product(asked.languages, asked.schemes, sizes, screens)
    ]
    with tempfile.TemporaryDirectory() as folder:
        missing = take_all(Studio(Path(folder)), poses, asked.into)
    for name in missing:
        print(f"not taken: {name}", file=sys.stderr)
    return 1 if missing else 0


def take_all(studio: Studio, poses: Iterable[tuple[Screen, Pose]], into: Path) -> list[str]:
    """Each screen; the names of those that could not be come to, once all others are taken."""
    missing = []
    for screen, pose in poses:
        try:
            take(studio, screen, pose).save(str(into / f"{_name(screen, pose)}.png"), "PNG")
        except Exception:  # noqa: BLE001  # whatever is wrong with one must not keep the others from being taken
            traceback.print_exc()
            missing.append(_name(screen, pose))
    return missing


def take(studio: Studio, screen: Screen, pose: Pose) -> QPixmap:
    """What the window shows once one has come to the screen."""
    with studio.sitting(pose) as sitter:
        screen.come(sitter)
        sitter.settle()
        return taken(sitter.window)


def _name(screen: Screen, pose: Pose) -> str:
    finer = int(os.environ.get("QT_SCALE_FACTOR", "1"))
    return f"{screen.name}.{pose.language}-{pose.scheme}-{pose.size[0] * finer}"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    parser.add_argument("screens", nargs="*")
    parser.add_argument("--fine", action="store_true")
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--schemes", nargs="*", default=SCHEMES, type=Scheme)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
