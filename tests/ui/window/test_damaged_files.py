"""The window says what is wrong with the files; before it can open, it offers a good copy of the work."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Damaged, DiskFull
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.keeping.recovery import Recovery
from cm_desktop.ui.frame import hearing
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.restoring import offer_restore
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock
from tests.ui.window.steps import CALM


@pytest.fixture
def damaged(tmp_path: Path, fittings: Fittings) -> Path:
    """A workspace with one good copy of a work.db that is no more."""
    folder = tmp_path / "damaged"
    desk = Desk(folder, fittings, threads=False)
    desk.keep_house()
    desk.close()
    (folder / "work.db").write_bytes(b"Bonjour")
    return folder


def answer(*buttons: str) -> list[str]:
    """Press these, one in each box that opens; answers what the boxes said."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        (button,) = (one for one in box.buttons() if one.text() == buttons[len(said) - 1])
        if len(said) < len(buttons):
            QTimer.singleShot(0, press)
        button.click()

    QTimer.singleShot(0, press)
    return said


def offered(folder: Path, clock: FakeClock, words: Words) -> bool:
    return offer_restore(Recovery(folder, clock), words, Damaged(folder / "work.db"))


def test_a_good_copy_is_offered_and_taken_with_one_button(
    qapp: QApplication, damaged: Path, clock: FakeClock, words: Words, fittings: Fittings
) -> None:
    with pytest.raises(Damaged):
        Desk(damaged, fittings, threads=False)
    said = answer("La rétablir", "Fermer")
    assert offered(damaged, clock, words)
    assert "est abîmé" in said[0]
    assert "rouvrez" not in said[0], "this is what opening it again offers"
    assert "work.db.aside-1" in said[1]
    Desk(damaged, fittings, threads=False).close()


def test_a_copy_that_is_not_wanted_changes_nothing(
    qapp: QApplication, damaged: Path, clock: FakeClock, words: Words
) -> None:
    answer("Fermer")
    assert not offered(damaged, clock, words)
    assert (damaged / "work.db").read_bytes() == b"Bonjour"


def test_where_there_is_no_good_copy_none_is_offered(
    qapp: QApplication, damaged: Path, clock: FakeClock, words: Words
) -> None:
    for copy in (damaged / "backups").iterdir():
        copy.write_bytes(b"")
    said = answer("Fermer")
    assert not offered(damaged, clock, words)
    assert "aucune bonne copie" in said[0]
    assert "renommez son dossier" in said[0]  # what there is to do, in words of the window
    assert "last" not in said[0]
    assert "une bonne copie est proposée" not in said[0]


def test_the_window_tells_of_a_full_disk_until_it_is_over(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    bar = window.panes.bars.files
    assert bar.text == ""
    desk._files.hear("pull", DiskFull(desk.folder / "cache.db"))
    qtbot.waitUntil(lambda: "disque est plein" in bar.text)
    desk._files.hear("pull", None)
    qtbot.waitUntil(lambda: bar.text == "")


def believed(folder: Path, *, it: bool) -> None:
    """Make a row of the work one that cannot be believed, or one that can again."""
    with closing(sqlite3.connect(folder / "work.db")) as db, db:
        db.execute("UPDATE outbox SET comment = ?", ("c1" if it else "c2",))


def read_in_a_slot(window: MainWindow, qtbot: QtBot) -> None:
    """As the window does by itself: nobody is there to catch what fails."""
    done: list[None] = []

    def read() -> None:
        done.append(None)
        window.panes.refresh()

    QTimer.singleShot(0, read)
    qtbot.waitUntil(lambda: bool(done))


def test_what_the_window_itself_cannot_read_is_said_over_it_until_it_can(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "AGAIN_MS", 200)
    bar = window.panes.bars.files
    desk.acts.do(refs[CALM], Hide()).result()
    window.panes.go(Queue.OUTGOING)
    with hearing.hearing(window, desk):
        believed(desk.folder, it=False)
        read_in_a_slot(window, qtbot)
        qtbot.waitUntil(lambda: "est abîmé" in bar.text)
        assert isinstance(desk.files_trouble, Damaged)
        believed(desk.folder, it=True)
        qtbot.waitUntil(lambda: bar.text == "")
    assert desk.files_trouble is None


def test_whatever_else_fails_in_the_window_goes_where_it_went(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    before, slip = sys.excepthook, KeyError("x")
    with hearing.hearing(window, desk):
        sys.excepthook(KeyError, slip, None)
        sys.excepthook(DiskFull, DiskFull(desk.folder), None)
    assert told == [slip]
    assert isinstance(desk.files_trouble, DiskFull)
    assert sys.excepthook is before
