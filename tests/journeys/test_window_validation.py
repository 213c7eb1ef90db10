"""Two people, two computers, one folder, no server: asked in one window, answered in the other, offline in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.bootstrap import enrol
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Queue
from cm_desktop.practice import Act, PracticePlatform
from cm_desktop.ui.frame.rooms import Room
from tests.journeys.conftest import done
from tests.journeys.person import CTRL, Person

pytestmark = pytest.mark.e2e


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Partage"
    made.mkdir()
    return made


@pytest.fixture
def moderator(qtbot: QtBot, tmp_path: Path, practice: PracticePlatform) -> Iterator[Person]:
    person = Person(qtbot, tmp_path / "moderator", KeyringVault.in_memory())
    enrol(person.desk, practice)
    yield person
    person.leave()


@pytest.fixture
def supervisor(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    person = Person(qtbot, tmp_path / "supervisor", KeyringVault.in_memory())
    yield person
    person.leave()


@pytest.fixture
def pair(moderator: Person, supervisor: Person, folder: Path) -> tuple[Person, Person]:
    """Léa moderates, Claire validates; both are at their windows."""
    here, there = supervisor.desk.supervision.teams, moderator.desk.supervision.teams
    team = here.found("Lumen", (), folder, "Claire Aubry").id
    invited = here.invite(team)
    there.join(invited.file, invited.code, "Léa Morel", folder)
    here.scan()
    (asking,) = here.one(team).asking
    here.welcome(team, asking.key, Role.MODERATOR)
    here.scan()
    there.scan()
    there.work_for(team, [client.id for client in moderator.desk.inbox.clients()])
    supervisor.sit_down()
    moderator.sit_down()
    moderator.wait(lambda: moderator.listed() >= 4)
    moderator.wait(moderator.everything_is_read)
    return moderator, supervisor


def turn_to(person: Person) -> None:
    """They go to their own computer, and look again."""
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.window.panes.list.focus_rows()
    person.press(Qt.Key.Key_F5)


def ask(moderator: Person, text: str) -> None:
    turn_to(moderator)
    moderator.press(Qt.Key.Key_R)
    moderator.write(text)
    moderator.press(Qt.Key.Key_Escape)
    moderator.press(Qt.Key.Key_E)
    moderator.press(Qt.Key.Key_Return, CTRL)
    moderator.wait(lambda: moderator.counts(Queue.VALIDATION) == 1)


def open_validation(supervisor: Person) -> None:
    turn_to(supervisor)
    supervisor.wait(lambda: len(supervisor.desk.supervision.waiting()) == 1)
    supervisor.press(Qt.Key.Key_0)
    supervisor.wait(lambda: supervisor.window.panes.room is Room.VALIDATION)
    supervisor.wait(supervisor.window.panes.validation.foot.approve.isVisible)


def replies(practice: PracticePlatform) -> list[Act | None]:
    return [act for act, _ in done(practice)]


def test_what_is_asked_offline_and_approved_offline_is_published_as_it_was_approved(
    pair: tuple[Person, Person], practice: PracticePlatform, folder: Path
) -> None:
    moderator, supervisor = pair
    away = folder.rename(folder.with_name("elsewhere"))
    ask(moderator, "Bonjour, nous regardons.")
    assert supervisor.desk.supervision.waiting() == ()
    away.rename(folder)
    turn_to(moderator)
    open_validation(supervisor)
    assert supervisor.reads("Bonjour, nous regardons.")
    folder.rename(away)
    supervisor.press(Qt.Key.Key_V)
    supervisor.wait(lambda: supervisor.desk.supervision.waiting() == ())
    assert replies(practice) == []
    away.rename(folder)
    turn_to(supervisor)
    turn_to(moderator)
    moderator.wait(lambda: replies(practice) == [Act.REPLY])
    moderator.wait(lambda: moderator.counts(Queue.VALIDATION) == 0)
    assert [one.text for one in practice.log if one.act is Act.REPLY] == ["Bonjour, nous regardons."]


def test_a_corrected_text_is_the_one_that_is_published(pair: tuple[Person, Person], practice: PracticePlatform) -> None:
    moderator, supervisor = pair
    ask(moderator, "Bonjour, nous regardons.")
    open_validation(supervisor)
    supervisor.press(Qt.Key.Key_C)
    supervisor.write(" Merci.")
    supervisor.press(Qt.Key.Key_Return, CTRL)
    supervisor.wait(lambda: supervisor.desk.supervision.waiting() == ())
    turn_to(moderator)
    moderator.wait(lambda: replies(practice) == [Act.REPLY])
    assert [one.text for one in practice.log if one.act is Act.REPLY] == ["Bonjour, nous regardons. Merci."]


def test_a_refusal_comes_back_with_its_reason_and_nothing_is_published(
    pair: tuple[Person, Person], practice: PracticePlatform
) -> None:
    moderator, supervisor = pair
    todo = moderator.counts(Queue.TODO)
    asked = moderator.open_comment()
    ask(moderator, "Bonjour, nous regardons.")
    open_validation(supervisor)
    supervisor.press(Qt.Key.Key_X)
    supervisor.write("Trop froid.")
    supervisor.press(Qt.Key.Key_Return, CTRL)
    supervisor.wait(lambda: supervisor.desk.supervision.waiting() == ())
    turn_to(moderator)
    moderator.wait(lambda: moderator.counts(Queue.TODO) == todo)
    moderator.window.panes.list.open(asked)
    moderator.wait(lambda: moderator.reads("Claire Aubry"))
    assert moderator.window.panes.detail.ref == asked
    assert State.QUEUED not in moderator.states()
    assert replies(practice) == []
