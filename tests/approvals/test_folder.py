"""A shared folder is read for what is whole in it, and nothing that lies there is followed, removed or believed."""

import os
from pathlib import Path

import pytest

from cm_desktop.approvals.folder import PLACE, FolderCarrier
from cm_desktop.approvals.looking import LARGEST
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors.supervision import CarrierError, Unacceptable
from tests.approvals.shared import OURS, THEIRS, file_of, given, sheet


@pytest.fixture
def theirs(root: Path, ours: FolderCarrier) -> FolderCarrier:
    """Once the place was made."""
    assert ours.missing([]) == frozenset()
    return FolderCarrier(root, THEIRS)


def test_what_one_puts_the_others_find(root: Path, ours: FolderCarrier, theirs: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    theirs.put(sheet("non"))
    assert given(ours) == given(theirs) == {"oui", "non"}
    assert file_of(root, OURS, sheet("oui")).read_bytes() == b"oui"
    assert sorted(one.name for one in (root / PLACE).iterdir()) == [OURS[:8], THEIRS[:8]]


def test_what_is_known_is_neither_given_nor_opened_again(ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    ours.put(sheet("non"))
    assert [one.data for one in ours.scan({sheet("oui").name})] == [b"non"]
    assert list(ours.scan({sheet("oui").name, sheet("non").name})) == []
    assert ours._look.opened == 0


def test_put_again_it_is_not_written_again(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    before = file_of(root, OURS, sheet("oui")).stat()
    ours.put(sheet("oui"))
    FolderCarrier(root, OURS).put(sheet("oui"))
    assert file_of(root, OURS, sheet("oui")).stat() == before
    assert len(list((root / PLACE / OURS[:8]).iterdir())) == 1


@pytest.mark.parametrize("spoilt", [b"", b"ou", b"ouj", b"oui et non"])
def test_what_is_not_whole_is_not_there_yet(root: Path, ours: FolderCarrier, spoilt: bytes) -> None:
    path = file_of(root, OURS, sheet("oui"))
    ours.put(sheet("oui"))
    path.write_bytes(spoilt)
    reader = FolderCarrier(root, THEIRS)
    assert given(reader) == set()
    assert reader.missing([sheet("oui").name]) == {sheet("oui").name}
    path.write_bytes(b"oui")
    assert given(reader) == {"oui"}
    assert reader.missing([sheet("oui").name]) == set()


def test_what_was_spoilt_or_taken_away_is_put_again(root: Path, ours: FolderCarrier) -> None:
    both = [sheet("oui"), sheet("non")]
    for one in both:
        ours.put(one)
    file_of(root, OURS, both[0]).write_bytes(b"ouj")
    file_of(root, OURS, both[1]).unlink()
    assert ours.missing([one.name for one in both]) == {one.name for one in both}
    for one in both:
        ours.put(one)
    assert given(ours) == {"oui", "non"}


def test_a_conflict_copy_is_as_good(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    path = file_of(root, OURS, sheet("oui"))
    path.rename(path.with_name(f"{sheet('oui').name} (copie en conflit de Zoé 2026-11-22).cmev"))
    assert given(ours) == {"oui"}
    assert ours.missing([sheet("oui").name]) == set()
    ours.put(sheet("oui"))
    assert len(list(ours.scan())) == 1, "given once"
    assert ours.missing([sheet("oui").name]) == set()


def test_a_folder_in_conflict_is_read_too(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    (root / PLACE / OURS[:8]).rename(root / PLACE / f"{OURS[:8]} (conflit)")
    assert given(ours) == {"oui"}


def test_hidden_and_half_written_files_are_not_looked_at(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    place = root / PLACE / OURS[:8]
    for name in (f".{sheet('non').name}.cmev", f".tmp-{sheet('non').name}", f"~syncthing~{sheet('non').name}.tmp"):
        (place / name).write_bytes(b"non")
    (root / PLACE / ".stversions").mkdir()
    (root / PLACE / ".stversions" / f"{sheet('non').name}.cmev").write_bytes(b"non")
    assert given(ours) == {"oui"}
    assert ours._look.opened == 1


def test_links_are_not_followed(root: Path, ours: FolderCarrier, tmp_path: Path) -> None:
    ours.put(sheet("oui"))
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / f"{sheet('non').name}.cmev").write_bytes(b"non")
    (root / PLACE / OURS[:8] / f"{sheet('non').name}.cmev").symlink_to(secret / f"{sheet('non').name}.cmev")
    (root / PLACE / "0123abcd").symlink_to(secret, target_is_directory=True)
    assert given(ours) == {"oui"}


def test_nothing_is_written_through_a_link(root: Path, ours: FolderCarrier, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / PLACE / OURS[:8]).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(CarrierError) as caught:
        ours.put(sheet("oui"))
    assert caught.value.reason == "not_a_folder"
    (elsewhere / f"{sheet('oui').name}.cmev").write_bytes(b"oui")
    ours.drop(frozenset({sheet("oui").name}))
    assert [one.name for one in elsewhere.iterdir()] == [f"{sheet('oui').name}.cmev"]


def test_a_pipe_a_socket_and_a_folder_are_no_sheets(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    place = root / PLACE / OURS[:8]
    os.mkfifo(place / f"{sheet('non').name}.cmev")
    (place / f"{sheet('peut-être').name}.cmev").mkdir()
    assert given(ours) == {"oui"}


def test_a_file_that_is_too_long_is_not_read(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    with (root / PLACE / OURS[:8] / f"{sheet('non').name}.cmev").open("wb") as file:
        file.truncate(1 << 40)
    assert given(ours) == {"oui"}
    assert ours._look.opened == 1
    longest = "x" * LARGEST
    ours.put(sheet(longest))
    assert given(ours) == {"oui", longest}
    with pytest.raises(Unacceptable):
        ours.put(sheet(longest + "x"))


@pytest.mark.parametrize("name", ["../../elsewhere", "/etc/passwd", "x", "", "A" * 64])
def test_a_name_that_is_not_that_of_its_bytes_is_not_put(root: Path, ours: FolderCarrier, name: str) -> None:
    with pytest.raises(Unacceptable):
        ours.put(Sheet(name=name, data=b"oui"))
    assert list((root / PLACE).iterdir()) == []


def test_only_what_we_put_there_is_taken_away(root: Path, ours: FolderCarrier, theirs: FolderCarrier) -> None:
    for carrier in (ours, theirs):
        carrier.put(sheet("oui"))
    ours.put(sheet("non"))
    place = root / PLACE / OURS[:8]
    (place / f"{sheet('oui').name} (conflit).cmev").write_bytes(b"ou")
    (place / ".tmp-0123").write_bytes(b"ou")
    (place / "photo.jpg").write_bytes(b"...")
    ours.drop(frozenset({sheet("oui").name}))
    assert {one.name for one in place.iterdir()} == {f"{sheet('non').name}.cmev", "photo.jpg"}
    assert file_of(root, THEIRS, sheet("oui")).exists()
    ours.drop(frozenset({sheet("oui").name}))


def test_what_was_left_half_written_long_ago_goes(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    place = root / PLACE / OURS[:8]
    for name, age in ((".tmp-old", 0), (".tmp-new", None)):
        (place / name).write_bytes(b"ou")
        if age is not None:
            os.utime(place / name, (age, age))
    FolderCarrier(root, OURS).put(sheet("non"))
    assert {one.name for one in place.glob(".*")} == {".tmp-new"}
