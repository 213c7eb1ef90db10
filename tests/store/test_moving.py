"""A workspace goes to another computer in one file, whole; whatever is no such file changes nothing."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.domain.errors import Damaged, DiskFull, NewerVersion, NoParcel, NotWritable, StoreError
from cm_desktop.domain.outbox import State
from cm_desktop.store.copies.moving import look, pack, take
from cm_desktop.store.copies.parcel import MANIFEST
from cm_desktop.store.workspace import Workspace
from tests.store.killing import ends, put_by

NOW = datetime(2026, 11, 22, 13, 8, tzinfo=UTC)
CHOSEN = {"language": "fr", "keys": "reply=w"}


@pytest.fixture
def packed(filled: Path, tmp_path: Path) -> Path:
    """The file of a workspace with 60 queued acts, an arrival and a pack of rules."""
    for name in ("arrivals/assisted%3Alumen/000001.jsonl", "arrivals/mappings.json", "rules/mine.yaml"):
        (filled / name).parent.mkdir(parents=True, exist_ok=True)
        (filled / name).write_text(f"é {name}", "utf-8")
    for name in ("rules/.in-force/mine.yaml", "arrivals/assisted%3Alumen/numbers.lock", "pictures/a"):
        (filled / name).parent.mkdir(parents=True, exist_ok=True)
        (filled / name).touch()
    pack(filled, tmp_path / "a b.cmdesktop", NOW, CHOSEN)
    return tmp_path / "a b.cmdesktop"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewritten(packed: Path, change: Callable[[dict[str, bytes], Any], None]) -> Path:
    """The same with other members, or another manifest."""
    with zipfile.ZipFile(packed) as parcel:
        members = {name: parcel.read(name) for name in parcel.namelist()}
    told = json.loads(members.pop(MANIFEST))
    change(members, told)
    with zipfile.ZipFile(packed, "w") as parcel:
        for name, content in members.items():
            parcel.writestr(name, content)
        parcel.writestr(MANIFEST, json.dumps(told))
    return packed


def test_the_file_holds_what_people_did_and_nothing_that_can_be_had_again(packed: Path) -> None:
    with zipfile.ZipFile(packed) as parcel:
        names = set(parcel.namelist())
    arrived = {"arrivals/assisted%3Alumen/000001.jsonl", "arrivals/mappings.json"}
    assert names == {"work.db", "rules/mine.yaml", MANIFEST, *arrived}
    assert packed.stat().st_mode & 0o077 == 0
    assert [path.name for path in packed.parent.iterdir() if path.name.startswith(".")] == []


def test_what_was_packed_is_taken_in_elsewhere_and_nothing_leaves_by_itself(packed: Path, tmp_path: Path) -> None:
    (new := tmp_path / "new").mkdir()
    taken = take(packed, new, NOW)
    assert (taken.aside, taken.waiting, taken.parcel.pages, taken.parcel.preferences) == ("", 60, 3, CHOSEN)
    assert (new / "rules" / "mine.yaml").read_text("utf-8") == "é rules/mine.yaml"
    workspace = Workspace.open(new, threads=False)
    reader = workspace.reader()
    assert {entry.state for entry in reader.entries()} == {State.HELD}
    assert len(reader.accounts()) == 3
    reader.close()
    workspace.close()


def test_what_stood_there_is_kept_whole_each_time(packed: Path, filled: Path) -> None:
    before = files(filled)
    assert take(packed, filled, NOW).aside == "aside-1"
    assert files(filled / "aside-1") == {
        name: content for name, content in before.items() if "/" in name or not name.endswith(".lock")
    }
    assert take(packed, filled, NOW).aside == "aside-2"
    assert files(filled / "aside-1")
    assert not (filled / "aside-2" / "aside-1").exists()


def test_taking_in_that_is_killed_at_any_step_is_taken_back_or_done(packed: Path, filled: Path) -> None:
    """Half of it would be an empty workspace, or one with the rules of another."""

    def without_mappings(members: dict[str, bytes], told: Any) -> None:
        members.pop("arrivals/mappings.json")
        told["files"].pop("arrivals/mappings.json")

    rewritten(packed, without_mappings)
    (filled / "rules" / "ours.yaml").write_text("ours", "utf-8")
    put_by(filled)
    people = ("arrivals/", "rules/")
    before = [name for name in files(filled) if name.startswith(people) and "." not in name.split("/")[1][0]]
    found = ends(filled, f"take(Path({str(packed)!r}), folder, NOW)", ("store/copies/moving.py", "exchange.py"))
    taken = " ".join(["held"] * 60)
    assert {there for there, _ in found} == {" ".join(["queued"] * 60), taken}
    after = ["arrivals/assisted%3Alumen/000001.jsonl", "rules/mine.yaml"]
    for there, left in found:
        brought = [name for name in left if name.startswith(people) and "." not in name.split("/")[1][0]]
        assert sorted(brought) == sorted(after if there == taken else before)
        assert any(name.startswith("aside-1/") for name in left) == (there == taken)
        assert not any(name.startswith(".restoring") for name in left)


def test_a_look_changes_nothing(packed: Path, filled: Path) -> None:
    before = files(filled)
    found = look(packed, filled)
    assert (found.made_at, found.pages, found.files) == (NOW, 3, 4)
    assert files(filled) == before


def swap(members: dict[str, bytes], _told: Any) -> None:
    members["rules/mine.yaml"] = b"x" * len(members["rules/mine.yaml"])


def add(members: dict[str, bytes], _told: Any) -> None:
    members["rules/more.yaml"] = b"rules: []"


def drop(members: dict[str, bytes], _told: Any) -> None:
    del members["arrivals/mappings.json"]


def lead_out(name: str) -> Callable[[dict[str, bytes], Any], None]:
    def change(members: dict[str, bytes], told: Any) -> None:
        members[name] = members.pop("rules/mine.yaml")
        told["files"][name] = told["files"].pop("rules/mine.yaml")

    return change


def tell(**what: Any) -> Callable[[dict[str, bytes], Any], None]:
    return lambda _members, told: told.update(what)


def newer_work(members: dict[str, bytes], told: Any) -> None:
    import hashlib
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        (path := Path(folder) / "work.db").write_bytes(members["work.db"])
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 4000")
        members["work.db"] = path.read_bytes()
    told["files"]["work.db"]["sha256"] = hashlib.sha256(members["work.db"]).hexdigest()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (swap, Damaged),
        (add, Damaged),
        (drop, Damaged),
        (lead_out("rules/../../x.yaml"), Damaged),
        (lead_out("/tmp/x.yaml"), Damaged),
        (lead_out("rules/.in-force/x.yaml"), Damaged),
        (lead_out("cache.db"), Damaged),
        (tell(made_at="yesterday"), Damaged),
        (tell(files=["work.db"]), Damaged),
        (tell(format=2), NewerVersion),
        (newer_work, NewerVersion),
        (tell(kind="something else"), NoParcel),
        (tell(format="1"), NoParcel),
    ],
)
def test_a_file_that_does_not_hold_together_changes_nothing(
    change: Callable[[dict[str, bytes], Any], None], error: type[StoreError], packed: Path, filled: Path
) -> None:
    rewritten(packed, lambda _members, _told: None)
    before = files(filled)
    look(packed, filled)
    with pytest.raises(error) as raised:
        take(rewritten(packed, change), filled, NOW)
    assert raised.value.path == packed
    assert files(filled) == before


def test_what_was_lost_or_changed_on_the_way_is_seen(packed: Path, filled: Path) -> None:
    whole = packed.read_bytes()
    with zipfile.ZipFile(packed) as parcel:
        starts = [parcel.start_dir, *(info.header_offset + 50 + len(info.filename) for info in parcel.infolist())]
    for spoilt in (
        whole[:-1],
        whole[: len(whole) // 2],
        *(whole[:at] + b"\x00\xff" + whole[at + 2 :] for at in starts),
    ):
        packed.write_bytes(spoilt)
        with pytest.raises((Damaged, NoParcel)):
            look(packed, filled)


@pytest.mark.parametrize("content", [b"", b"Bonjour", b"PK\x05\x06" + bytes(18)])
def test_another_kind_of_file_is_said_to_be_one(content: bytes, packed: Path, filled: Path) -> None:
    packed.write_bytes(content)
    with pytest.raises(NoParcel):
        take(packed, filled, NOW)


def test_a_file_that_is_not_there_and_one_that_has_no_room_are_told(packed: Path, filled: Path) -> None:
    with pytest.raises(NotWritable):
        look(packed.with_name("none.cmdesktop"), filled)
    told = {"size": 10**18}
    with pytest.raises((DiskFull, Damaged)):
        take(rewritten(packed, lambda _members, manifest: manifest["files"]["work.db"].update(told)), filled, NOW)


def test_a_damaged_work_is_not_packed(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled / "work.db", isolation_level=None)) as db:
        db.execute("UPDATE outbox SET attempts = attempts + 1")
    with pytest.raises(Damaged) as raised:
        pack(filled, tmp_path / "x.cmdesktop", NOW, {})
    assert raised.value.path == filled / "work.db"
    assert not (tmp_path / "x.cmdesktop").exists()
