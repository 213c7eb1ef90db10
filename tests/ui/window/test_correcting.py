"""What a moderator says of the rules in front of a comment: mistaken, missed, taken back; titles that come later."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.rules import RuleState
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.engine.packs import OWN, FakeLibrary
from tests.engine.port import CLIENT, FakeClock
from tests.ui.window.conftest import TRANSLATIONS
from tests.ui.window.steps import CALM, GRIEVANCE, press, show, texts, type_in


def choices(window: MainWindow, qtbot: QtBot) -> dict[str, QAction]:
    """What the menu of *Repérage erroné…* offers, by name."""
    wrong = next(b for b in window.findChildren(Button) if b.label == "Repérage erroné…" and b.isVisible())
    wrong.click()
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in window.findChildren(QMenu)))
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.isVisible())
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def choose(window: MainWindow, qtbot: QtBot, place: int) -> None:
    list(choices(window, qtbot).values())[place].trigger()
    for menu in window.findChildren(QMenu):
        menu.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def spotted(desk: Desk, ref: CommentRef) -> bool:
    return bool(desk.inbox.detail(ref).row.verdict.hits)


@pytest.mark.parametrize(("place", "whose"), [(0, str(CLIENT.id)), (1, "")])
def test_a_passage_that_is_wrongly_spotted_is_so_no_more(
    qtbot: QtBot,
    window: MainWindow,
    desk: Desk,
    library: FakeLibrary,
    refs: dict[str, CommentRef],
    place: int,
    whose: str,
) -> None:
    ref = refs[GRIEVANCE]
    show(window, ref)
    choose(window, qtbot, place)
    qtbot.waitUntil(window.panes.toast.isVisible)
    assert not spotted(desk, ref)
    assert "n’est plus repéré" in texts(window)
    qtbot.waitUntil(lambda: "Pourquoi ce commentaire remonte" not in texts(window))
    assert [line.rpartition("| ")[2] for text in library.files.values() for line in text.splitlines()] == [whose]


def test_the_menu_names_the_passage_and_the_client(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    here, everywhere = choices(window, qtbot)
    assert "escroc" in here
    assert CLIENT.name in here
    assert "aucun client" in everywhere


def test_a_correction_is_taken_back_by_the_key_of_undoing(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    ref = refs[GRIEVANCE]
    show(window, ref)
    choose(window, qtbot, 0)
    qtbot.waitUntil(lambda: not spotted(desk, ref) and window.panes.toast.isVisible())
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: spotted(desk, ref))
    qtbot.waitUntil(lambda: "les règles sont comme avant" in texts(window))


def test_what_was_done_last_is_undone_first(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FakeClock, refs: dict[str, CommentRef]
) -> None:
    ref = refs[GRIEVANCE]
    show(window, refs[CALM])
    press(window, Qt.Key.Key_H)
    clock.pass_(seconds=1)
    show(window, ref)
    choose(window, qtbot, 0)
    qtbot.waitUntil(lambda: not spotted(desk, ref) and "n’est plus repéré" in texts(window))
    press(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: spotted(desk, ref))
    assert desk.inbox.waiting() != ()
    press(window, Qt.Key.Key_U)
    assert desk.inbox.waiting() == ()


def test_a_missed_expression_becomes_a_rule_on_trial_by_keyboard(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_X)
    type_in("pour tout")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "est repéré à l’essai" in texts(window))
    written = "".join(library.files.values())
    assert f"pour tout | {RuleState.TRIAL}" in written


def test_a_missed_expression_is_what_was_selected(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    (prose,) = (p for p in window.findChildren(Prose) if p.isVisible() and p.accessibleName() == CALM)
    middle = prose.height() // 2
    QTest.mousePress(prose, Qt.MouseButton.LeftButton, pos=QPoint(0, middle))
    QTest.mouseMove(prose, QPoint(prose.width() - 1, middle))
    QTest.mouseRelease(prose, Qt.MouseButton.LeftButton, pos=QPoint(prose.width() - 1, middle))
    assert prose.selected == CALM
    press(window, Qt.Key.Key_X)
    missed = window.panes.detail.foot.missed
    assert missed.isVisible()
    assert missed.expression == CALM


def test_escape_leaves_the_rules_alone(window: MainWindow, library: FakeLibrary, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    press(window, Qt.Key.Key_X)
    type_in("pour tout")
    press(window, Qt.Key.Key_Escape)
    assert not window.panes.detail.foot.missed.isVisible()
    assert OWN not in library.files


@pytest.fixture
def unread(desk: Desk, fittings: Fittings, library: FakeLibrary) -> Iterator[Desk]:
    """The same workspace opened again, its rules still being read."""
    desk.close()
    library.held.clear()
    made = Desk(desk.folder, fittings)
    yield made
    library.held.set()
    made.close()


def test_until_the_rules_are_read_the_card_names_the_category(
    qtbot: QtBot, dressed: QApplication, unread: Desk, library: FakeLibrary, refs: dict[str, CommentRef], words: Words
) -> None:
    window = MainWindow(unread, Look(words=words, scheme=Scheme.LIGHT), TRANSLATIONS)
    qtbot.addWidget(window)
    window.show()
    show(window, refs[GRIEVANCE])
    assert "Fraude · p" in texts(window)
    library.held.set()
    qtbot.waitUntil(lambda: "fraude · p" in texts(window))
