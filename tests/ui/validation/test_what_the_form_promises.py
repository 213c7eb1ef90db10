"""The form that asks for an approval promises what will be: by whose hand it is done, and how surely it has to be answered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind, Repeat
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.segments import Segment
from cm_desktop.ui.sheet.choices import Card
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_ways_around import OF_FRAUD, said_mistaken
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts

REPLIES = Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),))


def form(qtbot: QtBot, window: MainWindow, comment: CommentRef, act: str) -> AskPage:
    """The form, with this act chosen."""
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    press(window, Qt.Key.Key_E)
    (page,) = window.findChildren(AskPage)
    choose(page, act)
    return page


def choose(page: AskPage, act: str) -> None:
    next(one for one in page.findChildren(Segment) if one.text() == act).click()


@pytest.mark.parametrize(
    ("act", "by_hand", "told"),
    [
        ("Répondre", False, "partira de lui-même"),
        ("Répondre", True, "ce sera à vous de le faire sur la page"),
        ("Masquer", True, "partira de lui-même"),
        ("Aucun", False, "le commentaire reste tel quel"),
    ],
)
def test_only_what_the_program_does_is_said_to_leave_by_itself(
    qtbot: QtBot,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    sit_anywhere: Sit,
    act: str,
    by_hand: bool,
    told: str,
) -> None:
    if by_hand:
        platform.caps = replace(platform.caps, acts={**platform.caps.acts, ActionKind.REPLY: Repeat.BY_HAND})
    said = texts(form(qtbot, sit_anywhere(two[0]), comment, act))
    promises = ("partira de lui-même", "ce sera à vous de le faire sur la page", "le commentaire reste tel quel")
    assert [promise for promise in promises if promise in said] == [told]


@pytest.mark.parametrize("mistaken", [True, False])
def test_the_form_offers_no_level_that_the_request_will_not_have(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit, mistaken: bool
) -> None:
    """What the moderator says to be found by mistake is validated all the same."""
    moderator, _supervisor = two
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    if mistaken:
        said_mistaken(moderator, comment)
    page = form(qtbot, sit_anywhere(moderator), comment, "Répondre")
    assert page.request().terms.level is Level.SIGNED
    assert "Le client exige une signature" in texts(page)


def test_where_a_signature_is_wanted_that_nobody_can_give_yet_the_form_says_whom_to_invite(
    qtbot: QtBot, people: People, platform: FakePlatform, sit_anywhere: Sit
) -> None:
    """A team is founded, its rules are said, then somebody is invited."""
    owner = people.moderator()
    people.founded(owner)
    owner.desk.supervision.teams.set_policy(CLIENT.id, REPLIES)
    ref = platform.post("c1", "Quel escroc !")
    owner.desk.sync()
    page = form(qtbot, sit_anywhere(owner), ref, "Répondre")
    assert page.request().terms.level is Level.SIGNED
    assert "inviter quelqu’un qui valide" in texts(page)
    choose(page, "Masquer")
    assert page.request().terms.level is Level.DECLARED, "the level goes with the act"
    assert "inviter quelqu’un" not in texts(page)
    choose(page, "Répondre")
    assert page.request().terms.level is Level.SIGNED


def test_a_client_that_its_owner_took_from_the_team_wants_nothing_of_it(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, _supervisor = two
    teams = moderator.desk.supervision.teams
    teams.set_policy(CLIENT.id, REPLIES)
    teams.work_for(moderator.team, [])
    page = form(qtbot, sit_anywhere(moderator), comment, "Répondre")
    assert page.request().terms.level is Level.DECLARED
    assert "exige une signature" not in texts(page)


def test_what_is_declared_is_not_said_to_reach_nobody_where_somebody_validates(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, supervisor = two
    window = sit_anywhere(moderator)
    page = form(qtbot, window, comment, "Répondre")
    next(one for one in page.findChildren(Card) if one.choice.title == "Déclaré").click()
    assert page.go == "Envoyer la demande"
    assert "Qui valide la voit aussi dans CM Desktop" in texts(page)
    assert "n’arrive à personne d’elle-même" not in texts(page)
    case = moderator.ask(comment, terms=page.request().terms)
    supervisor.scan()
    (waiting,) = supervisor.desk.supervision.waiting()
    assert (waiting.case.id, waiting.case.level, waiting.cannot_answer) == (case, Level.DECLARED, "")
