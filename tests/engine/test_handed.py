"""A file that somebody is to be given is whole, or is not there; what stood in its place stays until then."""

import errno
from pathlib import Path

import pytest

from cm_desktop.domain.errors import CmDesktopError, DiskFull, ImportRefused, NotWritable, Unacceptable
from cm_desktop.engine.keeping import handed


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first half is still taken."""
    whole = Path.write_bytes

    def half(self: Path, data: bytes) -> int:
        whole(self, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", half)


def test_on_a_full_disk_nothing_is_left_but_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "journal.zip"
    file.write_bytes(b"before")
    full_disk(monkeypatch)
    with pytest.raises(DiskFull):
        handed.write(file, b"a journal")
    monkeypatch.undo()
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"journal.zip": b"before"}


@pytest.mark.parametrize("place", ["nowhere/journal.zip", "a file/journal.zip"])
def test_where_nothing_can_be_written_the_folder_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    file = tmp_path / place
    with pytest.raises(NotWritable) as refused:
        handed.write(file, b"a journal")
    assert refused.value.path == file.parent


def test_a_file_is_written_in_the_place_of_another_and_read_again(tmp_path: Path) -> None:
    for data in (b"one", b"another"):
        handed.write(tmp_path / "journal.zip", data)
        assert handed.read(tmp_path / "journal.zip") == data
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(("data", "error"), [(None, ImportRefused), (b"\0" * (handed.LARGEST + 1), Unacceptable)])
def test_what_is_not_there_or_far_too_large_is_refused(
    tmp_path: Path, data: bytes | None, error: type[CmDesktopError]
) -> None:
    file = tmp_path / "dossier.cmev"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(error):
        handed.read(file)
