"""Searching: through everything unless told otherwise, narrowed by chips, all by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import AccountId, RemoteId
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.inbox.search import Search
from cm_desktop.ui.kit.button import Button
from cm_desktop.ui.kit.chip import Chip
from cm_desktop.ui.kit.row_words import RowWords
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


def test_nothing_looked_for_is_the_list_itself() -> None:
    assert Search(here=True).query(BASE) == BASE


def test_words_are_looked_for_in_everything_unless_here() -> None:
    assert Search(words="prix").query(BASE) == Query(queue=Queue.ALL, search="prix")
    assert Search(words="prix", here=True).query(BASE) == Query(queue=Queue.URGENT, search="prix")


def test_both_days_of_a_period_belong_to_it() -> None:
    day = date(2026, 11, 12)
    asked = Search(since=day, until=day).query(BASE)
    assert asked.since == datetime(2026, 11, 12).astimezone(UTC)
    assert asked.until == datetime(2026, 11, 13).astimezone(UTC)


def test_what_is_late_is_to_do_and_was_written_before() -> None:
    assert Search(late=NOW).query(BASE) == Query(queue=Queue.TODO, until=NOW)
    assert Search(late=NOW, here=True).query(BASE) == replace(BASE, until=NOW)
    early = Search(late=NOW, until=date(2020, 1, 1)).query(BASE).until
    assert early is not None
    assert early < NOW


def test_each_filter_alone_is_a_search() -> None:
    post = (AccountId("facebook:1"), RemoteId("p1"))
    assert Search(post=post).query(BASE) == Query(queue=Queue.ALL, account=post[0], post=post[1])
    for one in (Search(post=post), Search(level=Level.URGENT), Search(category=Category.FRAUD), Search(late=NOW)):
        assert one.is_on
    assert not Search(here=True).is_on


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
