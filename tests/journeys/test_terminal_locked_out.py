"""By command line, the owner's laptop is stolen, or dies: nobody is locked out who printed a key or has a second owner."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Seat, Someone

pytestmark = pytest.mark.e2e
Brought = Callable[[str], Someone]


def document(person: Someone, *words: str) -> dict[str, object]:
    found = person.json(*words)
    assert isinstance(found, dict)
    return found


def names(person: Someone, part: str = "members") -> list[str]:
    listed = document(person, "validation", "members")[part]
    assert isinstance(listed, list)
    return sorted(one["name"] for one in listed)


@pytest.fixture
def brought(moderator: Someone, seat: Seat, tmp_path: Path) -> Brought:
    """The owner's last backup, on a new laptop whose keyring has nothing; all else is lost with the old one."""

    def bring(name: str) -> Someone:
        (tmp_path / name).mkdir()
        (there,) = [path for path in (tmp_path / "camille").rglob("backups") if path.is_dir()]
        for copy in there.iterdir():
            copy.unlink()  # made at the first command, an hour has not gone by
        assert moderator("outbox", "list").status == 0
        shutil.copytree(there, tmp_path / name / there.relative_to(tmp_path / "camille"))
        again = seat(name)
        restored = again("restore", "last")
        assert restored.status == 0, restored.err
        return again

    return bring


def ends_the_lost_device(person: Someone, key: object, supervisor: Someone) -> None:
    assert person("validation", "revoke", str(key)).status == 0
    ended = document(supervisor, "validation", "members")["ended"]
    assert isinstance(ended, list)
    assert [one["key"] for one in ended] == [key]


def test_with_the_last_backup_and_the_printed_code(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, brought: Brought, tmp_path: Path
) -> None:
    printed = document(moderator, "validation", "spare-key")["code"]
    lost = document(moderator, "validation", "members")["key"]
    again = brought("new laptop")
    before = document(again, "validation", "members")
    assert (before["name"], before["role"], before["members"]) == ("Halles", None, []), "it opens to nobody"
    back = again("validation", "come-back", "Halles", "--folder", str(shared), typed=f"{printed}\n")
    assert back.status == 0, back.err
    ends_the_lost_device(again, lost, supervisor)
    assert names(again) == ["Camille", "Camille", "Dominique"], "what is on paper still opens"
    assert moderator("validation", "sync").status == 0
    assert moderator("validation", "invite", str(tmp_path / "no.cminvite")).status == 1, "the thief invites nobody"
    invited = document(again, "validation", "invite", str(tmp_path / "alix.cminvite"))
    where = ("--folder", str(shared), "--person", "Alix")
    joined = seat("alix")("validation", "join", str(tmp_path / "alix.cminvite"), "--code", str(invited["code"]), *where)
    assert joined.status == 0, joined.err
    assert again("validation", "welcome", "Alix", "--role", "supervisor").status == 0
    assert names(supervisor) == ["Alix", "Camille", "Camille", "Dominique"]


def test_with_a_second_owner_and_nothing_else(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, tmp_path: Path
) -> None:
    invited = document(moderator, "validation", "invite", str(tmp_path / "alix.cminvite"))
    where, alix = ("--folder", str(shared)), seat("alix")
    command = ("validation", "join", str(tmp_path / "alix.cminvite"), "--code", str(invited["code"]), *where)
    assert alix(*command, "--person", "Alix").status == 0
    assert moderator("validation", "welcome", "Alix", "--role", "owner").status == 0
    lost = document(moderator, "validation", "members")["key"]

    ends_the_lost_device(alix, lost, supervisor)
    assert names(alix, "ended") == ["Camille"]
    invited = document(alix, "validation", "invite", str(tmp_path / "camille.cminvite"))
    camille = seat("camille, new laptop")
    command = ("validation", "join", str(tmp_path / "camille.cminvite"), "--code", str(invited["code"]), *where)
    assert camille(*command, "--person", "Camille").status == 0
    same = ("--role", "owner", "--same-as", "Camille")
    welcomed = alix("validation", "welcome", "Camille", *same)
    assert welcomed.status == 0, welcomed.err
    people = document(camille, "validation", "members")
    assert people["role"] == "owner"
    assert names(supervisor) == ["Alix", "Camille", "Dominique"]


def test_with_neither_nobody_is_let_in(moderator: Someone, supervisor: Someone, shared: Path, brought: Brought) -> None:
    """The control: a copy of the workspace and of the folder is no key."""
    again = brought("new laptop")
    wrong = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-89AB-CDEF"
    refused = again("validation", "come-back", "Halles", "--folder", str(shared), typed=f"{wrong}\n")
    assert (refused.status, "not the code" in refused.err) == (1, True)
    for words in (("invite", "x.cminvite"), ("spare-key",), ("leave",)):
        assert again("validation", *words).status == 1
    assert names(supervisor) == ["Camille", "Dominique"]


def test_a_code_used_on_two_computers_at_once_is_told_and_a_new_team_is_founded(
    moderator: Someone, supervisor: Someone, seat: Seat, shared: Path, brought: Brought, tmp_path: Path
) -> None:
    """Each read the folder as it was before the other came back."""
    typed, client = f"{document(moderator, 'validation', 'spare-key')['code']}\n", "Brasserie Lumen"
    assert moderator("validation", "policy", client, "--level", "signed").status == 0
    back = ("validation", "come-back", "Halles", "--folder")
    shutil.copytree(shared, tmp_path / "stick")
    first, second = brought("new laptop"), seat("another one")
    assert first(*back, str(shared), typed=typed).status == 0
    assert second(*back, str(tmp_path / "stick"), typed=typed).status == 0
    shutil.copytree(tmp_path / "stick", shared, dirs_exist_ok=True)
    told = first("validation", "status").out
    assert "the team hears neither" in told
    assert "found a new team with your clients" in told
    assert first("validation", "journal", str(tmp_path / "journal.zip")).status == 0
    begun = first("validation", "found", "Anew", "--folder", str(shared), "--person", "Camille", "--client", client)
    assert begun.status == 0, begun.err
    assert document(first, "validation", "members")["name"] == "Anew", "the one that is meant where none is named"
    assert first("validation", "policy", client, "--level", "signed").status == 0
    assert first("validation", "invite", str(tmp_path / "dominique.cminvite")).status == 0


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_signed_last_is_found_beside_the_copy_or_said_to_be_lost(
    moderator: Someone, supervisor: Someone, shared: Path, tmp_path: Path, kept: bool
) -> None:
    """Restored on the same laptop: its keyring counts one event more than the copy and the folder have."""
    for copy in (tmp_path / "camille").rglob("backups/*"):
        copy.unlink()
    assert moderator("outbox", "list").status == 0
    (copy,) = (tmp_path / "camille").rglob("backups/*.db")
    shared.rename(tmp_path / "away")
    assert moderator("validation", "spare-key").status == 0, "signed while nothing could carry it"
    assert moderator("restore", copy.stem).status == 0
    for path in [] if kept else (tmp_path / "camille").rglob("work.db.aside-*"):
        path.unlink()
    (tmp_path / "away").rename(shared)
    status = moderator("validation", "status")
    assert ("nowhere any more" in status.out) is not kept
    refused = moderator("validation", "spare-key")
    assert (refused.status == 0) is kept
