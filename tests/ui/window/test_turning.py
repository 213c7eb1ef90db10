"""Going through the list: the row is painted first, its comment is made behind it, and no act is ahead of either."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.detail_pane import DetailPane
from cm_desktop.ui.frame.main_window import MainWindow
from tests.engine.port import FakeClock, FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, LATER, opened, press, show

PAINTED = "the rows are painted"


class Paints(QObject):
    """Notes when the rows are painted."""

    def __init__(self, seen: list[object]) -> None:
        super().__init__()
        self._seen = seen

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._seen.append(PAINTED)
        return False


@pytest.fixture
def seen(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef], monkeypatch: pytest.MonkeyPatch
) -> list[object]:
    """What happens from now on, in its order: the rows are painted, a comment is shown."""
    show(window, refs[GRIEVANCE])
    events: list[object] = []
    shown = DetailPane.show_comment

    def note(pane: DetailPane, ref: CommentRef | None) -> None:
        events.append(ref)
        shown(pane, ref)

    monkeypatch.setattr(DetailPane, "show_comment", note)
    paints = Paints(events)
    paints.setParent(window)
    window.panes.list.view.viewport().installEventFilter(paints)
    QApplication.processEvents()  # what was still to be painted before
    events.clear()
    return events


def test_the_row_is_painted_before_its_comment_is_made(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef], seen: list[object]
) -> None:
    press(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: refs[LATER] in seen)
    assert PAINTED in seen[: seen.index(refs[LATER])]


def test_of_several_steps_in_one_go_only_the_last_comment_is_made(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef], seen: list[object]
) -> None:
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: refs[CALM] in seen)
    assert [ref for ref in seen if ref != PAINTED] == [refs[CALM]]


def test_a_key_right_behind_a_step_is_about_the_comment_stepped_to(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_A)
    assert [ref for ref in refs.values() if desk.inbox.row(ref).triage is Triage.DONE] == [refs[LATER]]


def test_a_look_at_the_detail_sees_the_comment_stepped_to(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_J)
    assert window.panes.beside.turning.is_on
    assert opened(window) == refs[LATER]
    QApplication.processEvents()
    assert opened(window) == refs[LATER]


def test_a_change_on_the_way_to_another_comment_makes_it_once(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef], seen: list[object]
) -> None:
    press(window, Qt.Key.Key_J)
    window.panes.refresh()
    qtbot.waitUntil(lambda: refs[LATER] in seen)
    assert [ref for ref in seen if ref != PAINTED] == [refs[LATER]]


def test_comments_that_come_in_elsewhere_leave_the_one_on_show_alone(
    window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef], seen: list[object]
) -> None:
    def refreshed() -> list[object]:
        seen.clear()
        window.panes.refresh(frozenset({Change.COMMENTS}))
        return [ref for ref in seen if ref != PAINTED]

    platform.post("elsewhere", "Et la livraison ?")
    desk.sync()
    assert refreshed() == []
    platform.post("here", "Moi aussi", parent=refs[GRIEVANCE].id)
    desk.sync()
    assert refreshed() == [refs[GRIEVANCE]]
    assert refreshed() == []
    assert isinstance(desk.clock, FakeClock)
    desk.clock.pass_(minutes=1)  # "4 min ago" is no longer so
    assert refreshed() == [refs[GRIEVANCE]]
