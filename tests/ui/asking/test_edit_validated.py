"""A reply of ours where the client wants replies validated: its edit is refused in words that lead on, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy, with_ways_around
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.queue import Queue
from cm_desktop.settings import resources
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words
from tests.engine.port import ACCOUNT, ACTS, CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.ui.window.steps import CTRL, press, texts, type_in

SAID = "Bonjour, nous regardons."
REPLIES = Policy(demands=(Demand(level=Level.SIGNED, acts=with_ways_around({ActionKind.REPLY})),))


@pytest.fixture
def moderator(tmp_path: Path) -> Iterator[Person]:
    """Who replied under a comment before their client wanted replies validated."""
    clock = FakeClock()
    caps = Capabilities(acts={**ACTS, ActionKind.EDIT: Repeat.STATE}, reply_limit=TextLimit(refuse=60, warn=40))
    people = People(tmp_path, clock, FakePlatform(clock, caps=caps))
    person = people.moderator()
    people.founded(person)
    people.platform.post("c1", "Quel escroc !")
    people.platform.post("own", SAID, parent="c1", by_page=True)
    person.desk.sync()
    person.desk.supervision.teams.set_policy(CLIENT.id, REPLIES)
    yield person
    person.desk.close()


def test_an_edit_of_a_reply_that_wants_validation_is_refused_with_what_to_do_instead(
    qtbot: QtBot, dressed: QApplication, words: Words, moderator: Person
) -> None:
    window = MainWindow(moderator.desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.panes.go(Queue.DONE)
    window.panes.list.open(CommentRef(ACCOUNT.id, RemoteId("c1")))
    press(window, Qt.Key.Key_M)
    type_in(" Merci.")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Faites valider une nouvelle réponse" in texts(window))
    assert moderator.rows() == ()
    assert window.panes.detail.box.text == f"{SAID} Merci."
    window.close()
    window.deleteLater()
