"""The list is there first; what stands beside it comes behind the first paint, and loses nothing that was asked before."""

import gc
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import DiskFull
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui import app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.ui.window.conftest import TRANSLATIONS
from tests.ui.window.steps import GRIEVANCE, texts


@pytest.fixture
def fresh(qtbot: QtBot, dressed: QApplication, desk: Desk, words: Words) -> MainWindow:
    """A window that nobody has seen yet."""
    made = MainWindow(desk, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(made)
    return made


def is_complete(window: MainWindow) -> bool:
    """Whether there is more than the list; asking for any of it would make it."""
    return window.panes._beside is not None


def test_the_list_is_there_before_anything_beside_it(fresh: MainWindow) -> None:
    assert fresh.panes.list.model.rowCount() == 3
    assert not is_complete(fresh)


def test_what_stands_beside_the_list_comes_by_itself(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.show()
    qtbot.waitUntil(lambda: is_complete(fresh))
    qtbot.waitUntil(lambda: not fresh.panes.beside.turning.is_on)
    shown = fresh.panes.beside.detail.detail
    assert shown is not None
    assert shown.row.comment.text == GRIEVANCE


def test_a_window_that_opens_minimised_is_complete_too(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.showMinimized()
    qtbot.waitUntil(lambda: is_complete(fresh))


def test_the_list_stays_as_it_was_first_painted(qtbot: QtBot, fresh: MainWindow) -> None:
    with qtbot.waitExposed(fresh):
        fresh.show()
    listed = fresh.panes.list
    before, handles = listed.geometry(), [listed.model.handle(place) for place in range(3)]
    qtbot.waitUntil(lambda: is_complete(fresh))
    QApplication.processEvents()
    assert listed.geometry() == before
    assert [listed.model.handle(place) for place in range(3)] == handles


def test_a_key_struck_before_the_first_paint_acts_on_the_row_that_is_marked(
    fresh: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    fresh.panes.act(Move.DISMISS)
    assert refs[GRIEVANCE] not in {row.comment.ref for row in desk.inbox.page(Query()).rows}


def test_what_is_picked_before_the_first_paint_is_shown(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.show()
    fresh.panes.list.picking.take_all()
    qtbot.waitUntil(fresh.panes.beside.bulk.pane.isVisible)


def test_the_waiting_view_can_be_the_first(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.panes.go(Queue.OUTGOING)
    fresh.show()
    qtbot.waitUntil(fresh.panes.beside.waiting.isVisible)


def test_another_theme_before_the_first_paint_loses_nothing(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.wear(Scheme.DARK)
    fresh.show()
    qtbot.waitUntil(lambda: is_complete(fresh))
    assert fresh.look == replace(fresh.look, scheme=Scheme.DARK)
    assert fresh.panes.list.model.rowCount() == 3


@pytest.fixture
def looking_for_garbage() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("looking_for_garbage")
def test_garbage_is_looked_for_again_once_the_window_was_seen(fresh: MainWindow, desk: Desk) -> None:
    gc.disable()
    app._begin_work(desk, fresh)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("looking_for_garbage")
def test_who_always_looked_for_garbage_goes_on_among_all_there_is(fresh: MainWindow, desk: Desk) -> None:
    before = gc.get_freeze_count()
    app._begin_work(desk, fresh)
    assert gc.get_freeze_count() == before


def test_what_is_refused_before_the_first_paint_is_told_when_there_is_a_place_for_it(
    qtbot: QtBot, fresh: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: Future[None] = Future()
    refused.set_exception(DiskFull())
    monkeypatch.setattr(type(desk.acts), "suspend", lambda _acts, _on: refused)
    with qtbot.waitSignal(fresh._acting.refused):
        fresh.panes.rail.panel.suspending.emit(True)
    assert not is_complete(fresh)
    fresh.show()
    qtbot.waitUntil(lambda: is_complete(fresh))
    qtbot.waitUntil(lambda: "disque est plein" in texts(fresh.panes.toast))
