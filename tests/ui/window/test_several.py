"""Several comments at once, through the window: picked by key and by mouse, filed away or hidden, and brought back as one."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Queue, Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.inbox.comment_row import HEIGHT
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Scheme
from tests.engine.port import FakeClock, FakePlatform
from tests.ui.window.steps import CALM, CTRL, GRIEVANCE, LATER, opened, press, texts

SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
BOX = QPoint(45, 30)


def picked(window: MainWindow) -> int:
    return len(window.panes.list.picked)


def see(qtbot: QtBot, window: MainWindow, sentence: str) -> None:
    """Whether a space breaks is no matter here."""
    qtbot.waitUntil(lambda: breaking(sentence) in breaking(texts(window)))


def breaking(text: str) -> str:
    return text.replace("\u00a0", " ")


def click(window: MainWindow, place: int, modifier: Qt.KeyboardModifier = PLAIN, at: QPoint = BOX) -> None:
    port = window.panes.list.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, modifier, at + QPoint(0, place * HEIGHT))


def offered(window: MainWindow) -> list[str]:
    return [button.label for button in window.panes.beside.bulk.pane.findChildren(Button) if button.isVisible()]


def test_the_space_bar_picks_and_lets_go(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_Space)
    see(qtbot, window, "1 commentaire")
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(window.panes.detail.isVisible)
    assert picked(window) == 0


def test_what_is_picked_takes_the_place_of_the_detail(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    see(qtbot, window, "3 commentaires")
    assert not window.panes.detail.isVisible()
    assert "Brasserie Lumen" in texts(window)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.panes.detail.isVisible)
    assert window.panes.list.view.hasFocus()


def test_shift_with_the_keys_of_going_picks_as_one_goes(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_J, SHIFT)
    press(window, Qt.Key.Key_J, SHIFT)
    assert picked(window) == 3
    press(window, Qt.Key.Key_K, SHIFT)
    assert picked(window) == 2
    see(qtbot, window, "Non sélectionnés")


def test_several_are_filed_away_with_one_key_and_brought_back_with_another(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    press(window, Qt.Key.Key_A)
    see(qtbot, window, "3 commentaires classés")
    assert desk.inbox.counts().queues[Queue.TODO] == 0
    assert picked(window) == 0
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.TODO] == 3)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("3"))


def test_several_are_hidden_only_once_their_delay_is_over(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    for place in (1, 2):
        click(window, place)
    see(qtbot, window, "2 commentaires")
    assert "Masquer 2 commentaires" in offered(window)
    press(window, Qt.Key.Key_H)
    see(qtbot, window, "2 commentaires masqués dans 10")
    assert platform.writes == []
    clock.pass_(seconds=11)
    desk.send()
    assert {name for _kind, name in platform.writes} == {refs[CALM].id, refs[LATER].id}


def test_after_moving_on_several_are_still_taken_back_as_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    for place in (1, 2):
        click(window, place)
    press(window, Qt.Key.Key_H)
    see(qtbot, window, "2 commentaires masqués")
    assert opened(window) == refs[GRIEVANCE]
    press(window, Qt.Key.Key_7)
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.TODO] == 3)
    assert desk.inbox.waiting() == ()


def test_where_criticism_is_among_them_hiding_is_not_offered(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    see(qtbot, window, "3 commentaires")
    qtbot.waitUntil(lambda: "Classer 3 commentaires" in offered(window))
    assert not [text for text in offered(window) if text.startswith("Masquer")]
    press(window, Qt.Key.Key_H)
    assert desk.inbox.row(refs[GRIEVANCE]).triage is Triage.TODO
    assert desk.inbox.waiting() == ()


def test_keys_of_one_comment_do_nothing_while_several_are_picked(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    see(qtbot, window, "3 commentaires")
    for key in (Qt.Key.Key_R, Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_Delete):
        press(window, key)
    assert window.panes.list.view.hasFocus()
    assert picked(window) == 3
    assert desk.inbox.waiting() == ()


def test_with_ctrl_and_shift_the_mouse_picks_as_in_any_list(qtbot: QtBot, window: MainWindow) -> None:
    click(window, 2, CTRL, QPoint(200, 30))
    assert picked(window) == 2  # with the one that was selected
    click(window, 2, CTRL, QPoint(200, 30))
    assert picked(window) == 1
    press(window, Qt.Key.Key_Escape)
    click(window, 0, at=QPoint(200, 30))
    assert picked(window) == 0
    click(window, 2, SHIFT, QPoint(200, 30))
    assert picked(window) == 3


def test_all_the_rest_is_what_is_calm_and_no_question(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    platform.post("c9", "Vous ouvrez quand ?")
    desk.sync()
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == 4)
    press(window, Qt.Key.Key_A, SHIFT)
    see(qtbot, window, "2 commentaires, tous courants")
    see(qtbot, window, "1 question")
    press(window, Qt.Key.Key_A)
    see(qtbot, window, "2 commentaires classés")
    assert desk.inbox.counts().queues[Queue.TODO] == 2


def test_what_leaves_the_list_is_no_longer_picked(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    see(qtbot, window, "3 commentaires")
    desk.acts.dismiss(refs[CALM]).result()
    qtbot.waitUntil(lambda: picked(window) == 2)
    see(qtbot, window, "2 commentaires")


@pytest.mark.parametrize("does", [Move.DISMISS, Move.HIDE])
def test_what_was_begun_is_not_begun_twice(qtbot: QtBot, window: MainWindow, desk: Desk, does: Move) -> None:
    for place in (1, 2):
        click(window, place)
    see(qtbot, window, "2 commentaires")
    for _ in range(3):
        window.panes.beside.bulk.pane.chosen.emit(does)
    # Before, there is nothing that could be undone.
    qtbot.waitUntil(lambda: window.panes.beside.telling.told is not None)
    assert desk.inbox.counts().queues[Queue.TODO] == 1
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.TODO] == 3)


def test_the_list_says_aloud_what_is_picked(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_Space)
    model = window.panes.list.model
    said = [model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert [str(text).startswith("Sélectionné") for text in said] == [True, False]


def test_another_theme_lets_go_and_the_keys_act_as_before(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    window.wear(Scheme.DARK)
    assert picked(window) == 0
    press(window, Qt.Key.Key_A, CTRL)
    see(qtbot, window, "3 commentaires")
    press(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: desk.inbox.counts().queues[Queue.TODO] == 0)
    qtbot.waitUntil(window.panes.toast.isVisible)


def test_what_the_keys_pick_is_in_the_menu_of_the_list_too(qtbot: QtBot, window: MainWindow) -> None:
    found = {a.text().split("\t")[0]: a for a in window.panes.list._head.several.actions()}
    found["Tout sélectionner"].trigger()
    assert picked(window) == 3
    found["Classer tout le reste…"].trigger()
    qtbot.waitUntil(lambda: picked(window) == 2)
