"""Who asks to be let in: looked at, compared aloud, whose device it is; or put aside, for as long as one likes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cm_desktop.domain.approvals.people import Member as Device
from cm_desktop.domain.approvals.people import Role, aloud
from cm_desktop.ui.teams.letters import LettersCard
from tests.ui.teams.conftest import Member

SAME = "Les chiffres sont les mêmes\u00a0: laisser entrer"


@pytest.fixture
def owner(claire: Member, folder: Path) -> Member:
    """Whose team has nobody else yet."""
    claire.desk.supervision.teams.found("Agence Méridienne", (), folder, "Claire Aubry")
    return claire


@pytest.fixture
def asking(owner: Member, lea: Member, folder: Path) -> Device:
    """Léa asks, and the owner's page of the team is on show."""
    invited = owner.desk.supervision.teams.invite(owner.team.id)
    lea.desk.supervision.teams.join(invited.file, invited.code, "Léa Morel", folder)
    owner.desk.supervision.teams.scan()
    owner.opens_validation()
    owner.wait_for("Demandent à entrer")
    return owner.team.asking[0]


def spelt(member: Member) -> list[str]:
    """What a screen reader says of the digits and codes on show."""
    cards = [card for card in member.sheet.findChildren(LettersCard) if card.isVisible()]
    return [label.accessibleName() for card in cards for label in card.findChildren(QLabel) if label.accessibleName()]


def as_read_aloud(device: Device) -> str:
    return ", ".join(" ".join(group) for group in aloud(device.key).split())


def test_both_are_told_to_compare_by_another_way_and_hear_the_digits_one_by_one(
    owner: Member, lea: Member, asking: Device
) -> None:
    owner.presses("Laisser entrer…")
    owner.wait_for("Laisser entrer Léa Morel")
    assert "par un autre moyen, au téléphone ou de vive voix" in owner.reads()
    assert spelt(owner) == [f"Chiffres de l’appareil\u00a0: {as_read_aloud(asking)}"]
    lea.opens_validation()
    lea.wait_for("au téléphone ou de vive voix, jamais par le mail")
    assert spelt(lea) == spelt(owner)


def test_who_asks_is_put_aside_by_the_keyboard_and_shown_again_on_demand(owner: Member, asking: Device) -> None:
    owner.presses("Ignorer")
    owner.wait_for("Demandent à entrer")
    owner.wait(lambda: "Léa Morel" not in owner.reads())
    assert owner.team.aside == {asking.key}
    assert [one.key for one in owner.team.asking] == [asking.key], "nothing was signed against a stranger"
    owner.presses("1 ignorée\u00a0: afficher")
    assert "Léa Morel" in owner.reads()
    owner.presses("Laisser entrer…")
    owner.presses(SAME)
    owner.wait_for("Valide · appareil")


def test_another_device_of_somebody_takes_part_as_that_person_and_in_their_role(owner: Member, asking: Device) -> None:
    owner.presses("Laisser entrer…")
    owner.wait_for("À qui est cet appareil")
    owner.tab_to("À qui est cet appareil\u202f?")
    owner.press(Qt.Key.Key_Down)
    owner.presses(SAME)
    owner.wait(lambda: len(owner.team.members) == 2)
    assert len({one.person for one in owner.team.members}) == 1
    assert {one.role for one in owner.team.members} == {Role.OWNER}


@pytest.mark.parametrize("lasts", [True, False])
def test_a_keyring_that_keeps_nothing_is_told_before_a_team_is_founded_or_joined(
    claire: Member, monkeypatch: pytest.MonkeyPatch, lasts: bool
) -> None:
    asked: list[bool] = []

    def answer() -> bool:
        asked.append(lasts)
        return lasts

    monkeypatch.setattr(claire.desk.supervision.teams, "lasts", answer)
    claire.opens_validation()
    claire.enter()
    claire.wait(lambda: bool(asked))
    if not lasts:
        claire.wait_for("Pas de trousseau sûr ici")
    assert ("trousseau" in claire.reads()) is not lasts
    claire.press(Qt.Key.Key_Escape)
    claire.window.teams.join()
    claire.wait(lambda: len(asked) == 2)
    if not lasts:
        claire.wait_for("il faudra l’inviter de nouveau")
