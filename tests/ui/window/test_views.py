"""Lists under a name: kept, found by typing, renamed, taken away, opened from the rail; all by keyboard."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.ui.views.rename_page import RenamePage
from cm_desktop.ui.views.view_row import ViewRow
from cm_desktop.ui.views.views_page import ViewsPage
from tests.ui.window.steps import press, type_in

T = TypeVar("T", bound=QWidget)
LATE = View(name="Oublis", search=Search(late=True), order=Order.OLDEST)
MERCI = View(name="Merci", search=Search(words="merci"), order=Order.OLDEST)


def shown(window: MainWindow, kind: type[T]) -> T:
    return next(page for page in window.findChildren(kind) if page.isVisible())


def names(desk: Desk) -> list[str]:
    return [view.name for view in desk.views.every()]


def in_rail(window: MainWindow) -> dict[str, bool]:
    items = window.panes.rail.views.findChildren(RailItem)
    return {item.accessibleName().partition(", ")[0]: item.isChecked() for item in items if item.isVisible()}


def test_the_list_on_show_is_kept_under_a_name_and_stands_in_the_rail(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    assert in_rail(window) == {}
    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_W)
    type_in("Du matin")
    assert shown(window, Sheet).go.label == "Garder la liste affichée sous «\u00a0\u2068Du matin\u2069\u00a0»"
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.views.every() == (View(name="Du matin", queue=Queue.URGENT),))
    qtbot.waitUntil(lambda: in_rail(window) == {"Du matin": True})
    qtbot.waitUntil(lambda: not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()])
    press(window, Qt.Key.Key_1)
    assert in_rail(window) == {"Du matin": False}


def test_a_view_is_found_by_typing_and_opened_with_all_that_it_looks_for(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    for view in (LATE, MERCI):
        desk.views.save(view)
    press(window, Qt.Key.Key_W)
    type_in("mer")
    assert [row.view.name for row in window.findChildren(ViewRow) if row.isVisible()] == ["Merci"]
    press(window, Qt.Key.Key_Return)
    assert window.panes.list.model.query == Query(queue=Queue.ALL, search="merci", order=Order.OLDEST)
    assert window.panes.view.is_like(MERCI)
    qtbot.waitUntil(lambda: in_rail(window) == {"Merci": True, "Oublis": False})


def test_the_arrows_choose_among_those_that_are_found(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for view in (LATE, MERCI):
        desk.views.save(view)
    press(window, Qt.Key.Key_W)
    press(window, Qt.Key.Key_Down)
    assert shown(window, Sheet).go.label == "Ouvrir «\u00a0\u2068Oublis\u2069\u00a0»"
    press(window, Qt.Key.Key_Return)
    assert window.panes.view.is_like(LATE)


def test_an_entry_of_the_rail_opens_its_view(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.views.save(MERCI)
    qtbot.waitUntil(lambda: "Merci" in in_rail(window))
    item = window.panes.rail.views.findChildren(RailItem)[0]
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert window.panes.view.is_like(MERCI)


def test_a_view_is_renamed_and_taken_away(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.views.save(MERCI)
    press(window, Qt.Key.Key_W)
    press(window, Qt.Key.Key_F2)
    field = shown(window, RenamePage).field.line
    assert field.hasFocus()
    field.setText("Bravos")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(desk) == ["Bravos"])
    qtbot.waitUntil(lambda: any(row.view.name == "Bravos" for row in window.findChildren(ViewRow) if row.isVisible()))
    shown(window, ViewRow).dropped.emit()
    qtbot.waitUntil(lambda: names(desk) == [])
    qtbot.waitUntil(lambda: in_rail(window) == {})


def test_a_name_that_is_there_already_takes_the_list_on_show_in_its_place(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.views.save(MERCI)
    press(window, Qt.Key.Key_W)
    type_in("merci")
    other = shown(window, Sheet).other
    assert other.label == "Mettre la liste affichée à sa place"
    other.click()
    qtbot.waitUntil(lambda: desk.views.every() == (View(name="Merci"),))


def test_the_sheet_is_left_without_keeping_anything(window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_W)
    assert shown(window, ViewsPage).field.line.hasFocus()
    type_in("x")
    press(window, Qt.Key.Key_Escape)
    assert not [page for page in window.findChildren(ViewsPage) if page.isVisible()]
    assert names(desk) == []
