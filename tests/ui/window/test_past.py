"""What became of a comment is a key away, and a button; the keyboard comes back to the list."""

from concurrent.futures import Future
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Author, CommentRef
from cm_desktop.domain.errors import DiskFull, NotFound
from cm_desktop.domain.queue import Queue
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import LEAST, USUAL, MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.past.author_page import AuthorPage
from cm_desktop.ui.past.history_page import HistoryPage
from tests.engine.port import FakePlatform
from tests.engine.steps import NOW, reply
from tests.ui.window.steps import CALM, GRIEVANCE, opened, press, show, texts, type_in

NOT_NOTED = "Fiche de l’auteur (F)"
NOTED = "Fiche de l’auteur (F)\u00a0: il y a une note"


def history(window: MainWindow) -> str:
    assert window.past.sheet is not None
    assert window.past.sheet.findChild(HistoryPage) is not None
    return texts(window.past.sheet)


def is_open(window: MainWindow) -> bool:
    return window.past.sheet is not None


def sheet_has(window: MainWindow, part: QWidget) -> bool:
    return window.past.sheet is not None and window.past.sheet.isAncestorOf(part)


def button(window: MainWindow, name: str) -> Button:
    return next(
        one for one in window.panes.detail.findChildren(Button) if one.isVisible() and one.accessibleName() == name
    )


def has_button(window: MainWindow, name: str) -> bool:
    return name in [one.accessibleName() for one in window.panes.detail.findChildren(Button) if one.isVisible()]


def pixels(shown: QWidget) -> QImage:
    return shown.grab().toImage()


def test_the_arrows_go_on_in_the_list_once_the_history_is_left(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    window.panes.list.focus_rows()
    press(window, Qt.Key.Key_T)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Down)
    assert opened(window) != refs[GRIEVANCE]


def test_the_history_is_opened_by_a_key_and_left_by_another(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    reply(desk, refs[GRIEVANCE], "Bonjour, nous regardons.")
    desk.acts.do(refs[GRIEVANCE], Hide(), delay=NOW).result()
    desk.send()
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_T)
    told = history(window)
    assert told.index("Commentaire écrit") < told.index("Réponse publiée") < told.index("Commentaire masqué")
    assert [prose.accessibleName() for prose in window.findChildren(Prose) if sheet_has(window, prose)] == [
        "Bonjour, nous regardons."
    ]
    press(window, Qt.Key.Key_Escape)
    assert not is_open(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.isAncestorOf(focused)


def test_its_button_says_its_key_and_opens_it_too(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    button(window, "Historique du commentaire (T)").click()
    assert "Rien n’a encore été fait à son sujet." in history(window)


def test_a_note_is_kept_as_soon_as_the_file_is_left(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    type_in("Ancien salarie")
    press(window, Qt.Key.Key_Escape)
    assert not is_open(window)
    qtbot.waitUntil(lambda: desk.past.author(refs[GRIEVANCE]).note.text == "Ancien salarie")
    qtbot.waitUntil(lambda: has_button(window, NOTED))
    button(window, NOTED).click()
    assert window.past.sheet is not None
    assert window.past.sheet.findChildren(AuthorPage)[0].note.text == "Ancien salarie"


def test_a_note_is_marked_beside_the_authors_comments_and_no_others(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    noted, other = refs[GRIEVANCE], refs[CALM]
    show(window, noted)
    without = pixels(button(window, NOT_NOTED))
    desk.past.note(desk.past.author(noted), "Ancienne salariée").result()
    qtbot.waitUntil(lambda: has_button(window, NOTED))
    assert pixels(button(window, NOTED)) != without
    show(window, other)
    assert pixels(button(window, NOT_NOTED)) == without
    desk.past.note(desk.past.author(noted), "").result()
    show(window, noted)
    assert has_button(window, NOT_NOTED)


def test_another_comment_of_the_author_is_a_button_away(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    assert window.past.sheet is not None
    page = window.past.sheet.findChildren(AuthorPage)[0]
    page.opened.emit(refs[CALM])
    assert opened(window) == refs[CALM]
    assert not is_open(window)


def test_a_note_that_cannot_be_kept_is_said_not_to_be(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: Future[None] = Future()
    failed.set_exception(DiskFull(desk.folder))
    monkeypatch.setattr(desk.past, "note", lambda _about, _text: failed)
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    type_in("x")
    with qtbot.waitSignal(window._acting.refused):
        press(window, Qt.Key.Key_Escape)


def test_an_author_whom_nobody_names_has_no_file(
    window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    ref = refs[CALM]
    platform.comments[ref.id] = replace(platform.comments[ref.id], author=Author(id="", name=""), likes=1)
    desk.sync()
    window.panes.refresh()
    show(window, ref)
    assert not button(window, "Fiche de l’auteur (F)").isEnabled()
    press(window, Qt.Key.Key_F)
    assert not is_open(window)


def test_nothing_is_told_of_a_comment_that_is_not_on_screen(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[GRIEVANCE])
    window.panes.go(Queue.OUTGOING)
    press(window, Qt.Key.Key_T)
    assert not is_open(window)


def page_of(window: MainWindow) -> AuthorPage:
    assert window.past.sheet is not None
    return window.past.sheet.findChildren(AuthorPage)[0]


def test_a_person_is_counted_and_erased_once_the_number_is_typed(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    desk.views.save(View(name=desk.inbox.row(refs[GRIEVANCE]).comment.author.name))
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    block = page_of(window).erasing
    block.ask.click()
    qtbot.waitUntil(block.erase.isVisible)
    assert "1\u00a0vue qui porte ce nom" in block._weight.text()
    assert QApplication.focusWidget() is block.field.line
    assert not block.erase.isEnabled(), "nothing is typed yet"
    type_in(str(desk.person_erasing.weigh(refs[GRIEVANCE]).comments))
    assert block.erase.isEnabled()
    block.erase.click()
    qtbot.waitUntil(lambda: not is_open(window))
    with pytest.raises(NotFound):
        desk.past.author(refs[GRIEVANCE])
    qtbot.waitUntil(lambda: opened(window) != refs[GRIEVANCE])


def is_in_sight(part: QWidget) -> bool:
    """Its whole height."""
    return part.visibleRegion().boundingRect().height() == part.height()


@pytest.mark.parametrize(("others", "size"), [(20, LEAST), (2, LEAST), (4, USUAL)])
def test_the_number_is_typed_in_sight_of_the_ways_out_however_long_the_file(
    qtbot: QtBot,
    window: MainWindow,
    desk: Desk,
    platform: FakePlatform,
    refs: dict[str, CommentRef],
    others: int,
    size: tuple[int, int],
) -> None:
    for number in range(others):
        more = platform.post(f"more{number}", "Encore une assiette froide. " * 6)
        author = platform.comments[refs[GRIEVANCE].id].author
        platform.comments[more.id] = replace(platform.comments[more.id], author=author)
    desk.sync()
    window.resize(*size)
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    block = page_of(window).erasing
    block.ask.click()
    qtbot.waitUntil(block.erase.isVisible)
    for part in (block.field.line, block.stay, block.erase):
        qtbot.waitUntil(partial(is_in_sight, part))


def test_another_number_erases_nobody_and_a_person_may_stay(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_F)
    block = page_of(window).erasing
    block.ask.click()
    qtbot.waitUntil(block.erase.isVisible)
    type_in("999")
    assert not block.erase.isEnabled()
    block.stay.click()
    assert block.ask.isVisible()
    assert not block.erase.isVisible()
    assert desk.past.author(refs[GRIEVANCE]).comments
