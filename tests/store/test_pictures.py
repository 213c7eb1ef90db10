"""Pictures beside the databases: whole or absent, within their room, gone with their account."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.errors import NotWritable
from cm_desktop.store.disk.pictures import Pictures
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, ref, save


@pytest.fixture
def pictures(folder: Path) -> Pictures:
    return Pictures(folder / "pictures", room=100)


def test_a_picture_is_found_again_under_its_comment_and_no_other(pictures: Pictures) -> None:
    assert pictures.path(ref("c1")) is None
    pictures.keep(ref("c1"), b"first")
    pictures.keep(ref("c1"), b"second")
    kept = pictures.path(ref("c1"))
    assert kept is not None
    assert kept.read_bytes() == b"second"
    assert pictures.path(ref("c2")) is None
    assert pictures.path(ref("c1", BLOG)) is None
    assert [file for file in kept.parent.iterdir() if file != kept] == []


def test_a_name_of_the_platforms_own_making_stays_in_the_folder(pictures: Pictures, folder: Path) -> None:
    for name in ("../../away", "/etc/passwd", "a" * 4000, "\ud83d"):
        pictures.keep(ref(name), b"x")
        kept = pictures.path(ref(name))
        assert kept is not None
        assert kept.resolve().is_relative_to(folder.resolve())


def test_the_oldest_make_room(pictures: Pictures) -> None:
    for number in range(4):
        pictures.keep(ref(f"c{number}"), b"x" * 30)
        kept = pictures.path(ref(f"c{number}"))
        assert kept is not None
        os.utime(kept, (number, number))
    pictures.make_room()
    assert [pictures.path(ref(f"c{number}")) is not None for number in range(4)] == [False, True, True, True]


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "pictures").write_bytes(b"a file in its place")
    with pytest.raises(NotWritable):
        Pictures(folder / "pictures").keep(ref("c1"), b"x")


def test_an_account_that_is_removed_takes_its_pictures_along(workspace: Workspace) -> None:
    workspace.pictures.keep(ref("c1"), b"x")
    workspace.pictures.keep(ref("c1", BLOG), b"y")
    workspace.remove_account(SHOP).result()
    assert workspace.pictures.path(ref("c1")) is None
    assert workspace.pictures.path(ref("c1", BLOG)) is not None


def test_the_newest_to_do_come_first_and_what_is_done_does_not(workspace: Workspace, reader: Reader) -> None:
    shown = [
        replace(comment(f"c{n}", minutes=n), media="image", media_url=f"https://example.org/{n}") for n in range(4)
    ]
    save(workspace, *shown, comment("without", minutes=9))
    workspace.pictures.keep(ref("c2"), b"x")
    assert [name.id for name, _ in reader.pictures_to_do(9)] == ["c3", "c2", "c1", "c0"]
    assert reader.pictures_to_do(1) == ((ref("c3"), "https://example.org/3"),)


def test_an_address_that_changed_is_kept_though_nothing_else_did(workspace: Workspace, reader: Reader) -> None:
    shown = replace(comment("c1"), media="image", media_url="https://example.org/old")
    save(workspace, shown)
    renewed = replace(shown, media_url="https://example.org/new", read_at=NOW + timedelta(minutes=1))
    assert save(workspace, renewed) == 0
    assert reader.pictures_to_do(9) == ((ref("c1"), "https://example.org/new"),)
