"""A device whose log does not hold together is shown as such: it is ended again, or joins again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.people import Member, Role
from cm_desktop.domain.approvals.views import TeamStatus, TeamView
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.teams.team_page import Situation, TeamPage
from cm_desktop.wording.words import Words
from tests.approvals.made_up import NOW, TEAM, Device


@pytest.fixture
def us() -> tuple[Member, Member]:
    return Device("Claire", Role.OWNER).member, Device("Paul", Role.SUPERVISOR).member


def page(qtbot: QtBot, words: Words, team: TeamView, *, lost: bool = False) -> TeamPage:
    status = TeamStatus(
        team=TEAM,
        read_at=NOW - timedelta(minutes=1),
        trouble=None,
        validates=True,
        unread=lost,
        lost=lost,
        outdated=False,
        refused=0,
        waiting=0,
        mine=0,
    )
    made = TeamPage(Situation(team=team, status=status, policies={}, ours=()), NOW, words, LIGHT)
    qtbot.addWidget(made)
    return made


def ends(made: TeamPage) -> list[Button]:
    return [button for button in made.findChildren(Button) if button.label == "Mettre fin…"]


@pytest.mark.parametrize("torn", [True, False])
def test_an_end_that_came_too_late_can_be_put_again(
    qtbot: QtBot, words: Words, us: tuple[Member, Member], torn: bool
) -> None:
    claire, paul = us
    view = TeamView(
        id=TEAM,
        name="Lumen",
        folder=Path("/partage"),
        clients=(),
        key=claire.key,
        me=claire,
        members=(claire,),
        revoked=(paul,),
        torn=frozenset({paul.key} if torn else ()),
    )
    made = page(qtbot, words, view)
    asked: list[object] = []
    made.ended.connect(asked.append)
    for button in ends(made):
        button.click()
    assert asked == ([paul] if torn else [])


@pytest.mark.parametrize("shut_out", [True, False])
def test_whoever_used_a_spare_key_twice_is_told_so_and_not_to_wait(
    qtbot: QtBot, words: Words, us: tuple[Member, Member], shut_out: bool
) -> None:
    claire, paul = us
    view = TeamView(
        id=TEAM, name="Lumen", folder=Path("/partage"), clients=(), key=paul.key, me=None, members=(claire,)
    )
    made = page(qtbot, words, replace(view, shut_out=shut_out))
    told = " ".join(one.text() for one in made.findChildren(QLabel))
    assert ("fondez une nouvelle équipe" in told) is shut_out
    assert ("Vous avez demandé à entrer" in told) is not shut_out


def test_what_this_device_lost_is_said_with_what_to_do(qtbot: QtBot, words: Words, us: tuple[Member, Member]) -> None:
    claire, _ = us
    view = TeamView(id=TEAM, name="Lumen", folder=Path("/partage"), clients=(), key=claire.key, me=claire)
    for lost in (True, False):
        made = page(qtbot, words, view, lost=lost)
        told = " ".join(one.text() for one in made.findChildren(QLabel))
        assert ("n’est plus nulle part" in told) is lost
        assert ("rejoignez l’équipe" in told) is lost
