"""A request at a terminal: all that a window shows of it, and where it goes."""

from pathlib import Path

from tests.journeys.conftest import Seat, Someone
from tests.journeys.test_terminal_validation import ask, some_comment


def test_a_request_tells_when_it_was_said_what_was_found_and_what_was_corrected(
    moderator: Someone, supervisor: Someone
) -> None:
    rows = moderator("queue", "--json").document["rows"]
    row = next(row for row in rows if row["spans"] and "\n" not in row["text"])
    start, end, _rule = row["spans"][0]
    case = ask(moderator, row["id"], "--proposal", "Bonjour, merci beaucoup.")
    assert supervisor("validation", "correct", case, "Bonjour Madame, merci.").status == 0
    lines = supervisor("validation", "show", case, language="fr").out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  > "))
    who, _, rest = lines[place].partition(", ")
    when, _, said = rest.partition("\N{NO-BREAK SPACE}: ")
    assert (who, said) == (f"  > {row['author']}", row["text"])
    assert any(letter.isdigit() for letter in when)
    assert lines[place + 1].startswith(
        f"    «\N{NO-BREAK SPACE}{row['text'][start:end]}\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: "
    )
    assert lines[-1] == "      Bonjour{+ Madame+}, merci[- beaucoup-]."


def test_a_request_that_reaches_nobody_says_how_it_is_handed_on(moderator: Someone, tmp_path: Path) -> None:
    comment = some_comment(moderator)
    assert moderator("act", "escalate", comment, "--proposal", "Bonjour.").status == 0
    told = moderator("validation", "sync", language="fr")
    case = moderator("validation", "list", "--json").document[0]["id"]
    assert f"validation page {case} FILE" in told.out
    assert moderator("validation", "page", case, str(tmp_path / "demande.html")).status == 0
    assert "validation page" not in moderator("validation", "sync").out  # said once


def test_a_request_that_somebody_can_answer_does_not(moderator: Someone, supervisor: Someone) -> None:
    assert moderator("act", "escalate", some_comment(moderator), "--proposal", "Bonjour.").status == 0
    assert supervisor("validation", "list").status == 0
    told = moderator("validation", "sync")
    assert "1 request handed over." in told.out
    assert "validation page" not in told.out


def test_every_reply_that_is_put_forward_is_asked_about(moderator: Someone, supervisor: Someone) -> None:
    three = [word for text in ("Bonjour.", "Bonsoir.", "Merci.") for word in ("--proposal", text)]
    comment = some_comment(moderator)
    fourth = moderator("act", "escalate", comment, *three, "--proposal", "De trop.")
    assert (fourth.status, fourth.err) == (
        2,
        "3 replies can be put forward, no more. Leave out “De trop.”; nothing was done.\n",
    )
    case = ask(moderator, comment, *three)
    assert moderator("validation", "show", case, "--json").document["proposals"] == ["Bonjour.", "Bonsoir.", "Merci."]


def test_where_no_one_team_is_meant_it_is_asked_for(moderator: Someone, supervisor: Someone, tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()
    alone = supervisor("validation", "members")
    assert (alone.status, "Halles" not in alone.err) == (0, True)
    founded = moderator("validation", "found", "Deux", "--folder", str(tmp_path / "another"), "--person", "Camille")
    assert founded.status == 0
    asked = moderator("validation", "members")
    assert (asked.status, "Name one with --team" in asked.err) == (2, True)
    assert moderator("validation", "members", "--team", "Deux").status == 0
    unknown = moderator("validation", "members", "--team", "Trois")
    assert (unknown.status, "No team “Trois” here" in unknown.err) == (1, True)


def test_who_moderates_alone_has_a_journal_of_what_left_as_a_file(moderator: Someone, tmp_path: Path) -> None:
    file = tmp_path / "journal.zip"
    assert moderator("validation", "journal", str(file)).status == 1
    ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    assert moderator("validation", "journal", str(file)).status == 0
    assert file.read_bytes().startswith(b"PK")


def test_two_devices_of_one_name_are_told_apart_by_their_key(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "second.cminvite"
    invited = moderator.json("validation", "invite", str(file))
    assert isinstance(invited, dict)
    said = ("--code", invited["code"], "--folder", str(shared), "--person", "Dominique")
    assert seat("second")("validation", "join", str(file), *said).status == 0
    assert moderator("validation", "welcome", "Dominique", "--same-as", "Dominique").status == 0
    both = moderator("validation", "revoke", "Dominique")
    assert (both.status, "“Dominique” may be several here" in both.err) == (2, True)
    members = moderator("validation", "members", "--json").document["members"]
    key = next(one["key"] for one in members if one["name"] == "Dominique")
    assert moderator("validation", "revoke", key[:8]).status == 0


def test_a_file_of_another_team_is_said_to_be_one(
    moderator: Someone, supervisor: Someone, seat: Seat, tmp_path: Path
) -> None:
    case = ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    file = tmp_path / "dossier.cmev"
    assert moderator("validation", "dossier", case, str(file)).status == 0
    stranger = seat("stranger")("validation", "take-in", str(file))
    assert (stranger.status, "takes no part in" in stranger.err) == (1, True)


def test_on_another_computer_a_team_whose_keys_stayed_behind_says_to_be_invited(
    moderator: Someone, supervisor: Someone, seat: Seat, tmp_path: Path
) -> None:
    file = tmp_path / "travail.cmdesktop"
    assert moderator("move", "pack", str(file)).status == 0
    there = seat("elsewhere")
    assert there("move", "take", str(file)).status == 0
    told = there("validation", "status")
    assert (told.status, "Cannot be opened here" in told.out, "Asks to take part" in told.out) == (1, True, False)
    assert "Have the owner of the team invite this one" in told.out
    assert "for this page" not in told.out
