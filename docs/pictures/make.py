"""Takes the pictures of the documentation from the program itself, on its practice page: `make pictures`. May not retouch."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guides import GUIDES, Sitter
from PySide6.QtTest import QTest
from validating import request, validation

from cm_desktop.bootstrap import build, enrol, practise
from cm_desktop.domain.queue import Query
from cm_desktop.domain.verdicts import Form
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.picture import save_picture
from cm_desktop.wording.words import Words
from tools.pictures.vault import LastingVault

HERE = Path(__file__).parent
INBOX = {Scheme.LIGHT: "inbox.png", Scheme.DARK: "inbox-dark.png"}
BOTH = {Form.ATTACK, Form.GRIEVANCE}
ALL = {**GUIDES, "validation.png": validation, "request.png": request}  # what is asked there changes the lists


def main() -> None:
    """The list in both themes, then one picture for each guide, or those alone that are named, in that order; in French."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as (desk, window):
        named = sys.argv[1:]
        if not named:
            take_the_inbox(desk, window)
        window.wear(Scheme.LIGHT)
        sitter = Sitter(desk, window, Path(folder))
        for name in named or ALL:
            with ALL[name](sitter) as shown:
                save_picture(shown, HERE / name)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Desk, MainWindow]]:
    """A window on a practice page that was just read."""
    words = Words.load("fr", resources() / "translations")
    settings = Settings(workspace=folder / "workspace", resources=resources())
    with practise(settings) as practice:
        desk = build(settings, words, vault=LastingVault.in_memory(), threads=False)
        enrol(desk, practice)
        desk.sync()
        make_app(words)
        window = MainWindow(desk, Look(words=words), resources() / "translations")
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        yield desk, window
        window.close()
        desk.close()


def take_the_inbox(desk: Desk, window: MainWindow) -> None:
    """On a comment that attacks people and accuses the client, both at once."""
    rows = desk.inbox.page(Query()).rows
    shown = next(row for row in rows if set(row.verdict.forms) >= BOTH)
    for scheme, name in INBOX.items():
        window.wear(scheme)
        QTest.qWait(0)  # the list must have its size before it scrolls
        window.panes.list.open(shown.comment.ref)
        save_picture(window, HERE / name)


if __name__ == "__main__":
    main()
