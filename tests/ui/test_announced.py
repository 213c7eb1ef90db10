"""A screen reader hears what the widgets that paint themselves are, and what they say."""

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Query
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.inbox.queue_model import QueueModel
from cm_desktop.ui.kit.announced import Role, announce
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.chip import Chip
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel
from cm_desktop.ui.kit.passages.highlight import BODY
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, Shelf


@pytest.fixture(scope="module", autouse=True)
def announced() -> None:
    announce()


def heard(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def test_a_text_that_paints_itself_is_a_text(qtbot: QtBot, words: Words, theme: Theme) -> None:
    prose = Prose("Bravo à vous", (), BODY, theme.text, words, theme)
    pill = PillLabel(Pill("Urgent"), theme)
    for widget, said in ((prose, "Bravo à vous"), (pill, "Urgent")):
        qtbot.addWidget(widget)
        assert heard(widget).role() is Role.StaticText
        assert heard(widget).text(QAccessible.Text.Name) == said


def test_an_entry_of_the_rail_is_a_tab_that_is_selected_while_it_is_on_show(qtbot: QtBot, theme: Theme) -> None:
    entry = RailItem("Urgents", "flame", theme)
    qtbot.addWidget(entry)
    assert heard(entry).role() is Role.PageTab
    assert not heard(entry).state().selected
    entry.setChecked(True)
    assert heard(entry).state().selected
    assert not heard(entry).state().checkable


def test_an_entry_that_only_does_something_is_a_button(qtbot: QtBot, theme: Theme) -> None:
    entry = RailItem("Ajouter une page", "plus", theme, acts=True)
    qtbot.addWidget(entry)
    assert heard(entry).role() is Role.Button
    assert not heard(entry).state().checkable


def test_what_a_screen_reader_presses_is_pressed(qtbot: QtBot, theme: Theme) -> None:
    entry = RailItem("Urgents", "flame", theme)
    qtbot.addWidget(entry)
    actions = heard(entry).actionInterface()
    with qtbot.waitSignal(entry.clicked):
        actions.doAction(actions.actionNames()[0])


def test_a_box_that_a_screen_reader_ticks_has_been_clicked(qtbot: QtBot, theme: Theme) -> None:
    box = Check("Masquer tout de suite", theme)
    qtbot.addWidget(box)
    assert (heard(box).role(), heard(box).text(QAccessible.Text.Name)) == (Role.CheckBox, "Masquer tout de suite")
    actions = heard(box).actionInterface()
    with qtbot.waitSignal(box.clicked):
        actions.doAction(actions.actionNames()[0])
    assert heard(box).state().checked


def test_a_chip_is_on_or_off_or_opens_a_menu_or_says_what_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    turned, opening = Chip("Même publication", theme, turns=True), Chip("Période", theme, opens=True)
    saying = Chip("Partout", theme)
    for chip in (turned, opening, saying):
        qtbot.addWidget(chip)
    turned.show_choice("Même publication", on=True)
    assert (heard(turned).role(), heard(turned).state().checked) == (Role.Switch, True)
    assert (heard(opening).role(), heard(opening).state().hasPopup) == (Role.ButtonMenu, True)
    assert (heard(saying).role(), heard(saying).state().checkable) == (Role.Button, False)


def test_one_of_several_words_is_a_radio_button_that_says_its_word(qtbot: QtBot, theme: Theme) -> None:
    row = Segments("Vue", ("Texte", "Essai"), theme, taken=1)
    qtbot.addWidget(row)
    told = [heard(row).child(place) for place in range(heard(row).childCount())]
    assert [(one.role(), one.text(QAccessible.Text.Name), bool(one.state().checked)) for one in told] == [
        (Role.RadioButton, "Texte", False),
        (Role.RadioButton, "Essai", True),
    ]


def test_a_list_numbers_neither_its_rows_nor_its_column(shelf: Shelf, bridge: Bridge) -> None:
    read = QueueModel(lambda: shelf, bridge, lambda: NOW, lambda of, _now: of.comment.author.name)
    read.ask(Query())
    model: QAbstractTableModel = read
    assert [model.headerData(0, along) for along in Qt.Orientation] == [None, None]
