"""By command line, an owner who lost their laptop comes back with the code that they had printed."""

from pathlib import Path

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Seat, Someone


def test_whoever_asks_and_whoever_is_asked_read_the_same_digits(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, tmp_path: Path
) -> None:
    invited = moderator.json("validation", "invite", str(tmp_path / "alix.cminvite"))
    assert isinstance(invited, dict)
    where = ("--folder", str(shared), "--person", "Alix")
    alix = seat("alix")
    assert alix("validation", "join", str(tmp_path / "alix.cminvite"), "--code", invited["code"], *where).status == 0
    digits = asking(alix)
    assert digits == asking(moderator)
    assert digits in moderator("validation", "members").out


def asking(person: Someone) -> str:
    team = person.json("validation", "members")
    assert isinstance(team, dict)
    (one,) = team["asking"]
    assert len(one["aloud"].split()) == 6
    return str(one["aloud"])


def test_an_owner_comes_back_and_ends_the_lost_device(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path
) -> None:
    printed = moderator.json("validation", "spare-key")
    assert isinstance(printed, dict)
    lost = moderator.json("validation", "members")
    assert isinstance(lost, dict)

    again = seat("camille, again")
    command = ("validation", "come-back", "Halles", "--folder", str(shared))
    refused = again(*command, typed="AAAA-AAAA\n")
    assert (refused.status, "not the code" in refused.err) == (1, True)
    back = again(*command, typed=f" {printed['code'].lower()}\n")
    assert back.status == 0, back.err
    assert "You take part in Halles again." in back.out
    assert again("validation", "revoke", lost["key"]).status == 0
    ended = supervisor.json("validation", "members")
    assert isinstance(ended, dict)
    assert [one["key"] for one in ended["ended"]] == [lost["key"]]
    assert {one["name"] for one in ended["members"]} == {"Camille", "Dominique"}
    assert supervisor("validation", "spare-key").status == 1


def test_somebody_leaves_the_team_and_both_sides_know(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform
) -> None:
    refused = moderator("validation", "leave")
    assert (refused.status, "Nobody else could say who takes part" in refused.err) == (1, True)
    left = supervisor("validation", "leave")
    assert (left.status, left.out) == (0, "You take part in Halles no more.\n"), left.err
    assert "Takes part no more" in supervisor("validation", "status").out
    assert supervisor("validation", "leave").status == 1
    team = moderator.json("validation", "members")
    assert isinstance(team, dict)
    assert [one["name"] for one in team["ended"]] == ["Dominique"]
    assert moderator("validation", "leave").status == 0, "nobody stays behind"


def test_whose_part_was_ended_joins_again_as_who_they_were(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, tmp_path: Path
) -> None:
    before = moderator.json("validation", "members")
    assert isinstance(before, dict)
    (was,) = [one for one in before["members"] if one["name"] == "Dominique"]
    assert moderator("validation", "revoke", "Dominique").status == 0
    invited = moderator.json("validation", "invite", str(tmp_path / "again.cminvite"))
    assert isinstance(invited, dict)
    where = ("--folder", str(shared), "--person", "Dominique")
    joined = supervisor("validation", "join", str(tmp_path / "again.cminvite"), "--code", invited["code"], *where)
    assert joined.status == 0, joined.err
    assert "Asks to take part again, says to be Dominique" in moderator("validation", "members").out
    same = ("--role", "supervisor", "--same-as", "Dominique")
    assert moderator("validation", "welcome", "Dominique", *same).status == 0
    team = supervisor.json("validation", "members")
    assert isinstance(team, dict)
    (now,) = [one for one in team["members"] if one["name"] == "Dominique"]
    assert (now["person"], team["over"]) == (was["person"], False)
    assert now["key"] == team["key"] != was["key"]
