"""What stands around the acts: waiting, offline, help, language, theme, size, pictures, strangers."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import State
from cm_desktop.domain.proposals import Move, Proposal
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import resources
from cm_desktop.ui import app
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import DARK, Scheme
from cm_desktop.ui.moves import Situation
from cm_desktop.ui.picture import save_picture
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.wording.words import Words
from tests.engine.port import FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, opened, press, show, texts, type_in


def test_the_waiting_view_settles_a_failed_reply(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    del platform.comments[refs[GRIEVANCE].id]
    desk.acts.do(refs[GRIEVANCE], WriteReply("Bonjour."), delay=timedelta(0)).result()
    desk.send()
    assert [w.entry.state for w in desk.inbox.waiting()] == [State.FAILED]
    press(window, Qt.Key.Key_4)
    assert "À vous de décider" in texts(window)
    give_up = next(b for b in window.panes.beside.waiting.findChildren(Button) if b.label == "Abandonner")
    QTest.mouseClick(give_up, Qt.MouseButton.LeftButton)
    assert desk.inbox.waiting() == ()
    qtbot.waitUntil(lambda: "Rien n’attend d’être envoyé" in texts(window))


def test_a_failed_reply_is_tried_again_by_its_button(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    kept = platform.comments.pop(refs[GRIEVANCE].id)
    desk.acts.do(refs[GRIEVANCE], WriteReply("Bonjour."), delay=timedelta(0)).result()
    desk.send()
    platform.comments[kept.ref.id] = kept
    press(window, Qt.Key.Key_4)
    again = next(b for b in window.panes.beside.waiting.findChildren(Button) if b.label == "Réessayer")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert [w.entry.state for w in desk.inbox.waiting()] == [State.QUEUED]


def test_offline_says_since_when_and_how_much_waits(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    assert not window.panes.bars.offline.isVisible()
    platform.down = Offline()
    desk.acts.do(refs[CALM], Hide(), delay=timedelta(0)).result()
    desk.sync()
    qtbot.waitUntil(window.panes.bars.offline.isVisible)
    assert "Hors ligne depuis" in texts(window)
    assert "1\u00a0action partira au retour du réseau" in texts(window)
    platform.down = None
    desk.sync()
    qtbot.waitUntil(lambda: not window.panes.bars.offline.isVisible())


def test_tab_too_closes_the_help_and_the_keyboard_is_where_it_was(window: MainWindow) -> None:
    window.panes.list.focus_rows()
    before = QApplication.focusWidget()
    window.panes.help.open()
    QTest.keyClick(window.panes.help, Qt.Key.Key_Tab)
    assert not window.panes.help.isVisible()
    assert QApplication.focusWidget() is before


def test_nothing_acts_under_the_help(window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_Question)
    assert window.panes.help.isVisible()
    press(window, Qt.Key.Key_A)
    assert not window.panes.help.isVisible()
    assert desk.inbox.counts().queues[Queue.TODO] == 3


def test_keys_do_nothing_on_a_comment_that_is_not_on_screen(window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_4)
    press(window, Qt.Key.Key_A)
    press(window, Qt.Key.Key_H)
    assert desk.inbox.counts().queues[Queue.TODO] == 3
    assert desk.inbox.waiting() == ()


def test_when_all_is_done_the_whole_room_says_so(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for row in desk.inbox.page(Query()).rows:
        desk.acts.dismiss(row.comment.ref).result()
    qtbot.waitUntil(window.panes.blank.nothing.isVisible)
    assert "Tout est traité" in texts(window)


def test_another_language_and_theme_keep_the_comment_and_its_draft(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_R)
    type_in("Bonjour")
    window.speak("en")
    qtbot.waitUntil(lambda: "To do" in texts(window))
    window.wear(Scheme.DARK)
    assert opened(window) == refs[CALM]
    assert window.panes.detail.box.text == "Bonjour"
    assert window.panes.palette().window().color() == DARK.pane
    window.wear(Scheme.LIGHT)


def test_a_narrow_window_keeps_everything_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1120, 680)
    qtbot.waitUntil(lambda: window.panes.rail.width() == 64)
    assert window.panes.detail.box.field.height() < 60
    assert window.panes.detail.width() >= 540


def test_a_window_made_small_has_its_buttons_below_the_reply(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    window.resize(1440, 900)
    show(window, refs[GRIEVANCE])
    foot = window.panes.detail.foot
    foot.bar.propose(Proposal(bar=(Move.HIDE_AND_ESCALATE, Move.REPLY, Move.HIDE, Move.DISMISS)), Situation())
    assert foot.bar.button(Move.DISMISS)  # it goes while the window shrinks, and comes back once the rail is narrow
    window.resize(1120, 680)
    qtbot.waitUntil(lambda: window.panes.rail.width() == 64)
    QApplication.sendPostedEvents()
    assert foot.box.geometry().bottom() < foot.bar.y()


def test_a_picture_shows_the_window(window: MainWindow, tmp_path: Path) -> None:
    save_picture(window, tmp_path / "window.png")
    assert (tmp_path / "window.png").stat().st_size > 50_000
    with pytest.raises(OSError, match="nowhere"):
        save_picture(window, tmp_path / "nowhere" / "window.png")


def test_a_picture_without_a_screen_shows_the_comment_beside_the_list(
    desk: Desk, words: Words, tmp_path: Path, refs: dict[str, CommentRef]
) -> None:
    assert refs
    app.save_picture(desk, words, tmp_path / "window.png", resources=resources(), theme="light")
    taken = QImage(str(tmp_path / "window.png"))
    beside = taken.copy(taken.width() * 3 // 4, taken.height() // 4, taken.width() // 4, taken.height() // 2)
    colours = {beside.pixel(x, y) for x in range(0, beside.width(), 3) for y in range(0, beside.height(), 3)}
    assert len(colours) > 10, "nothing but the ground"


def test_a_stranger_cannot_speak_in_markup(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    hostile = platform.post("c9", "<b>escroc</b> \u202eabc")
    desk.sync()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("4"))
    show(window, hostile)
    bodies = [w.accessibleName() for w in window.panes.detail.findChildren(Prose)]
    assert "<b>escroc</b> ⟨RLO⟩abc" in bodies


def test_escape_gives_up_a_search_that_found_nothing(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_Slash)
    type_in("zzqq")
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == 0)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == 3)
    press(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.panes.query == Query(queue=Queue.URGENT))


def test_another_language_or_theme_is_told_so_that_it_can_be_kept(window: MainWindow) -> None:
    told: list[Look] = []
    window.chosen.connect(told.append)
    window.speak("en")
    window.wear(Scheme.DARK)
    assert [(look.words.language, look.scheme) for look in told] == [("en", Scheme.LIGHT), ("en", Scheme.DARK)]


def test_with_nothing_to_show_the_detail_is_bare(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_5)
    assert window.panes.detail.ref is None
    assert not window.panes.detail.foot.isVisible()
    assert CALM not in texts(window)


def test_the_keyboard_goes_on_in_the_list_in_another_language(qtbot: QtBot, window: MainWindow) -> None:
    window.speak("en")
    qtbot.waitUntil(window.panes.list.view.hasFocus)


def test_a_search_everywhere_is_not_said_to_be_in_the_list_it_began_from(window: MainWindow, qtbot: QtBot) -> None:
    def marked() -> list[str]:
        items = window.panes.rail.findChildren(RailItem)
        return [each.accessibleName().split(",")[0] for each in items if each.isChecked()]

    assert marked() == ["À traiter"]
    press(window, Qt.Key.Key_Slash)
    type_in("question")
    qtbot.waitUntil(lambda: marked() == ["Tout"])
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: marked() == ["À traiter"])
