"""Searching: through everything unless told otherwise, narrowed by chips, all by keyboard."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.chip import Chip
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, SOURCES, Shelf

BASE = Query(queue=Queue.URGENT)


@pytest.fixture
def pane(qtbot: QtBot, shelf: Shelf, bridge: Bridge, words: Words, theme: Theme) -> Iterator[QueueList]:
    rows = RowWords(words)
    rows.sources = SOURCES
    made = QueueList(lambda: shelf, bridge, rows, words, theme, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(428, 900)
    made.ask(BASE, "Urgents")
    made.show()
    made.activateWindow()
    yield made
    made.hide()


def focused(pane: QueueList) -> QWidget:
    """What the keys go to in its window."""
    found = pane.focusWidget()
    assert found is not None
    return found


def look_for(qtbot: QtBot, pane: QueueList, shelf: Shelf, text: str) -> None:
    pane.focus_search()
    QTest.keyClicks(focused(pane), text)
    qtbot.waitUntil(lambda: shelf.asked[-1].search == text)


def chip(pane: QueueList, name: str) -> Chip:
    return next(each for each in pane.findChildren(Chip) if each.accessibleName() == name)


def choose(pane: QueueList, of: str, text: str) -> None:
    """From the menu of a chip, by keyboard."""
    chip(pane, of).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip(pane, of), Qt.Key.Key_Space)
    next(action for action in pane.findChildren(QAction) if action.text() == text).trigger()
    for menu in pane.findChildren(QMenu):
        menu.close()


def says(pane: QueueList) -> set[str]:
    return {label.text() for label in pane.findChildren(PlainLabel) if label.isVisible()}


def test_severity_category_post_and_what_waits_are_chosen_by_chips(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    pane.focus_search()
    first = pane.current
    assert first is not None
    choose(pane, "Gravité", "Urgent")
    choose(pane, "Catégorie", "Menace")
    assert (shelf.asked[-1].level, shelf.asked[-1].category) == (Level.URGENT, Category.THREAT)
    choose(pane, "Urgent", "Toute gravité")
    choose(pane, "Menace", "Toute catégorie")
    pane.ask(BASE, "Urgents")
    pane.focus_search()
    chip(pane, "Même publication").click()
    assert (shelf.asked[-1].account, shelf.asked[-1].post) == (first.comment.ref.account, first.comment.post)
    assert chip(pane, "Même publication").isChecked()
    chip(pane, "Même publication").click()
    chip(pane, "Sans réponse depuis 4\u00a0h").click()
    assert (shelf.asked[-1].queue, shelf.asked[-1].until) == (Queue.TODO, NOW - timedelta(hours=4))
    assert "À traiter" in says(pane)


def test_a_search_looks_everywhere_newest_first_and_escape_leads_back_to_the_list(
    qtbot: QtBot, pane: QueueList, shelf: Shelf
) -> None:
    look_for(qtbot, pane, shelf, "honte")
    assert shelf.asked[-1] == Query(queue=Queue.ALL, search="honte", order=Order.NEWEST)
    assert "Partout" in says(pane)
    QTest.keyClick(focused(pane), Qt.Key.Key_Return)
    assert pane.view.hasFocus()
    pane.back()
    assert shelf.asked[-1] == Query(queue=Queue.URGENT, order=Order.SEVERITY)
    assert "Urgents" in says(pane)


def test_a_chip_keeps_the_search_to_the_list_it_began_in(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    look_for(qtbot, pane, shelf, "honte")
    QTest.mouseClick(chip(pane, "Partout"), Qt.MouseButton.LeftButton)
    assert shelf.asked[-1] == Query(queue=Queue.URGENT, search="honte", order=Order.SEVERITY)
    assert chip(pane, "Seulement «\u00a0Urgents\u00a0»").isChecked()


def test_a_page_and_a_period_narrow_without_any_word(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    pane.focus_search()
    choose(pane, "Page", "Mairie de Valbreuil · Facebook")
    choose(pane, "Date", "7\u00a0jours")
    asked = shelf.asked[-1]
    assert asked.account == AccountId("facebook:mairie")
    assert asked.since == datetime.combine(NOW.astimezone().date() - timedelta(days=7), datetime.min.time()).astimezone(
        UTC
    )
    assert chip(pane, "7\u00a0jours").isChecked()
    choose(pane, "7\u00a0jours", "Toutes les dates")
    assert shelf.asked[-1].since is None


def test_a_period_can_be_two_days_of_ones_own(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    pane.focus_search()
    choose(pane, "Date", "Dates…")
    first, last = pane.findChildren(QDateEdit)
    assert focused(pane) is first
    first.setDate(first.date().addDays(-10))
    last.setDate(first.date())
    asked = shelf.asked[-1]
    assert asked.since
    assert asked.until == asked.since + timedelta(days=1)


def test_an_author_is_looked_for_by_name(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    pane.focus_search()
    chip(pane, "Auteur").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip(pane, "Auteur"), Qt.Key.Key_Space)
    QTest.keyClicks(focused(pane), "Caradec")
    qtbot.waitUntil(lambda: shelf.asked[-1].author == "Caradec")
    assert shelf.asked[-1].queue is Queue.ALL
    QTest.keyClick(focused(pane), Qt.Key.Key_Down)
    assert pane.view.hasFocus()


def test_what_is_found_says_where_it_stands(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    def spoken() -> str:
        return str(pane.model.data(pane.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))

    assert "À traiter" not in spoken()
    look_for(qtbot, pane, shelf, "honte")
    qtbot.waitUntil(lambda: "À traiter" in spoken())


def test_the_chips_leave_with_a_search_that_was_not_begun(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    pane.focus_search()
    assert chip(pane, "Auteur").isVisible()
    QTest.keyClick(focused(pane), Qt.Key.Key_Escape)
    assert not any(each.isVisible() for each in pane.findChildren(Chip))


def test_nothing_found_names_the_word_and_clears_it_with_its_filters(
    qtbot: QtBot, pane: QueueList, shelf: Shelf
) -> None:
    shelf.listed.clear()
    look_for(qtbot, pane, shelf, "zouave")
    choose(pane, "Date", "30\u00a0jours")
    assert any(text.startswith("Aucun résultat pour «\u00a0\u2068zouave") for text in says(pane))
    clear = next(button for button in pane.findChildren(Button) if button.label == "Effacer la recherche")
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert shelf.asked[-1] == Query(queue=Queue.URGENT, order=Order.SEVERITY)


def test_chips_fit_the_narrowest_list(qtbot: QtBot, pane: QueueList, shelf: Shelf) -> None:
    look_for(qtbot, pane, shelf, "honte")
    choose(pane, "Page", "Mairie de Valbreuil · Facebook")
    pane.resize(360, 600)
    qtbot.waitUntil(lambda: pane.width() == 360)
    assert max(each.mapTo(pane, each.rect().topRight()).x() for each in pane.findChildren(Chip)) < 350
