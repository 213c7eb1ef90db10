"""The departure list: what was prepared offline is looked at, ticked or not, and only then leaves."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.bar import BAR
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.outgoing.departure_bar import DepartureBar
from cm_desktop.ui.outgoing.departure_page import DeparturePage
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.steps import reply
from tests.ui.window.steps import CALM, CTRL, GRIEVANCE, press, texts

Prepared = dict[str, EntryId]


@pytest.fixture
def prepared(desk: Desk, platform: FakePlatform, clock: FakeClock, refs: dict[str, CommentRef]) -> Prepared:
    """Two replies written while nothing could be reached; one of the comments says something else since."""
    desk.departing.begin()
    platform.down = Offline()
    desk.sync()
    clock.pass_(minutes=1)
    made = {text: reply(desk, refs[text]) for text in (CALM, GRIEVANCE)}
    clock.pass_(minutes=20)
    platform.down = None
    platform.edit(refs[GRIEVANCE], "Bande d'escrocs ? Non, pardon")
    desk.send()
    return made


def bar(window: MainWindow) -> DepartureBar:
    return window.panes.bars.departure


def page(window: MainWindow) -> DeparturePage:
    (found,) = window.findChildren(DeparturePage)
    return found


def test_what_did_not_change_is_ticked_and_leaves(
    qtbot: QtBot, prepared: Prepared, window: MainWindow, desk: Desk
) -> None:
    assert bar(window).isVisible()
    assert "2\u00a0actions" in texts(bar(window))
    bar(window).asked.emit()
    checks = page(window).checks
    assert {name: check.isChecked() for name, check in checks.items()} == {
        prepared[CALM]: True,
        prepared[GRIEVANCE]: False,
    }
    assert [one.accessibleName() != "" for one in page(window).findChildren(DifferenceText)] == [True]
    assert page(window).go == "Laisser partir 1\u00a0action"
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    desk.send()
    assert desk.inbox.entry(prepared[CALM]).state is State.SENT
    assert desk.inbox.entry(prepared[GRIEVANCE]).state is State.HELD


def test_what_was_prepared_within_one_minute_names_one_time(prepared: Prepared, window: MainWindow) -> None:
    bar(window).asked.emit()
    assert page(window).subtitle.startswith("2\u00a0actions préparées hors ligne à ")
    assert " entre " not in page(window).subtitle


def test_with_nothing_ticked_nothing_can_leave(prepared: Prepared, window: MainWindow, desk: Desk) -> None:
    bar(window).asked.emit()
    page(window).checks[prepared[CALM]].click()
    assert not page(window).ready
    press(window, Qt.Key.Key_Return, CTRL)
    assert {desk.inbox.entry(name).state for name in prepared.values()} == {State.HELD}


def test_who_holds_all_back_finds_them_among_what_waits(prepared: Prepared, window: MainWindow, desk: Desk) -> None:
    bar(window).asked.emit()
    press(window, Qt.Key.Key_Escape)
    assert bar(window).isVisible()
    assert {desk.inbox.entry(name).state for name in prepared.values()} == {State.HELD}


def test_without_anything_prepared_offline_there_is_no_bar(window: MainWindow) -> None:
    assert not bar(window).isVisible()
    bar(window).asked.emit()
    assert window.findChildren(DeparturePage) == []


def test_the_bar_is_as_tall_as_any_other_over_the_window(prepared: Prepared, window: MainWindow) -> None:
    assert bar(window).height() == window.panes.bars.offline.minimumHeight() == BAR
