"""The detail is given new content in its place: its widgets stay, and what a sync brings moves neither caret nor eye."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.said import Said
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from tests.engine.port import FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, LATER, press, show, texts, type_in

TYPED = "Nous regardons cela."
LINES = "\n".join(f"ligne {number}" for number in range(80))


def made_of(window: MainWindow) -> list[QWidget]:
    """All that the detail is made of, shown or not."""
    return window.panes.detail.findChildren(QWidget)


def comment(window: MainWindow) -> Prose:
    """The comment's own text."""
    (card,) = (one for one in window.panes.detail.findChildren(CommentCard) if one.isVisible())
    return next(one for one in card.findChildren(Prose) if one.isVisible())


def arrives(qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, name: str) -> None:
    """Somebody answers in the thread on show, and the page is read."""
    assert window.panes.detail.ref is not None
    platform.post(name, f"Moi aussi, {name}", parent=window.panes.detail.ref.id)
    desk.sync()
    said = window.panes.detail.findChildren
    qtbot.waitUntil(lambda: any(one.isVisible() and name in one.accessibleName() for one in said(Prose)))


def test_going_to_another_comment_makes_no_widget_and_deletes_none(
    window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    for text in (GRIEVANCE, CALM, LATER):  # what each kind of comment needs is made once
        show(window, refs[text])
    QApplication.processEvents()
    before, prose = made_of(window), comment(window)
    for text in (CALM, GRIEVANCE, LATER):
        show(window, refs[text])
        QApplication.processEvents()
        assert comment(window) is prose
        assert comment(window).accessibleName() == text
    assert made_of(window) == before


def test_why_a_comment_is_here_is_said_only_of_one_that_is_for_a_reason(
    window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    (card,) = window.panes.detail.findChildren(WhyCard)
    show(window, refs[CALM])
    assert not card.isVisible()
    show(window, refs[GRIEVANCE])
    assert card.isVisible()


def test_a_sync_leaves_the_caret_and_what_is_selected_where_they_are(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    press(window, Qt.Key.Key_R)
    type_in(TYPED)
    field = window.panes.detail.box.field
    window.panes.detail.box.save()
    field.select(4, 11)
    arrives(qtbot, window, desk, platform, "première")
    caret = field.textCursor()
    assert (caret.selectionStart(), caret.selectionEnd()) == (4, 11)
    assert field.hasFocus()
    assert window.panes.detail.box.text == TYPED


def test_a_sync_leaves_what_is_selected_of_the_comment(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    prose = comment(window)
    middle = prose.height() // 2
    QTest.mousePress(prose, Qt.MouseButton.LeftButton, pos=QPoint(0, middle))
    QTest.mouseMove(prose, QPoint(prose.width() - 1, middle))
    assert prose.selected == GRIEVANCE
    arrives(qtbot, window, desk, platform, "première")
    assert comment(window) is prose
    assert prose.selected == GRIEVANCE
    assert prose.hasFocus()


def test_a_sync_leaves_the_keyboard_on_a_button_and_the_eye_where_it_reads(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    long = platform.post("long", f"{GRIEVANCE}\n{LINES}")
    desk.sync()
    window.panes.refresh()
    show(window, long)
    arrives(qtbot, window, desk, platform, "première")
    QApplication.processEvents()
    more = next(b for b in window.panes.detail.findChildren(Button) if b.isVisible() and b.label == "Détail")
    more.setFocus()
    bar = window.panes.detail._body.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place
    arrives(qtbot, window, desk, platform, "deuxième")
    assert more.hasFocus()
    assert bar.value() == place


def test_another_comment_is_read_from_its_beginning(
    window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    long = platform.post("long", LINES)
    desk.sync()
    window.panes.refresh()
    show(window, long)
    QApplication.processEvents()
    bar = window.panes.detail._body.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value()
    show(window, refs[GRIEVANCE])
    assert bar.value() == 0


def test_a_thread_that_is_shorter_shows_nothing_of_the_longer_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    arrives(qtbot, window, desk, platform, "première")
    assert "Dans le même fil" in texts(window)
    show(window, refs[CALM])
    assert "Dans le même fil" not in texts(window)
    shown = [one.accessibleName() for one in window.panes.detail.findChildren(Prose) if one.isVisible()]
    assert shown[-1] == CALM


def answers(window: MainWindow) -> int:
    """How many comments are on show around the one that is open."""
    return sum(one.isVisible() for one in window.panes.detail.findChildren(Said)) - 1  # the post


def test_of_a_long_thread_what_nobody_can_see_yet_comes_behind_the_first_paint(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    for number in range(40):
        platform.post(f"a{number}", "Moi aussi", parent=refs[GRIEVANCE].id)
    desk.sync()
    show(window, refs[CALM])
    window.panes.refresh()
    show(window, refs[GRIEVANCE])
    assert answers(window) == 12
    qtbot.waitUntil(lambda: answers(window) == 40)
    window.panes.detail.refresh()  # whoever reads further down reads on
    assert answers(window) == 40
    show(window, refs[CALM])
    QApplication.processEvents()
    assert answers(window) == 0
