"""Chips in lines: as many in each as its width allows, none wider than the room."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.flow import Flow


def room(qtbot: QtBot, width: int, *wide: int) -> list[tuple[int, int, int]]:
    """Where pieces of these widths come to stand, 30 tall: left, top, width."""
    pieces = [Piece(one) for one in wide]
    made = Flow(pieces, 8)
    qtbot.addWidget(made)
    made.resize(width, made.heightForWidth(width))
    made.show()
    assert made.height() == max(piece.geometry().bottom() + 1 for piece in pieces)
    return [(piece.x(), piece.y(), piece.width()) for piece in pieces]


class Piece(QWidget):
    def __init__(self, wide: int) -> None:
        super().__init__()
        self.wide = wide

    def sizeHint(self) -> QSize:
        return QSize(self.wide, 30)

    def widen(self, wide: int) -> None:
        self.wide = wide
        self.updateGeometry()


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (316, [(0, 0, 100), (108, 0, 100), (216, 0, 100)]),
        (315, [(0, 0, 100), (108, 0, 100), (0, 38, 100)]),
        (120, [(0, 0, 100), (0, 38, 100), (0, 76, 100)]),
    ],
)
def test_a_line_ends_where_the_next_piece_has_no_room(
    qtbot: QtBot, width: int, places: list[tuple[int, int, int]]
) -> None:
    assert room(qtbot, width, 100, 100, 100) == places


def test_a_piece_whose_words_grow_moves_the_others(qtbot: QtBot) -> None:
    pieces = [Piece(100), Piece(100)]
    made = Flow(pieces, 8)
    qtbot.addWidget(made)
    made.resize(208, 30)
    made.show()
    assert (pieces[1].x(), pieces[1].y()) == (108, 0)
    pieces[0].widen(101)
    qtbot.waitUntil(lambda: (pieces[1].x(), pieces[1].y()) == (0, 38))


def test_even_pieces_stand_in_columns_where_there_is_room_for_some(qtbot: QtBot) -> None:
    pieces = [Piece(wide) for wide in (40, 100, 60, 20, 30)]
    made = Flow(pieces, 8, down=2, even=True)
    qtbot.addWidget(made)
    made.resize(330, made.heightForWidth(330))
    made.show()
    assert [(piece.x(), piece.y()) for piece in pieces] == [(0, 0), (112, 0), (224, 0), (0, 32), (112, 32)]
    made.resize(200, made.heightForWidth(200))
    assert [(piece.x(), piece.y()) for piece in pieces] == [(0, 0), (48, 0), (0, 32), (68, 32), (96, 32)]
