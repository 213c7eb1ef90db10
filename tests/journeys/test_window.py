"""A morning at the window: real databases, the practice platform over real sockets, the keyboard. Nothing is faked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import enrol
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.errors import WorkspaceBusy
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Queue
from cm_desktop.practice import Act, Calls, Effect, PracticePlatform
from tests.journeys.conftest import done
from tests.journeys.person import CTRL, Person

pytestmark = pytest.mark.e2e

UNSEEN = Path(__file__).parents[1] / "fixtures" / "unseen_history.json"


@pytest.fixture(params=[None, UNSEEN], ids=["shipped", "unseen"])
def practice(request: pytest.FixtureRequest) -> Iterator[PracticePlatform]:
    """The shipped history, then one whose texts no rule was written for."""
    with PracticePlatform.start(request.param) as platform:
        yield platform


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, practice: PracticePlatform) -> Iterator[Person]:
    person = Person(qtbot, tmp_path / "workspace", KeyringVault.in_memory())
    enrol(person.desk, practice)
    person.sit_down()
    yield person
    person.leave()


def test_read_hide_undo_hide_reply_offline_back_sent(person: Person, practice: PracticePlatform) -> None:
    person.wait(lambda: person.listed() >= 4)
    person.wait(person.everything_is_read)
    todo = person.counts(Queue.TODO)

    hidden = person.hide()
    assert person.counts(Queue.TODO) == todo - 1
    assert person.open_comment() != hidden
    person.wait(person.window.panes.toast.isVisible)
    person.press(Qt.Key.Key_U)
    person.wait(lambda: person.counts(Queue.TODO) == todo)
    assert person.states() == [State.CANCELLED]

    person.wait(lambda: person.open_comment() == hidden)
    practice.go_offline()
    assert person.hide() == hidden
    answered = person.reply("Bonjour, merci de nous l'avoir dit. H U A E")
    person.wait(lambda: person.counts(Queue.OUTGOING) == 2)
    person.wait(person.window.panes.bars.offline.isVisible)
    assert done(practice) == []

    practice.come_back()
    person.wait(person.nothing_waits)
    assert done(practice) == sorted([(Act.HIDE, hidden.id), (Act.REPLY, answered.id)])
    (text,) = [record.text for record in practice.log if record.act is Act.REPLY]
    assert text == "Bonjour, merci de nous l'avoir dit. H U A E"
    person.wait(lambda: person.counts(Queue.HIDDEN) == 1)
    person.wait(lambda: not person.window.panes.bars.offline.isVisible())


def test_a_reply_without_proof_is_shown_as_uncertain_and_sent_once(person: Person, practice: PracticePlatform) -> None:
    person.wait(lambda: person.listed() >= 4)
    practice.faults.plan_error(2, calls=Calls.WRITES, effect=Effect.NOW)
    person.reply("Bonjour.")
    person.wait(lambda: person.states() == [State.UNCERTAIN])
    person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_4)
    person.wait(person.window.panes.beside.waiting.isVisible)
    assert [act for act, _ in done(practice)] == [Act.REPLY]


def test_a_request_and_a_filed_comment_reach_nobody(person: Person, practice: PracticePlatform) -> None:
    person.wait(lambda: person.listed() >= 4)
    person.wait(person.everything_is_read)
    todo = person.counts(Queue.TODO)
    person.press(Qt.Key.Key_E)
    person.write("Bonjour, nous regardons.")
    person.press(Qt.Key.Key_Return, CTRL)
    person.wait(lambda: person.counts(Queue.VALIDATION) == 1)
    person.press(Qt.Key.Key_A)
    person.wait(lambda: person.counts(Queue.TODO) == todo - 2)
    assert done(practice) == []


def test_a_second_window_on_the_workspace_is_refused(person: Person, qtbot: QtBot) -> None:
    person.desk.claim()
    other = Person(qtbot, person.desk.folder, KeyringVault.in_memory())
    with pytest.raises(WorkspaceBusy):
        other.desk.claim()
    other.desk.close()
