"""Power that fails loses no acknowledged act and damages no file, wherever a disk was in writing what the product writes."""

import random
from pathlib import Path

import pytest

from tests.reliability.campaign import Counts
from tests.reliability.power import POWER_LOSS, Day, recorded
from tests.reliability.power_disk import Disk, lay
from tests.reliability.recorded import Event, FolderMade, Named, Resized, Synced, Unnamed, Wrote, record
from tests.reliability.torture import told

EVERYWHERE = {"making files", "between two acts"} | {
    f"{doing} {file}"
    for doing in ("writing", "syncing")
    for file in ("work.db", "work.db-wal", "cache.db", "cache.db-wal")
}
CUTS = 40  # of a day on which less was waited for


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return recorded(tmp_path_factory.mktemp("honest") / "day", 1)


def found(day: Day, folder: Path, *, syncs: bool = True) -> Counts:
    return sum((day.cut(seed, folder / str(seed), syncs=syncs) for seed in range(CUTS)), Counts())


def test_whenever_the_power_fails_every_acknowledged_act_is_there_and_every_file_is_whole() -> None:
    total = POWER_LOSS.total()
    print(told(total))
    assert not POWER_LOSS.broken(total)
    assert total["kept"] == POWER_LOSS.short
    assert {what for what, number in total.items() if number >= 10} >= EVERYWHERE


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_work_file_that_waits_for_less_is_caught_losing(tmp_path: Path, synchronous: str) -> None:
    total = found(recorded(tmp_path / "day", 1, synchronous), tmp_path)
    print(told(total))
    assert POWER_LOSS.broken(total)


def test_a_disk_that_only_claims_to_sync_is_caught(tmp_path: Path, honest: Day) -> None:
    total = found(honest, tmp_path, syncs=False)
    print(told(total))
    assert POWER_LOSS.broken(total)["corrupt"]


def test_folders_that_are_not_waited_for_are_caught(tmp_path: Path, honest: Day) -> None:
    """As before `store/disk/durable.py`: a new workspace could vanish whole, acknowledged acts and all."""
    above = {Synced(str(honest.root)), Synced(str(honest.root / "home"))}
    assert above <= set(honest.events)
    careless = Day(
        root=honest.root,
        events=tuple(event for event in honest.events if event not in above),
        states=honest.states,
        places=[("early", [len(honest.events) // 2])],
    )
    assert POWER_LOSS.broken(found(careless, tmp_path))


def test_what_was_recorded_is_what_stands_there(tmp_path: Path, honest: Day) -> None:
    """Nothing that was written is missing from the record: played to its end, it tells the files byte by byte."""
    disk = Disk({})
    for event in honest.events:
        disk.do(event)
    lay(disk.as_seen(), honest.root, tmp_path / "played")
    files = {path for path in honest.root.rglob("*") if path.suffix == ".db"}
    assert len(files) == 2
    for path in files:
        assert (tmp_path / "played" / path.relative_to(honest.root)).read_bytes() == path.read_bytes()


A, B = "/a", "/b"
PAGE = b"x" * 1024


def outcomes(*events: Event) -> set[str]:
    """All that may be left of these calls, in a thousand tries."""
    seen = set()
    for seed in range(1000):
        disk = Disk({})
        for event in (Named(A), Synced("/"), *events):
            disk.do(event)
        seen.add(_drawn(disk.after_power_loss(random.Random(seed))))
    return seen


def _drawn(image: dict[str, bytes | None]) -> str:
    """A letter for each run of 256 bytes; a dot for zeros."""
    return " ".join(
        f"{path}={''.join(chr(content[place] or 46) for place in range(0, len(content), 256))}"
        for path, content in sorted(image.items())
        if content is not None
    )


def test_what_was_not_synced_may_be_there_whole_in_part_or_not_at_all() -> None:
    assert outcomes(Wrote(A, 0, PAGE)) == {"/a=", "/a=xx", "/a=..xx", "/a=xxxx", "/a=...."}
    assert outcomes(Wrote(A, 0, PAGE), Synced(A)) == {"/a=xxxx"}
    assert outcomes(Wrote(A, 0, PAGE), Synced(A), Resized(A, 256)) == {"/a=xxxx", "/a=x"}


def test_writes_reach_the_disk_in_any_order() -> None:
    later_alone = "/a=..yy"
    assert later_alone in outcomes(Wrote(A, 0, b"x" * 512), Wrote(A, 512, b"y" * 512))


def test_names_reach_the_disk_with_their_folder_and_a_rename_is_one_change() -> None:
    assert outcomes(Named(B, A, True)) == {"/a=", "/b="}
    assert outcomes(Named(B, A, True), Synced("/")) == {"/b="}
    assert outcomes(Unnamed(A)) == {"/a=", ""}
    assert outcomes(FolderMade("/d"), Named("/d/f"), Synced("/d")) >= {"/a= /d/f="}


def test_a_sync_that_never_came_back_is_not_believed() -> None:
    left = set()
    for seed in range(50):
        disk = Disk({})
        for event in (Named(A), Synced("/"), Wrote(A, 0, b"x" * 512)):
            disk.do(event)
        disk.begin(Synced(A))
        left.add(_drawn(disk.after_power_loss(random.Random(seed))))
    assert left >= {"/a=xx", "/a="}


TWO_PACKS = """
from cm_desktop.rules.keeping.folder import _write
for content in (b"old", b"new"):
    _write(Path(sys.argv[1], "own.yaml"), content)
"""
ARRIVAL = """
from cm_desktop.imports.shelf import FolderShelf
from tests.store.samples import SHOP, comment
FolderShelf(Path(sys.argv[1])).add(SHOP, [], [comment("c1")])
"""


def ends(tmp_path: Path, program: str) -> list[dict[str, bytes | None]]:
    """What may be left on the disk where the power fails once the program has ended."""
    root = tmp_path / "root"
    root.mkdir()
    disk = Disk({})
    start = "import sys\nfrom pathlib import Path\n"
    for event in record(root, tmp_path / "log", "-c", start + program, str(root / "a" / "folder")):
        disk.do(event)
    return [disk.after_power_loss(random.Random(seed)) for seed in range(200)]


def test_a_pack_that_has_its_name_has_its_content(tmp_path: Path) -> None:
    found = [content for left in ends(tmp_path, TWO_PACKS) for name, content in left.items() if name.endswith(".yaml")]
    assert {b"new"} <= set(found) <= {b"old", b"new"}


def test_what_people_brought_in_stays(tmp_path: Path) -> None:
    for left in ends(tmp_path, ARRIVAL):
        (arrival,) = (content for name, content in left.items() if name.endswith("000001.jsonl"))
        assert arrival
        assert b"Bonjour" in arrival


def test_a_name_given_before_its_content_is_there_is_caught(tmp_path: Path) -> None:
    hasty = """
for content in (b"old", b"new"):
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    new = Path(sys.argv[1], "new")
    new.write_bytes(content)
    new.replace(new.with_name("own.yaml"))
"""
    found = [content for left in ends(tmp_path, hasty) for name, content in left.items() if name.endswith(".yaml")]
    assert b"" in found
