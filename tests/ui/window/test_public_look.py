"""After the first reply on a page whose replies the public may not see: one quiet question, and what follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Capabilities, TextLimit, WriteReply
from cm_desktop.domain.comments import CommentRef, PublicLook
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from tests.engine.port import ACCOUNT, ACTS, FakeClock, FakePlatform
from tests.ui.window.steps import CALM, texts


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock, caps=Capabilities(acts=ACTS, reply_limit=TextLimit(refuse=200), public_look=True))


@pytest.fixture
def asked(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> MainWindow:
    """A first reply has left, and was read back with its address."""
    assert not window.panes.bars.look.isVisible()
    desk.acts.do(refs[CALM], WriteReply("Merci."), delay=timedelta(0)).result()
    desk.send()
    made = platform.comments[platform.replies[0][1].id]
    platform.comments[made.ref.id] = replace(made, permalink="https://fake.example/r1")
    desk.sync()
    qtbot.waitUntil(window.panes.bars.look.isVisible)
    return window


def press(window: MainWindow, label: str) -> None:
    button = next(b for b in window.panes.bars.look.findChildren(Button) if b.label == label)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_link_is_copied_and_a_yes_ends_the_question(qtbot: QtBot, asked: MainWindow, desk: Desk) -> None:
    assert "fenêtre privée" in texts(asked)
    press(asked, "Copier le lien")
    assert QGuiApplication.clipboard().text() == desk.inbox.public_look()[0].link
    press(asked, "Oui, je la vois")
    qtbot.waitUntil(lambda: desk.inbox.account(ACCOUNT.id).public_look is PublicLook.SEEN)
    qtbot.waitUntil(lambda: not asked.panes.bars.look.isVisible())


def test_a_no_explains_what_to_do_and_is_remembered(qtbot: QtBot, asked: MainWindow, desk: Desk) -> None:
    press(asked, "Non")
    assert "mode Développement" in texts(asked)
    qtbot.waitUntil(lambda: desk.inbox.account(ACCOUNT.id).public_look is PublicLook.UNSEEN)
    asked.panes.refresh()
    assert asked.panes.bars.look.isVisible()
    press(asked, "Compris")
    assert not asked.panes.bars.look.isVisible()
