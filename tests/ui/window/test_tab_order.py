"""Tab goes through the window as one reads it: rail, list, detail; in each down, and along a line to the right."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import AccountId, Client, ClientId, CommentRef
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.tab_order import in_reading_order
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.replying.saved_row import TemplateChip
from cm_desktop.ui.sheet.sheet import Sheet
from tests.engine.port import ACCOUNT
from tests.ui.window.steps import GRIEVANCE, LATER, show

MOST = 120  # stops


@pytest.fixture
def renewed(window: MainWindow, desk: Desk, refs: dict[str, CommentRef]) -> MainWindow:
    """Much of it was made after what stands below it: clients, chips, all that belongs to one comment."""
    for name, text in (("Horaires", "Nous ouvrons à 9 h."), ("Merci", "Merci !")):
        desk.replies.save(SavedReply(id=SavedReplyId(""), name=name, text=text))
    for number in (2, 3):
        client = Client(id=ClientId(f"client {number}"), name=f"Client {number}", colour="#2F6F73")
        desk.accounts.add(replace(ACCOUNT, id=AccountId(f"fake:{number}"), client=client.id), client, "jeton")
    window.panes.refresh()
    for text in (LATER, GRIEVANCE):
        show(window, refs[text])
    return window


def tabbed(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab stops, until it comes back."""
    stops: list[QWidget] = []
    while len(stops) < MOST:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        here = QApplication.focusWidget()
        if here is None or here in stops:
            return stops
        stops.append(here)
    return stops


def place(stop: QWidget) -> QRect:
    return QRect(stop.mapToGlobal(stop.rect().topLeft()), stop.size())


def against(stops: list[QWidget], column: QWidget) -> list[tuple[QWidget, QWidget]]:
    """Steps inside a column that go up, or back on one line; coming round again, at most one."""
    inside = [(stop, place(stop)) for stop in stops if column.isAncestorOf(stop)]
    assert len(inside) > 1
    return [
        (before, after)
        for (before, was), (after, here) in pairwise(inside)
        if here.bottom() <= was.top() or (here.top() < was.bottom() and here.right() <= was.left())
    ]


def from_the_top(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """All stops, the highest of the rail first."""
    stops = tabbed(window, key)
    inside = [stop for stop in stops if window.panes.rail.isAncestorOf(stop)]
    first = stops.index(min(inside, key=lambda stop: place(stop).top()))
    return stops[first:] + stops[:first]


@pytest.mark.parametrize("width", [1440, 1120])
def test_rail_list_and_detail_are_gone_through_as_one_reads(renewed: MainWindow, width: int) -> None:
    renewed.resize(width, 800)
    stops, panes = from_the_top(renewed), renewed.panes
    assert [against(stops, column) for column in (panes.rail, panes.list, panes.detail)] == [[], [], []]
    where = [next(c for c in (panes.rail, panes.list, panes.detail) if c.isAncestorOf(stop)) for stop in stops]
    assert [before for before, after in pairwise(where) if before is not after] == [panes.rail, panes.list]
    assert sum(isinstance(stop, TemplateChip) for stop in stops) >= 2


def test_the_order_in_which_widgets_were_made_would_be_another(
    renewed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(MainWindow, "focusNextPrevChild")
    stops, panes = from_the_top(renewed), renewed.panes
    assert against(stops, panes.rail)
    assert against(stops, panes.detail)


def test_shift_and_tab_go_the_same_way_back(renewed: MainWindow) -> None:
    top, *onward = from_the_top(renewed)
    assert from_the_top(renewed, Qt.Key.Key_Backtab) == [top, *reversed(onward)]


@pytest.mark.parametrize("room", [Room.SETTINGS, Room.RULES])
def test_a_room_comes_after_the_rail(renewed: MainWindow, room: Room) -> None:
    renewed.panes.enter(room)
    stops, panes = from_the_top(renewed), renewed.panes
    inside = [panes.rail.isAncestorOf(stop) for stop in stops]
    assert not against(stops, panes.rail)
    assert inside == sorted(inside, reverse=True)
    assert not inside[-1]


def test_a_sheet_is_gone_through_by_itself(renewed: MainWindow) -> None:
    renewed.joining.doors[Command.PASTE]()
    sheet = renewed.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    stops = tabbed(renewed)
    assert all(sheet.isAncestorOf(stop) for stop in stops)
    assert len(against(stops, sheet)) <= 1


def test_cells_are_read_line_by_line_and_what_is_hidden_or_a_window_is_passed_over(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    grid, inner = QGridLayout(room), QVBoxLayout()
    fields = {name: QLineEdit() for name in ("last", "first", "second", "wide", "hidden")}
    inner.addWidget(fields["second"])
    grid.addWidget(fields["last"], 2, 0)
    grid.addWidget(fields["wide"], 1, 0, 1, 2)
    grid.addLayout(inner, 0, 1)
    grid.addWidget(fields["first"], 0, 0)
    grid.addWidget(fields["hidden"], 2, 1)
    Card(LIGHT.pane, LIGHT.line, parent=room).setWindowFlags(Qt.WindowType.Popup)
    room.show()
    fields["hidden"].hide()
    assert [*in_reading_order(room)] == [fields[name] for name in ("first", "second", "wide", "last")]
