"""The colour that a client has is marked, whether it is among those offered or not; each is named to who listens."""

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from cm_desktop.ui.joining.palette import Palette
from cm_desktop.ui.kit import client_colour
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

OWN, LIKE_THE_THIRD = "#204080", "#A33E64"
NAME = QAccessible.Text.Name


@pytest.mark.parametrize(("own", "squares"), [(OWN, 9), (client_colour.PALETTE[2], 8)])
def test_the_colour_of_a_client_is_marked(qtbot: QtBot, words: Words, theme: Theme, own: str, squares: int) -> None:
    palette = Palette(words, theme, own=own)
    qtbot.addWidget(palette)
    assert palette.colour == own
    assert len(palette._group.buttons()) == squares
    palette._group.button(squares - 1).click()
    assert palette.colour == client_colour.PALETTE[-1]


def test_a_screen_reader_names_the_colours(qtbot: QtBot, words: Words, theme: Theme) -> None:
    palette = Palette(words, theme, own=OWN)
    qtbot.addWidget(palette)
    told = [QAccessible.queryAccessibleInterface(each).text(NAME) for each in palette._group.buttons()]
    assert told == [
        "La couleur du client",
        "Ocre",
        "Bleu-vert",
        "Framboise",
        "Violet",
        "Vert",
        "Marron",
        "Vert olive",
        "Terre cuite",
    ]


def test_no_two_colours_that_are_offered_look_alike(qtbot: QtBot, words: Words, theme: Theme) -> None:
    palette = Palette(words, theme, own=LIKE_THE_THIRD)
    qtbot.addWidget(palette)
    assert palette.colour == LIKE_THE_THIRD
    assert set(client_colour.PALETTE) - set(palette._colours) == {client_colour.PALETTE[2]}
