"""Damage is told by its name and loses nothing; without each of the checks, it would pass."""

import pytest

from cm_desktop.store.cells.rows import seal
from tests.reliability.campaign import Counts
from tests.reliability.damage import DAMAGE, KINDS

SEEDS = 8  # of one kind


def of_kind(kind: str) -> Counts:
    """What the first runs of one kind count."""
    first = [*KINDS].index(kind)
    return sum(DAMAGE.counted(range(first, first + SEEDS * len(KINDS), len(KINDS))), Counts())


def test_what_goes_bad_is_told_and_a_copy_takes_its_place() -> None:
    total = DAMAGE.total()
    print(dict(total))
    assert not DAMAGE.broken(total)
    assert all(total[kind] == DAMAGE.short // len(KINDS) for kind in KINDS)
    assert total["bits told"] >= 100
    assert total["restored"] >= 10
    assert total["cache made anew"] >= 1


class Believed(str):
    """A seal that every other is the same as."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, _other: object) -> bool:
        return True

    def __ne__(self, _other: object) -> bool:
        return False


def test_without_seals_damage_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not DAMAGE.broken(of_kind("row"))
    monkeypatch.setattr("cm_desktop.store.cells.sealed.seal", lambda cells: Believed(seal(cells)))
    assert DAMAGE.broken(of_kind("row"))["unnoticed"] > 0


def test_without_looking_at_the_cache_a_log_that_went_bad_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not DAMAGE.broken(of_kind("log"))
    monkeypatch.setattr("cm_desktop.store.databases.opening.check_not_before", lambda _folder: None)
    assert DAMAGE.broken(of_kind("log"))["unnoticed"] > 0


def test_a_copy_that_is_not_verified_may_be_a_bad_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not DAMAGE.broken(of_kind("copy"))
    monkeypatch.setattr("cm_desktop.store.copies.restoring.is_whole", lambda _path, *, immutable: True)
    monkeypatch.setattr("cm_desktop.store.copies.restoring.check_whole_of", lambda _draft, _source: None)
    assert DAMAGE.broken(of_kind("copy"))


def test_a_restore_that_leaves_rows_as_they_were_would_send_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cm_desktop.store.tables.work.after_restore", lambda entry, _now: entry)
    assert DAMAGE.broken(of_kind("copy"))["leaves by itself"] == SEEDS
