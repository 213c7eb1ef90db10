"""Words that nobody knows have a wavy line in the reply; what was meant is one key away. The dictionaries are at the port."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.ui.detail.reply_box import ReplyBox
from cm_desktop.ui.frame.main_window import MainWindow
from tests.engine.speller import FakeSpeller
from tests.ui.window.steps import press, type_in

_WAVY = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def speller() -> FakeSpeller:
    return FakeSpeller({"mesage": ("message", "massage"), "Bonjoru": ("Bonjour",), "l'equipe": ("l'équipe",)})


@pytest.fixture
def fittings(fittings: Fittings, speller: FakeSpeller) -> Fittings:
    return replace(fittings, speller=speller)


@pytest.fixture
def box(window: MainWindow) -> ReplyBox:
    press(window, Qt.Key.Key_R)
    return window.panes.detail.box


def wavy(box: ReplyBox) -> list[str]:
    marks = box.field.extraSelections()
    return [one.cursor.selectedText() for one in marks if one.format.underlineStyle() == _WAVY]


def offered(box: ReplyBox) -> QMenu:
    return next(menu for menu in box.field.findChildren(QMenu) if menu.isVisible())


def test_a_mistake_has_a_wavy_line_once_the_caret_has_left_it(qtbot: QtBot, box: ReplyBox) -> None:
    type_in("Votre mesage")
    qtbot.waitUntil(lambda: box.spelling._unknown == {"mesage"})
    assert wavy(box) == []
    type_in(" ")
    assert wavy(box) == ["mesage"]
    assert "1\u00a0mot à vérifier" in box.told.text()
    assert "F7" in box.told.text()


def test_f7_offers_what_was_meant_and_enter_takes_it(qtbot: QtBot, box: ReplyBox, window: MainWindow) -> None:
    type_in("Un mesage pour vous")
    qtbot.waitUntil(lambda: wavy(box) == ["mesage"])
    press(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in box.field.findChildren(QMenu)))
    assert wavy(box) == ["mesage"]  # it is selected, and still a mistake
    QTest.keyClick(offered(box), Qt.Key.Key_Return)
    assert box.text == "Un message pour vous"
    assert wavy(box) == []


def test_a_curved_apostrophe_stays_one(qtbot: QtBot, box: ReplyBox, window: MainWindow) -> None:
    box.insert("Avec l\u2019equipe de nuit")
    qtbot.waitUntil(lambda: wavy(box) == ["l\u2019equipe"])
    box.spelling.offer_next()
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in box.field.findChildren(QMenu)))
    offered(box).actions()[0].trigger()
    assert box.text == "Avec l\u2019équipe de nuit"


def test_a_word_that_is_taught_is_no_mistake_any_more(qtbot: QtBot, box: ReplyBox, desk: Desk) -> None:
    type_in("Bonjoru Bonjoru ")
    qtbot.waitUntil(lambda: wavy(box) == ["Bonjoru", "Bonjoru"])
    box.spelling.offer_next()
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in box.field.findChildren(QMenu)))
    offered(box).actions()[-1].trigger()
    qtbot.waitUntil(lambda: wavy(box) == [])
    assert desk.spelling.taught == {"Bonjoru"}


def test_what_stands_behind_an_emoji_is_marked_where_it_is(qtbot: QtBot, box: ReplyBox) -> None:
    box.insert("🎉🎉 mesage reçu")
    qtbot.waitUntil(lambda: wavy(box) == ["mesage"])


def test_without_dictionaries_nothing_is_marked_and_nothing_is_said(
    qtbot: QtBot, box: ReplyBox, speller: FakeSpeller
) -> None:
    speller.away = True
    with qtbot.waitSignal(box.spelling._pause.timeout):
        type_in("Un mesage pour vous")
    QApplication.processEvents()
    assert (wavy(box), box.told.text()) == ([], "")
    speller.away = False
    type_in(" !")
    qtbot.waitUntil(lambda: wavy(box) == ["mesage"])


def test_who_switched_it_off_is_left_alone(qtbot: QtBot, box: ReplyBox, desk: Desk, speller: FakeSpeller) -> None:
    desk.spelling.check(on=False)
    with qtbot.waitSignal(box.spelling._pause.timeout):
        type_in("Un mesage pour vous")
    assert speller.asked == []
    assert speller.rests == 1
