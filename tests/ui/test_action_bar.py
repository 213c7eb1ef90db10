"""The buttons under the reply box: what has no room waits in the menu."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.proposals import Move, Proposal
from cm_desktop.ui.detail.action_bar import ActionBar
from cm_desktop.ui.kit.controls.key_menu import KeyMenu
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import Situation
from cm_desktop.wording.words import Words


def test_what_lacks_room_in_the_bar_waits_in_its_menu(qtbot: QtBot, words: Words, theme: Theme) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = ActionBar(words, theme, around)
    around.show()
    bar.resize(1000, 40)
    bar.propose(Proposal(bar=(Move.PUBLISH, Move.PUBLISH_AND_REPLY, Move.SPAM, Move.DELETE)), Situation())
    assert bar.button(Move.DELETE)
    bar.resize(560, 40)
    assert bar.button(Move.PUBLISH)
    assert bar.button(Move.DELETE) is None
    assert any(action.text().startswith("Supprimer") for action in bar.findChildren(QAction))


def test_the_key_of_a_line_stands_at_the_right_beside_its_words(qtbot: QtBot, theme: Theme) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    menu = KeyMenu(theme, around)
    hide, ask = menu.line("Masquer & répondre…", "H"), menu.line("Masquer et faire valider", "Maj+E")
    menu.adjustSize()
    assert hide.text() == "Masquer && répondre…"
    assert menu.cap(hide).right() == menu.cap(ask).right() <= menu.width()
    words = menu.fontMetrics().horizontalAdvance(ask.text())
    assert menu.cap(ask).left() > words, "it does not cover what the line says"


def test_the_menu_is_filled_again_only_where_it_offers_something_else(qtbot: QtBot, words: Words, theme: Theme) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = ActionBar(words, theme, around)
    bar.resize(1000, 40)
    bar.propose(Proposal(bar=(Move.PUBLISH,), more=(Move.SPAM,)), Situation())
    offered = bar._menu.actions()
    bar.propose(Proposal(bar=(Move.DELETE,), more=(Move.SPAM,)), Situation())
    assert bar._menu.actions() == offered
    bar.propose(Proposal(bar=(Move.DELETE,), more=(Move.HIDE,)), Situation())
    assert bar._menu.actions() != offered


def test_a_button_keeps_the_keyboard_as_long_as_its_act_is_offered_and_never_stands_for_another_with_it(
    qtbot: QtBot, words: Words, theme: Theme
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = ActionBar(words, theme, around)
    bar.resize(1000, 40)
    bar.propose(Proposal(bar=(Move.PUBLISH, Move.SPAM)), Situation())
    with qtbot.waitExposed(around):
        around.show()
    around.activateWindow()
    button = bar.button(Move.SPAM)
    assert button is not None
    button.setFocus()
    bar.propose(Proposal(bar=(Move.PUBLISH, Move.DELETE, Move.SPAM)), Situation())
    assert bar.button(Move.SPAM) is button
    assert button.hasFocus()
    bar.propose(Proposal(bar=(Move.PUBLISH, Move.DELETE)), Situation())
    delete = bar.button(Move.DELETE)
    assert delete is not None
    assert not delete.hasFocus()
    asked: list[object] = []
    bar.chosen.connect(asked.append)
    delete.click()
    assert asked == [Move.DELETE]
