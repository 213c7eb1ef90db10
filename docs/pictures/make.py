"""Takes the pictures of the documentation from the program itself, on its practice page: `make pictures`. May not retouch."""

import os
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cm_desktop.bootstrap import build, enrol, practise
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.queue import Query
from cm_desktop.domain.verdicts import Form
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.app import make_app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.picture import save_picture
from cm_desktop.wording.words import Words

HERE = Path(__file__).parent
PICTURES = {Scheme.LIGHT: "inbox.png", Scheme.DARK: "inbox-dark.png"}
BOTH = {Form.ATTACK, Form.GRIEVANCE}


def main() -> None:
    """In French, on a comment that attacks people and accuses the client, both at once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = Words.load("fr", resources() / "translations")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(workspace=Path(folder), resources=resources())
        with practise(settings) as practice:
            desk = build(settings, words, vault=KeyringVault.in_memory(), threads=False)
            enrol(desk, practice)
            desk.sync()
            make_app(words)
            rows = desk.inbox.page(Query()).rows
            shown = next(row for row in rows if set(row.verdict.forms) >= BOTH)
            window = MainWindow(desk, Look(words=words), resources() / "translations")
            window.show()
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
            for scheme, name in PICTURES.items():
                window.wear(scheme)
                QApplication.processEvents()  # the list must have its size before it scrolls
                window.panes.list.open(shown.comment.ref)
                save_picture(window, HERE / name)
            window.close()
            desk.close()


if __name__ == "__main__":
    main()
