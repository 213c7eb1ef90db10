"""A window on a page without an API: three comments, and a browser that only notes where it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import Account, CommentRef
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.engine.packs import FakeLibrary
from tests.engine.port import CLIENT, FakeClock, FakeVault
from tests.engine.shelf import BY_HAND, PAGE, FakeShelf, NoIntake, ShelfSource, said
from tests.ui.window.conftest import TRANSLATIONS

HERE = replace(PAGE, base_url="https://www.page.example/")


def refuse(_account: Account, _secret: str) -> None:
    raise AssertionError("a page without an API is never written to")


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """One page without an API: a comment with a link, one without, one that leads elsewhere."""
    shelf = FakeShelf()
    shelf.add(
        HERE.id,
        (),
        [
            said("c1", "Quel escroc !", minutes=-1),
            replace(said("c2", "Bonjour", minutes=-2), permalink=""),
            replace(said("c3", "Bonsoir", minutes=-3), permalink="https://elsewhere.example/c3"),
        ],
    )
    fittings = Fittings(
        rules=FakeLibrary(),
        vault=FakeVault(),
        listen=lambda account, _secret: ShelfSource(shelf, account),
        connect=refuse,  # type: ignore[arg-type]  # it never answers
        shelf=shelf,
        intake=NoIntake(),
        introduce=lambda account, _secret: (account, ShelfSource(shelf, account).check()),
        caps=lambda _account: BY_HAND,
        clock=clock,
        undo_delay=timedelta(seconds=10),
    )
    made = Desk(tmp_path / "workspace", fittings, threads=False)
    made.accounts.add(HERE, CLIENT, "")
    made.sync()
    yield made
    made.close()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were sent to the browser."""
    sent: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: sent.append(QUrl(url).toString()))
    return sent


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words, browser: list[str]) -> MainWindow:
    made = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def ref(name: str) -> CommentRef:
    return said(name).ref


def button(window: MainWindow, text: str) -> Button:
    return next(b for b in window.findChildren(Button) if b.label == text and b.isVisible())
