"""What stands one below the other begins in one line, and what belongs together stands as near, whatever is beside it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Capabilities, Hide, Repeat, TextLimit
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.client_band import INSET as BAND_INSET
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.notice import Notice
from cm_desktop.ui.detail.own_reply import OwnReplyButtons
from cm_desktop.ui.detail.said import Said
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.passages.long_text import LongText
from tests.engine.port import ACTS, FakeClock, FakePlatform
from tests.ui.window.steps import GRIEVANCE, show, type_in


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    caps = Capabilities(acts={**ACTS, ActionKind.EDIT: Repeat.STATE}, reply_limit=TextLimit(refuse=20))
    return FakePlatform(clock, caps=caps)


def left(part: QWidget, window: MainWindow) -> int:
    return part.mapTo(window, QPoint(part.contentsRect().left(), 0)).x()


def test_the_words_of_cards_one_below_the_other_begin_in_one_line(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    desk.acts.do(refs[GRIEVANCE], Hide()).result()
    window.panes.go(Queue.ALL)
    show(window, refs[GRIEVANCE])
    detail = window.panes.detail
    qtbot.waitUntil(lambda: bool(detail.findChildren(Notice)))
    cards = [detail.findChildren(kind)[0] for kind in (CommentCard, Notice, WhyCard)]
    begins = {min(left(part, window) for part in card.findChildren(QWidget) if part.isVisible()) for card in cards}
    assert len(begins) == 1


def test_what_is_said_in_the_reply_box_begins_where_its_text_does(
    window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    box = window.panes.detail.box
    box.field.setFocus()
    type_in("Bonjour, nous regardons [heure]")
    text = box.field.viewport().mapTo(window, QPoint(0, 0)).x() + round(box.field.document().documentMargin())
    assert box.told.isVisible()
    assert box.length.isVisible()
    assert {left(box.told, window), left(box.length, window), left(box.band, window) + BAND_INSET} == {text}


def test_a_reply_of_ours_stands_as_near_to_its_name_as_any_other(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, refs: dict[str, CommentRef]
) -> None:
    platform.post("own", "Bonjour.", parent=refs[GRIEVANCE].id, by_page=True)
    platform.post("other", "Moi aussi.", parent=refs[GRIEVANCE].id)
    desk.sync()
    window.panes.go(Queue.ALL)
    show(window, refs[GRIEVANCE])
    body = window.panes.detail
    qtbot.waitUntil(lambda: any(part.isVisible() for part in body.findChildren(OwnReplyButtons)))
    distances = {part._moment.text(): _distance(part) for part in body.findChildren(Said) if part.isVisible()}
    assert len(distances) >= 2
    assert max(distances.values()) - min(distances.values()) <= 2


def _distance(said: Said) -> int:
    """From the middle of the name to the top of the text."""
    text = said.findChildren(LongText)[0]
    name = said._name.mapTo(said, said._name.rect().center())
    return text.mapTo(said, QPoint(0, 0)).y() - name.y()
