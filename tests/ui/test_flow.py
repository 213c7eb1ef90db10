"""Chips in lines: as many in each as its width allows, none wider than the room."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.flow import Flow


def room(qtbot: QtBot, width: int, *wide: int) -> list[tuple[int, int, int]]:
    """Where pieces of these widths come to stand, 30 tall: left, top, width."""
    made = QWidget()
    qtbot.addWidget(made)
    flow = Flow(8)
    made.setLayout(flow)
    pieces = [Piece(one) for one in wide]
    for piece in pieces:
        flow.addWidget(piece)
    made.resize(width, flow.heightForWidth(width))
    made.show()
    assert made.height() == max(piece.geometry().bottom() + 1 for piece in pieces)
    return [(piece.x(), piece.y(), piece.width()) for piece in pieces]


class Piece(QWidget):
    def __init__(self, wide: int) -> None:
        super().__init__()
        self.setFixedSize(wide, 30)


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
