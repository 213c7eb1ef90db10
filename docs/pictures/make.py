"""Takes the pictures of the documentation from the program itself, on its practice page: `make pictures`. May not retouch."""

import argparse
import os
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QPixmap

from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.album import take
from tools.pictures.every import BY_NAME
from tools.pictures.screens.teams import ask, colleague
from tools.pictures.sitter import PATIENCE
from tools.pictures.studio import SCREEN, Pose, Studio

HERE = Path(__file__).parent
SIZE = (1440, 900)
SCREENS = {
    "inbox": "list-both-forms",
    "inbox-dark": "list-both-forms",
    "adding": "adding",
    "import": "importing",
    "search": "list-search",
    "pages": "pages",
    "rules": "rules",
    "team": "team",
    "letting-in": "team-letting-in",
    "invitation": "team-invitation",
    "by-hand": "by-hand",
    "validation": "validation",
}
REQUEST = "request"  # the page of who has no window
CHROMIUM = "/usr/bin/chromium"  # as Debian has it
PHONE = 390  # pixels


def main() -> None:
    """All, or those that are named; in French."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*SCREENS, REQUEST])
    os.environ["QT_QPA_PLATFORM"] = SCREEN
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        for name in parser.parse_args().names:
            taken(studio, name).save(str(HERE / f"{name}.png"), "PNG")


def taken(studio: Studio, name: str) -> QPixmap:
    """One of them."""
    if name == REQUEST:
        return request(studio)
    screen = BY_NAME[SCREENS[name]]
    return take(studio, screen, screen.pose("fr", Scheme.DARK if name.endswith("dark") else Scheme.LIGHT, SIZE))


def request(studio: Studio) -> QPixmap:
    """The page of a request, as a telephone shows it: taken by a real browser, in a frame as narrow as one."""
    with studio.sitting(Pose()) as sitter:
        sitter.pass_by(datetime.now(UTC) - sitter.desk.clock.now())  # a browser goes by the clock of its machine
        colleague(sitter)
        page, frame, shot = (sitter.folder / name for name in ("demande.html", "telephone.html", "demande.png"))
        page.write_bytes(sitter.desk.supervision.page(ask(sitter.desk, sitter)))
        frame.write_text(
            f'<body style="margin:0"><iframe src="{page.name}" style="border:0;width:{PHONE}px;height:900px"></iframe>',
            "utf-8",
        )
        _shoot(frame, shot)
        return QPixmap(str(shot)).copy(0, 0, PHONE, 900)


def _shoot(page: Path, picture: Path) -> None:
    size, profile = "--window-size=800,900", f"--user-data-dir={picture.parent / 'chromium'}"
    words = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--hide-scrollbars",
        size,
        profile,
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  # words of ours


if __name__ == "__main__":
    main()
