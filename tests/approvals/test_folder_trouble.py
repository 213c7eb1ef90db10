"""What is wrong with a shared folder has a name, and costs no more than it must."""

import resource
from contextlib import suppress
from pathlib import Path

import pytest

from cm_desktop.approvals import looking
from cm_desktop.approvals.folder import PLACE, FolderCarrier
from cm_desktop.domain.approvals.ports import Carrier
from cm_desktop.domain.errors.supervision import CarrierError
from tests.approvals.shared import OURS, THEIRS, given, reason_of, sheet


def trouble_of(carrier: Carrier) -> str | None:
    try:
        list(carrier.scan())
    except CarrierError as error:
        return error.reason
    return None


def test_a_share_that_is_not_mounted_is_no_empty_folder(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    away = root.with_name("ailleurs")
    root.rename(away)
    assert reason_of(ours) == "absent"
    root.mkdir()  # what is left of a share where it would be mounted
    assert reason_of(ours) == "absent"
    with pytest.raises(CarrierError):
        ours.put(sheet("non"))
    with pytest.raises(CarrierError):
        ours.missing([sheet("oui").name])
    assert list(root.iterdir()) == []
    root.rmdir()
    away.rename(root)
    assert given(ours) == {"oui"}


def test_a_workspace_is_no_place_to_share(root: Path) -> None:
    (root / "work.db").touch()
    with pytest.raises(CarrierError) as caught:
        FolderCarrier(root, OURS).begin()
    assert caught.value.reason == "a_workspace"
    assert [one.name for one in root.iterdir()] == ["work.db"]


def test_a_file_in_the_place_of_the_folder_is_said(root: Path) -> None:
    (root / PLACE).write_bytes(b"")
    carrier = FolderCarrier(root, OURS)
    assert reason_of(carrier) == "not_a_folder"
    with pytest.raises(CarrierError):
        carrier.begin()


def test_a_full_disk_is_said_and_leaves_nothing_half_written(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(CarrierError) as caught:
            ours.put(sheet("x" * 5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.reason == "full"
    assert [one.name for one in (root / PLACE / OURS[:8]).iterdir()] == [f"{sheet('oui').name}.cmev"]


def test_beginning_again_changes_nothing(root: Path, ours: FolderCarrier) -> None:
    ours.put(sheet("oui"))
    FolderCarrier(root, THEIRS).begin()
    assert given(ours) == {"oui"}


def test_a_crowd_of_junk_is_opened_once(root: Path, ours: FolderCarrier) -> None:
    place = root / PLACE / OURS[:8]
    ours.put(sheet("oui"))
    for number in range(2_000):
        (place / f"photo {number}.jpg").write_bytes(b"x")
        (place / f"{sheet(str(number)).name}.cmev").write_bytes(b"x")
    assert given(ours) == {"oui"}
    assert ours._look.opened == 2_001, "what has another name is not opened"
    assert list(ours.scan({sheet("oui").name})) == []
    assert ours._look.opened == 0, "nor is what was not whole, and has not changed"


def test_what_did_not_change_is_doubted_again_after_a_while(root: Path, ours: FolderCarrier) -> None:
    place = root / PLACE / OURS[:8]
    ours.put(sheet("oui"))
    (place / f"{sheet('non').name}.cmev").write_bytes(b"x")
    opened = 0
    for _ in range(looking._DOUBTED_AGAIN + 1):
        list(ours.scan({sheet("oui").name}))
        opened += ours._look.opened
    assert opened == 2


def test_more_junk_than_is_read_at_once_is_no_reading_of_all_there_is(
    root: Path, ours: FolderCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_READ", 20 * looking._AT_LEAST)
    place = root / PLACE / OURS[:8]
    ours.put(sheet("oui"))
    for number in range(50):
        (place / f"{sheet(str(number)).name}.cmev").write_bytes(b"x")
    readings = 1
    while (reason := trouble_of(ours)) is not None:
        assert (reason, ours._look.opened <= 25) == ("crowded", True)
        readings += 1
    assert readings == 3, "what was found spoilt is not read again, so that it ends"
    assert given(ours) == {"oui"}


def test_more_names_than_are_looked_at_is_no_reading_either(
    root: Path, ours: FolderCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.put(sheet("oui"))
    for number in range(30):
        (root / PLACE / OURS[:8] / f"photo {number}.jpg").touch()
    monkeypatch.setattr(looking, "_ENTRIES", 20)
    assert reason_of(ours) == "crowded"


def test_nobody_is_told_of_changes_and_stopping_is_harmless(ours: FolderCarrier) -> None:
    called: list[int] = []
    stop = ours.hint(lambda: called.append(1))
    ours.put(sheet("oui"))
    stop()
    assert called == []


def test_more_that_is_new_than_is_read_at_once_comes_bit_by_bit(
    ours: FolderCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_READ", 20 * looking._AT_LEAST)
    for number in range(50):
        ours.put(sheet(str(number)))
    known: set[str] = set()
    lengths = []
    for _ in range(3):
        before = len(known)
        with suppress(CarrierError):
            for one in FolderCarrier(ours._root, THEIRS).scan(frozenset(known)):
                known.add(one.name)
        lengths.append(len(known) - before)
    assert lengths == [21, 21, 8]
    assert list(ours.scan(known)) == [], "and that was all"
