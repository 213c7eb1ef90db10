"""Who asks is named wherever a case is shown; how surely an act has to be decided goes with the act."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.controls.segments import Segment
from cm_desktop.ui.sheet.choices import Card
from cm_desktop.ui.validation.case_item import CaseItem
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_named import name
from tests.ui.validation.conftest import Sit
from tests.ui.window.steps import press, texts

HIDING_IS_SIGNED = Policy(
    demands=(
        Demand(level=Level.DECLARED, acts=frozenset({ActionKind.REPLY})),
        Demand(level=Level.SIGNED, acts=frozenset({ActionKind.HIDE})),
    )
)


def test_the_list_and_the_case_name_who_asks(two: tuple[Person, Person], comment: CommentRef, sit: Sit) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    window = sit(supervisor)
    (item,) = window.findChildren(CaseItem)
    assert "demandé par Camille" in item.accessibleName()
    assert "Camille" in texts(window.panes.validation.body)
    assert "Camille" in texts(window.panes.validation.foot)


def test_who_was_never_asked_for_a_name_asks_for_the_client(people: People, platform: FakePlatform) -> None:
    alone = people.moderator()
    ref = platform.post("c1", "Quel escroc !")
    alone.desk.sync()
    case = alone.ask(ref)
    page = alone.desk.supervision.page(case).decode()
    whose = f"la modération de {CLIENT.name}"
    assert f"Demandé par \u2068{whose}\u2069" in page
    assert whose in alone.desk.supervision.fiche(case).decode()


def test_a_correction_that_is_not_enough_by_now_begins_with_its_text(
    qtbot: QtBot, people: People, two: tuple[Person, Person], comment: CommentRef, sit: Sit
) -> None:
    moderator, supervisor = two
    paul = people.comes("Paul")
    people.joins(paul, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment)
    paul.answer(case, Outcome.CORRECT, text="Bonsoir Odile.")
    name(moderator, supervisor)
    foot = sit(supervisor).panes.validation.foot
    foot.correct.click()
    assert foot.field.toPlainText() == "Bonsoir Odile."
    foot.send.click()
    qtbot.waitUntil(lambda: not supervisor.see(case).too_weak)
    assert supervisor.see(case).state is CaseState.CORRECTED


@pytest.mark.parametrize(("act", "declared"), [("Répondre", True), ("Masquer", False), ("Supprimer", True)])
def test_the_form_demands_of_each_act_what_the_client_wants_of_it(
    qtbot: QtBot, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit, act: str, declared: bool
) -> None:
    moderator, _ = two
    moderator.desk.supervision.teams.set_policy(CLIENT.id, HIDING_IS_SIGNED)
    window = sit_anywhere(moderator)
    window.panes.go(Queue.TODO)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    press(window, Qt.Key.Key_E)
    (page,) = window.findChildren(AskPage)
    cards = {one.choice.title: one for one in page.findChildren(Card)}
    cards["Déclaré"].click()
    next(one for one in page.findChildren(Segment) if one.text() == act).click()
    assert cards["Déclaré"].isEnabled() is declared
    assert page.request().terms.level is (Level.DECLARED if declared else Level.SIGNED)
    assert ("Le client exige une signature" in texts(page)) is not declared


def test_the_form_offers_whom_the_client_names_for_the_act(
    qtbot: QtBot, people: People, two: tuple[Person, Person], comment: CommentRef, sit_anywhere: Sit
) -> None:
    moderator, _ = two
    people.joins(people.comes("Paul"), moderator, Role.SUPERVISOR)
    teams = moderator.desk.supervision.teams
    dominique = next(one.person for one in teams.one(moderator.team).members if one.name == "Dominique")
    hiding = Demand(level=Level.SIGNED, acts=frozenset({ActionKind.HIDE}), by=frozenset({dominique}))
    teams.set_policy(CLIENT.id, Policy(demands=(hiding,)))
    window = sit_anywhere(moderator)
    window.panes.go(Queue.TODO)
    qtbot.waitUntil(lambda: window.panes.detail.ref == comment)
    press(window, Qt.Key.Key_E)
    (page,) = window.findChildren(AskPage)
    picker = next(one for one in page.findChildren(Picker) if one.accessibleName() == "À qui")

    def offered(act: str) -> list[str]:
        next(one for one in page.findChildren(Segment) if one.text() == act).click()
        return [picker.itemText(place) for place in range(picker.count())]

    assert offered("Répondre")[1:] == ["Dominique", "Paul"]
    picker.setCurrentIndex(2)
    assert offered("Masquer") == ["Dominique"]
    assert picker.currentIndex() == 0, "Paul is not among them"
    assert "signé par Dominique" in texts(page)
    assert page.request().terms.to == ()
    assert offered("Répondre")[1:] == ["Dominique", "Paul"]
