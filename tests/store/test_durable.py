"""What is put in the place of a file outlasts a power cut: it is on the disk before it has its name."""

import os
from pathlib import Path

import pytest

from cm_desktop.domain.arrivals import ColumnMapping, Field
from cm_desktop.imports import remembered
from cm_desktop.settings import PREFERENCES, remember
from cm_desktop.store.disk.durable import put_in_place


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was synced and what was renamed, in order, each with the content that it had then."""
    seen: list[tuple[str, str]] = []
    sync, replace = os.fsync, Path.replace

    def synced(file: int) -> None:
        held = Path(f"/proc/self/fd/{file}").resolve()
        seen.append(("sync", "folder" if held.is_dir() else held.read_text("utf-8")))
        sync(file)

    def renamed(self: Path, target: Path) -> Path:
        seen.append(("rename", self.read_text("utf-8")))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    return seen


def outlasts(done: list[tuple[str, str]], place: Path) -> bool:
    """Whether all that was renamed into place had been synced, and the folder was after it."""
    text = place.read_text("utf-8")
    return done == [("sync", text), ("rename", text), ("sync", "folder")]


pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what a descriptor is open on is told there")


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_another(
    tmp_path: Path, done: list[tuple[str, str]]
) -> None:
    place = tmp_path / "kept.txt"
    place.write_text("avant", "utf-8")
    put_in_place(place, "après")
    assert place.read_text("utf-8") == "après"
    assert outlasts(done, place)
    assert [*tmp_path.iterdir()] == [place]


def test_what_was_chosen_outlasts_a_power_cut(tmp_path: Path, done: list[tuple[str, str]]) -> None:
    remember(language="fr", theme="dark", file=tmp_path / "settings.toml")
    assert outlasts(done, tmp_path / PREFERENCES)


def test_the_mapping_of_a_file_outlasts_a_power_cut(tmp_path: Path, done: list[tuple[str, str]]) -> None:
    columns = ("Texte",)
    remembered.remember(tmp_path, columns, ColumnMapping(fields={"Texte": Field.TEXT}))
    assert outlasts(done, tmp_path / remembered.FILE)
    assert remembered.recall(tmp_path, columns) is not None


def test_a_file_that_is_renamed_unsynced_is_caught(tmp_path: Path, done: list[tuple[str, str]]) -> None:
    new, place = tmp_path / "a.new", tmp_path / "a"
    new.write_text("après", "utf-8")
    new.replace(place)
    assert not outlasts(done, place)
