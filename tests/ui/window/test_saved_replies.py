"""A saved reply is chosen by typing, filled in, and nothing leaves while a blank stands in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.reply_box import ReplyBox
from cm_desktop.ui.detail.reply_text import ReplyText
from cm_desktop.ui.frame.main_window import LEAST, USUAL, MainWindow
from cm_desktop.ui.keys import Command
from cm_desktop.ui.replying.saved_form import SavedForm
from cm_desktop.ui.replying.saved_list import SavedList
from cm_desktop.ui.sheet.sheet import Sheet
from tests.engine.port import CLIENT, FakePlatform
from tests.ui.window.steps import CTRL, GRIEVANCE, LATER, opened, press, show, texts, type_in

HOURS = "Bonjour, nous ouvrons de [heure] à [heure]."


@pytest.fixture
def box(window: MainWindow, desk: Desk) -> ReplyBox:
    """The reply box, the keyboard in it; two replies are kept."""
    for name, text in (("Horaires", HOURS), ("Merci", "Merci de la part de {client}.")):
        desk.replies.save(SavedReply(id=SavedReplyId(""), name=name, text=text))
    window.panes.detail.refresh()
    press(window, Qt.Key.Key_R)
    return window.panes.detail.box


def listed(window: MainWindow) -> list[str]:
    return [
        one.rows.item(place).text()
        for one in window.findChildren(SavedList)
        if one.isVisible()
        for place in range(one.rows.count())
    ]


def selected(box: ReplyBox) -> str:
    return box.field.textCursor().selectedText()


def test_a_reply_is_found_by_typing_and_enter_puts_it_in(window: MainWindow, box: ReplyBox) -> None:
    type_in("/")
    assert {"Horaires", "Merci"} <= set(listed(window))
    type_in("mer")
    assert listed(window)[0] == "Merci"  # by its name; then those that say it
    assert "Horaires" not in listed(window)
    press(window, Qt.Key.Key_Return)
    assert box.text == f"Merci de la part de {CLIENT.name}."
    assert listed(window) == []


def test_a_lone_sign_is_kept_as_no_draft(window: MainWindow, desk: Desk, box: ReplyBox) -> None:
    assert box.ref is not None
    for typed, kept in (("/", ""), ("/m", "/m")):
        box.field.clear()
        type_in(typed)
        box.save()
        assert box.text == typed
        assert desk.inbox.detail(box.ref).draft == kept


def test_the_list_stays_whole_in_the_window_whatever_size_that_takes(
    qtbot: QtBot, window: MainWindow, box: ReplyBox
) -> None:
    type_in("/")
    (shown,) = [one for one in window.findChildren(SavedList) if one.isVisible()]

    def is_whole() -> bool:
        """Under the caret, or above who speaks, which stays in sight."""
        head, caret = (
            box.mapTo(window, QPoint(0, 0)).y(),
            box.field.mapTo(window, box.field.cursorRect().bottomLeft()).y(),
        )
        room = shown.geometry()
        aside = room.bottom() < head or room.top() > caret
        return aside and window.rect().contains(room) and room.height() == shown.sizeHint().height()

    for size in (USUAL, LEAST):
        window.resize(*size)
        qtbot.waitUntil(is_whole)


def test_the_keys_of_the_list_are_not_those_of_the_window(window: MainWindow, box: ReplyBox) -> None:
    before = opened(window)
    type_in("/")
    names = listed(window)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Up)
    (shown,) = [one for one in window.findChildren(SavedList) if one.isVisible()]
    assert names[shown.place] == names[1]
    press(window, Qt.Key.Key_Escape)
    assert (listed(window), box.text, box.field.hasFocus(), opened(window)) == ([], "", True, before)


def test_a_slash_further_on_is_a_slash_and_a_key_opens_the_list_there(window: MainWindow, box: ReplyBox) -> None:
    type_in("Demain et/ou ")
    assert listed(window) == []
    press(window, Qt.Key.Key_Space, CTRL)
    type_in("merc")
    press(window, Qt.Key.Key_Tab)
    assert box.text.startswith("Demain et/ou Merci de la part de ")


def test_the_same_key_leads_from_the_rows_to_the_list(window: MainWindow, box: ReplyBox) -> None:
    window.panes.list.focus_rows()
    press(window, Qt.Key.Key_Space, CTRL)
    assert box.field.hasFocus()
    assert listed(window)


def test_a_text_that_is_a_search_does_not_leave(window: MainWindow, box: ReplyBox, desk: Desk) -> None:
    type_in("/zzz")
    assert "Aucune réponse enregistrée" in texts(window)
    press(window, Qt.Key.Key_Return, CTRL)
    assert desk.inbox.row(opened(window)).pending == ()


def test_a_blank_has_the_caret_and_tab_goes_to_the_next_one_then_on(window: MainWindow, box: ReplyBox) -> None:
    type_in("/hor")
    press(window, Qt.Key.Key_Return)
    assert (box.text, selected(box), box.field.textCursor().selectionStart()) == (HOURS, "[heure]", HOURS.index("["))
    type_in("9 h")
    press(window, Qt.Key.Key_Tab)
    assert (selected(box), box.field.textCursor().selectionEnd()) == ("[heure]", len(box.text) - 1)
    type_in("18 h")
    assert box.text == "Bonjour, nous ouvrons de 9 h à 18 h."
    press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not box.field


@pytest.mark.parametrize("key", ["publish", "ask"])
def test_a_blank_keeps_a_reply_from_leaving_and_from_being_asked_for(
    window: MainWindow, box: ReplyBox, desk: Desk, key: str
) -> None:
    ref = opened(window)
    type_in("Ouvert de [heure], venez ")
    if key == "publish":
        press(window, Qt.Key.Key_Return, CTRL)
    else:
        window.panes.detail.handling.choose(Move.ESCALATE)
    assert "Remplissez d’abord" in texts(window)
    assert selected(box) == "[heure]"
    assert desk.inbox.row(ref).pending == ()
    type_in("18 h")
    press(window, Qt.Key.Key_Return, CTRL)
    assert [entry.action.kind for entry in desk.inbox.row(ref).pending] == ["reply"]


def test_what_was_typed_is_kept_as_a_reply_for_everybody(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, desk: Desk
) -> None:
    type_in("Merci, nous regardons.")
    window.panes.detail.bar.keeping.emit()
    form = window.panes.detail.foot.form
    assert form.findChildren(QPlainTextEdit)[0].toPlainText() == "Merci, nous regardons."
    type_in("On regarde")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "On regarde" in [one.name for one in desk.replies.every(())])
    assert not form.isVisible()


def test_a_saved_reply_is_changed_and_taken_away_from_the_list(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, desk: Desk
) -> None:
    type_in("/merci")
    press(window, Qt.Key.Key_F2)
    form: SavedForm = window.panes.detail.foot.form
    assert form.isVisible()
    (name,) = form.findChildren(QLineEdit)
    name.setText("Mille mercis")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mille mercis" in [one.name for one in desk.replies.every(())])
    assert "Merci" not in [one.name for one in desk.replies.every(())]
    form.dropped.emit(next(one for one in desk.replies.every(()) if one.name == "Mille mercis"))
    qtbot.waitUntil(lambda: "Mille mercis" not in [one.name for one in desk.replies.every(())])


def test_chips_stand_above_an_empty_box_and_put_their_reply_in(window: MainWindow, box: ReplyBox) -> None:
    row = window.panes.detail.foot.saved
    assert row.isVisible()
    assert row.names
    chip = next(one for one in row._chips if one.text() == row.names[0])
    chip.click()
    assert box.text
    assert not row.isVisible()


def test_a_sync_moves_neither_the_caret_nor_what_is_typed(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    type_in("Bonjour, nous regardons")
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Bonjour, nous regardons")
    cursor = box.field.textCursor()
    cursor.setPosition(7)
    box.field.setTextCursor(cursor)
    platform.post("c9", "Encore un", parent=refs[GRIEVANCE].id)
    desk.sync()
    qtbot.waitUntil(lambda: (shown := window.panes.detail.detail) is not None and len(shown.thread) == 2)
    assert (box.text, box.field.textCursor().position()) == ("Bonjour, nous regardons", 7)
    assert box.field.hasFocus()


def test_a_draft_says_when_it_was_kept(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, refs: dict[str, CommentRef]
) -> None:
    type_in("Bonjour")
    qtbot.waitUntil(lambda: "Brouillon enregistré à " in texts(window))
    show(window, refs[LATER])
    assert box.text == ""
    show(window, refs[GRIEVANCE])
    assert box.text == "Bonjour"


def test_a_reply_and_a_hide_leave_together_and_are_undone_together(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    type_in("Merci de rester corrects.")
    press(window, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    kinds = [entry.action.kind for entry in desk.inbox.row(refs[GRIEVANCE]).pending]
    assert kinds == ["reply", "hide"]
    qtbot.waitUntil(window.panes.toast.isVisible)
    assert "Réponse et masquage dans" in texts(window.panes.toast)
    window.panes.act(Command.UNDO)
    qtbot.waitUntil(lambda: desk.inbox.row(refs[GRIEVANCE]).pending == ())
    qtbot.waitUntil(lambda: desk.inbox.detail(refs[GRIEVANCE]).draft == "Merci de rester corrects.")


def test_the_form_of_a_request_does_not_go_with_a_blank_in_it(
    qtbot: QtBot, window: MainWindow, box: ReplyBox, desk: Desk
) -> None:
    ref = opened(window)
    type_in("Bonjour")
    window.panes.detail.handling.choose(Move.ESCALATE)
    (sheet,) = window.findChildren(Sheet)
    qtbot.waitUntil(lambda: sheet.isVisible() and isinstance(QApplication.focusWidget(), ReplyText))
    type_in(" [heure] ")
    sheet.go.click()
    assert "entre crochets" in texts(sheet)
    assert desk.inbox.row(ref).pending == ()
