"""Pasted comments being corrected with the keyboard alone: no key takes a line away but the one that says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.ui.joining.pasted import Cell
from cm_desktop.ui.joining.pasted_table import PastedTable
from tests.ui.joining.conftest import CTRL, Newcomer

TWO = "Odile Framont\nBonjour, c'est ouvert ?\nJ'aime · Répondre · 2 h\n\nMarc Delval\nBande d'escrocs\n"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def assisted(newcomer: Newcomer) -> None:
    """A page in assisted mode that is already here."""
    client = newcomer.desk.accounts.client_named("Boulangerie des Halles", "#C8862B")
    account = Account(id=AccountId(""), client=client.id, platform="assisted", name="Les Halles", base_url="")
    newcomer.desk.accounts.add(account, client, "")


def come_to_the_table(newcomer: Newcomer) -> PastedTable:
    """Two pasted comments, recognised."""
    newcomer.press(Qt.Key.Key_O, CTRL | SHIFT)
    newcomer.paste(TWO)
    return recognised(newcomer)


def recognised(newcomer: Newcomer) -> PastedTable:
    newcomer.press(Qt.Key.Key_Return, CTRL)
    newcomer.wait_for("Ajouter 2 commentaires")
    found = QApplication.focusWidget()
    assert isinstance(found, PastedTable)
    return found


def edit(newcomer: Newcomer, text: str) -> None:
    newcomer.press(Qt.Key.Key_F2)
    newcomer.press(Qt.Key.Key_A, CTRL)
    newcomer.write(text)


def where(table: PastedTable) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


@pytest.mark.parametrize("cell", [Cell.AUTHOR, Cell.TEXT])
@pytest.mark.parametrize(
    ("key", "modifier", "moved"),
    [
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Backtab, SHIFT, -1),
        (Qt.Key.Key_Return, CTRL, 0),
    ],
)
def test_a_corrected_cell_is_kept_and_the_keyboard_stays_in_the_table(
    newcomer: Newcomer, cell: Cell, key: Qt.Key, modifier: Qt.KeyboardModifier, moved: int
) -> None:
    table = come_to_the_table(newcomer)
    table.setCurrentIndex(table.pasted.index(1, cell))
    edit(newcomer, "Autre")
    newcomer.press(key, modifier)
    newcomer.wait(lambda: QApplication.focusWidget() is table)
    newcomer.wait(lambda: table.pasted.index(1, cell).data() == "Autre")
    place = 1 * len(Cell) + cell + moved
    assert where(table) == divmod(place, len(Cell))
    assert newcomer.sheet.go.label == "Ajouter 2 commentaires"


def test_enter_in_a_text_begins_a_line(newcomer: Newcomer) -> None:
    table = come_to_the_table(newcomer)
    table.setCurrentIndex(table.pasted.index(0, Cell.TEXT))
    edit(newcomer, "Une")
    newcomer.enter()
    newcomer.write("Deux")
    newcomer.press(Qt.Key.Key_Return, CTRL)
    assert table.pasted.rows.all[0].text == "Une\nDeux"


def test_tab_does_not_reach_what_takes_a_line_away(newcomer: Newcomer) -> None:
    table = come_to_the_table(newcomer)
    with pytest.raises(AssertionError, match="does not reach"):
        newcomer.tab_to("Retirer la ligne")
    newcomer.tab_to("Ajouter une ligne")
    assert len(table.pasted.rows.all) == 2


def test_what_was_pasted_and_corrected_is_found_again_after_escape(newcomer: Newcomer) -> None:
    table = come_to_the_table(newcomer)
    edit(newcomer, "Odile F.")
    newcomer.enter()
    newcomer.wait(lambda: QApplication.focusWidget() is table)
    newcomer.press(Qt.Key.Key_Escape)
    assert newcomer.window.joining.sheet is None
    newcomer.press(Qt.Key.Key_O, CTRL | SHIFT)
    text = QApplication.focusWidget()
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == TWO
    assert recognised(newcomer).pasted.rows.all[0].author == "Odile F."


def test_what_was_added_is_not_offered_again(newcomer: Newcomer) -> None:
    come_to_the_table(newcomer)
    newcomer.enter()
    newcomer.wait_for("Commentaires ajoutés")
    newcomer.press(Qt.Key.Key_Escape)
    newcomer.press(Qt.Key.Key_O, CTRL | SHIFT)
    text = QApplication.focusWidget()
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == ""


def test_of_a_link_that_is_cut_the_end_is_shown_where_those_of_one_page_differ(newcomer: Newcomer) -> None:
    table = come_to_the_table(newcomer)
    delegate, option = table.itemDelegate(), QStyleOptionViewItem()
    assert isinstance(delegate, QStyledItemDelegate)
    delegate.initStyleOption(option, table.pasted.index(0, Cell.LINK))
    assert option.textElideMode is Qt.TextElideMode.ElideLeft
