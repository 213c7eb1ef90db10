"""A window on a real desk: one page, three comments, real databases, and a platform of our own at the port."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.sending.delivery import Pace
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.ui.window.steps import CALM, GRIEVANCE, LATER

TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock)


@pytest.fixture
def refs(platform: FakePlatform) -> dict[str, CommentRef]:
    """Three comments: the grievance is first in the list."""
    return {text: platform.post(f"c{place}", text) for place, text in enumerate((CALM, GRIEVANCE, LATER), 1)}


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def fittings(library: FakeLibrary, platform: FakePlatform, clock: FakeClock) -> Fittings:
    return Fittings(
        rules=library,
        vault=FakeVault(),
        listen=lambda _account, secret: FakeConnector(platform, secret),
        connect=lambda _account, secret: FakeConnector(platform, secret),
        shelf=FakeShelf(),
        intake=NoIntake(),
        introduce=lambda _account, secret: (ACCOUNT, FakeConnector(platform, secret).check()),
        caps=lambda _account: platform.caps,
        clock=clock,
        undo_delay=timedelta(seconds=10),
        pace=Pace(),
    )


@pytest.fixture
def desk(tmp_path: Path, fittings: Fittings, refs: dict[str, CommentRef]) -> Iterator[Desk]:
    """A desk with one page, read once, on real databases."""
    made = Desk(tmp_path / "workspace", fittings, threads=False)
    made.accounts.add(ACCOUNT, CLIENT, "jeton")
    made.sync()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words) -> MainWindow:
    made = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(made, before_close_func=lambda _: made.bench.forget_drafts())  # or it would ask
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made
