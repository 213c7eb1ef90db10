"""Takes every screen in light and dark, French and English, 1440 x 900, 1120 x 680 and twice as fine, into one folder.

May not retouch.
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.camera import taken
from tools.pictures.every import BY_NAME, SCREENS
from tools.pictures.screen import Screen
from tools.pictures.studio import Pose, Studio

LANGUAGES, SCHEMES = ("fr", "en"), (Scheme.LIGHT, Scheme.DARK)
USUAL, LEAST = (1440, 900), (1120, 680)


def main() -> None:
    """`--fine` takes them twice as fine: Qt must be told before it begins."""
    asked = _asked()
    asked.into.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sizes = (USUAL,) if asked.fine else (USUAL, LEAST)
    if asked.fine:
        os.environ["QT_SCALE_FACTOR"] = "2"
    screens = [BY_NAME[name] for name in asked.screens] or SCREENS
    with tempfile.TemporaryDirectory() as folder, Studio(Path(folder)) as studio:
        for language in asked.languages:
            for scheme in asked.schemes:
                for screen in screens:
                    take(studio, screen, screen.pose(language, scheme), sizes, asked.into)


def take(studio: Studio, screen: Screen, pose: Pose, sizes: Sequence[tuple[int, int]], into: Path) -> None:
    """One screen in each size."""
    with studio.sitting(pose) as sitter:
        screen.come(sitter)
        for size in sizes:
            sitter.window.resize(*size)
            sitter.settle()
            picture = taken(sitter.window)
            name = f"{screen.name}.{pose.language}-{pose.scheme}-{picture.width()}.png"
            picture.save(str(into / name), "PNG")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    parser.add_argument("screens", nargs="*")
    parser.add_argument("--fine", action="store_true")
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--schemes", nargs="*", default=SCHEMES, type=Scheme)
    return parser.parse_args()


if __name__ == "__main__":
    main()
