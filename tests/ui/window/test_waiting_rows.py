"""The rows of what waits: one column for where they stand, whatever can be decided, and one look for all that can be."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.errors import Forbidden
from cm_desktop.domain.outbox import State
from cm_desktop.ui.frame.main_window import LEAST, USUAL, MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.marks.pill import PillLabel
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from tests.ui.test_acting_parts import NOBODY_WAITS, waiting
from tests.ui.window.steps import press


def shown(window: MainWindow) -> list[WaitingRow]:
    """One choice, three of them, four."""
    press(window, Qt.Key.Key_4)
    failed = waiting(State.FAILED, trouble=Forbidden(scope="pages_manage_engagement").trouble())
    view = window.panes.beside.waiting
    view._show((waiting(State.QUEUED, Hide()), failed, waiting(State.UNCERTAIN, absent_reads=2)), NOBODY_WAITS)
    assert [len(row.findChildren(Button)) for row in view._rows] == [3, 4, 1]
    return view._rows


@pytest.fixture
def rows(window: MainWindow) -> list[WaitingRow]:
    return shown(window)


@pytest.mark.parametrize("size", [LEAST, USUAL])
def test_where_they_stand_is_one_column(window: MainWindow, rows: list[WaitingRow], size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.processEvents()
    pills = [row.findChildren(PillLabel)[0] for row in rows]
    assert len({pill.mapTo(window, QPoint(0, 0)).x() for pill in pills}) == 1


def test_what_can_be_decided_has_one_look(rows: list[WaitingRow]) -> None:
    assert len({button._kind for row in rows for button in row.findChildren(Button)}) == 1


def test_why_it_waits_is_told_to_the_last_line_in_the_narrowest_window(window: MainWindow) -> None:
    window.resize(*LEAST)
    rows = shown(window)
    QApplication.processEvents()
    assert any(row._why.height() > 2 * row._why.fontMetrics().height() for row in rows)
    assert all(row._why.height() >= row._why.heightForWidth(row._why.width()) for row in rows)
