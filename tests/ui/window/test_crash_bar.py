"""The next start offers what was kept of a failure; nothing is sent."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import watching
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.crash_bar import CrashBar
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"


@pytest.fixture
def crashes(tmp_path: Path) -> CrashReports:
    return CrashReports(tmp_path / "crashes")


def opened(qtbot: QtBot, desk: Desk, words: Words, crashes: CrashReports) -> MainWindow:
    window = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS, crashes)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def bar(window: MainWindow) -> CrashBar:
    found = window.menuWidget()
    assert isinstance(found, CrashBar)
    return found


def press(window: MainWindow, name: str) -> None:
    (button,) = (one for one in bar(window).findChildren(Button) if one.label == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(window: MainWindow) -> str:
    return " ".join(label.text() for label in bar(window).findChildren(PlainLabel))


def test_without_a_report_there_is_nothing_to_see(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, crashes: CrashReports
) -> None:
    assert opened(qtbot, desk, words, crashes).menuWidget() is None


def test_a_report_is_offered_read_in_full_copied_and_deleted(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, crashes: CrashReports
) -> None:
    crashes.keep(RuntimeError("Sale connard"), stopped=False, thread="pull")
    crashes.keep(KeyError("Sale connard"), stopped=True, thread="main")
    window = opened(qtbot, desk, words, crashes)
    newest, _ = crashes.all()
    (page,) = bar(window).findChildren(QPlainTextEdit)
    assert "Rien n’est envoyé" in said(window)
    assert not page.isVisible()
    press(window, "Lire")
    assert page.isVisible()
    assert page.toPlainText() == newest.text
    press(window, "Copier")
    assert QGuiApplication.clipboard().text() == newest.text
    press(window, "Supprimer")
    assert [report.path for report in crashes.all()] != [newest.path]
    press(window, "Supprimer")
    assert crashes.all() == []
    assert not bar(window).isVisible()


def test_it_follows_a_change_of_language(
    qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, crashes: CrashReports
) -> None:
    crashes.keep(RuntimeError("x"), stopped=True, thread="main")
    window = opened(qtbot, desk, words, crashes)
    assert "s’est arrêté" in said(window)
    window.speak("en")
    assert "stopped unexpectedly" in said(window)


def test_a_failure_in_a_slot_is_kept_and_the_window_goes_on(
    qtbot: QtBot, dressed: QApplication, crashes: CrashReports, capsys: pytest.CaptureFixture[str]
) -> None:
    def slot() -> None:
        raise ValueError("Sale connard")

    with watching(crashes):
        QTimer.singleShot(0, slot)
        qtbot.waitUntil(lambda: bool(crashes.all()), timeout=20_000)
    (report,) = crashes.all()
    assert "ValueError" in report.text
    assert "connard" not in report.text + capsys.readouterr().err
