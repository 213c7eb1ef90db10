"""What the whole room says where there is nothing to do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.queue import Freshness
from cm_desktop.ui.frame.nothing_to_do import NothingToDo
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.wording.words import Words
from tests.ui.window.steps import texts

TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"
READ = Freshness(account=AccountId("one"), read_at=datetime(2026, 7, 1, tzinfo=UTC))
NEW = Freshness(account=AccountId("two"), read_at=None)
OUT_OF_REACH = Freshness(account=AccountId("three"), read_at=None, trouble=Trouble("Offline"))
READING, DONE = "Première lecture des pages en cours", "Tout est traité"


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[NothingToDo]:
    window = QWidget()
    qtbot.addWidget(window)
    room = NothingToDo(Words.load("fr", TRANSLATIONS), LIGHT, window)
    window.show()
    yield room
    window.close()


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([NEW], READING),
        ([READ, NEW], READING),
        ([READ], DONE),
        ([READ, OUT_OF_REACH], DONE),
    ],
)
def test_nothing_is_done_of_a_page_that_is_read_for_the_first_time(
    room: NothingToDo, pages: list[Freshness], said: str
) -> None:
    room.tell(pages)
    assert [title for title in (READING, DONE) if title in texts(room)] == [said]


def test_the_news_follow_the_reading(qtbot: QtBot, room: NothingToDo) -> None:
    room.tell([NEW])
    assert not any(button.isVisibleTo(room) for button in room.findChildren(Button))
    room.tell([READ])
    assert DONE in texts(room)
    qtbot.waitUntil(lambda: any(button.isVisibleTo(room) for button in room.findChildren(Button)))
