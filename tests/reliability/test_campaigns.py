"""A campaign goes on where it stopped, keeps its totals, and says what may never be."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.hostile import HOSTILE
from tests.reliability.measured import REPOSITORY, WINDOW, measured, version
from tests.reliability.power import POWER_LOSS
from tests.reliability.torture import CAMPAIGNS, TOTALS, UNKNOWN, Row, code_of, counts, go_on, read, told

THIS, OTHER = "this code", "other code"

asked: list[int] = []


@contextmanager
def counting() -> Iterator[Run]:
    asked.clear()

    def run(seed: int) -> Counts:
        asked.append(seed)
        return Counts({"killed while sending": 1, "lost": seed == 17})

    yield run


@contextmanager
def grumbling() -> Iterator[Run]:
    def run(seed: int) -> Counts:
        if seed == 3:
            raise ZeroDivisionError
        logging.getLogger("grumbling").warning("run %s", seed)
        return Counts({"runs": 1})

    yield run


CAMPAIGN = Campaign(name="a campaign", short=2, long=30, ready=counting, never=frozenset({"lost", "twice"}))


def tortured(more: int | None, totals: Path, code: str = THIS) -> Counts:
    return go_on(CAMPAIGN, more, totals, lambda _campaign: code)


def test_runs_go_on_from_the_seed_where_they_stopped(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    assert not tortured(12, totals)
    assert asked == [*range(12)]
    assert tortured(None, totals) == Counts({"lost": 1})
    assert asked == [*range(12, 30)]
    assert read(totals) == [Row("a campaign", THIS, 30, 30, Counts({"killed while sending": 30, "lost": 1}))]


def test_what_was_found_once_is_not_forgotten(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    tortured(None, totals)
    asked.clear()
    assert tortured(None, totals) == Counts({"lost": 1})
    assert asked == []


def test_other_code_begins_anew_and_what_was_counted_before_stays(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    tortured(None, totals, OTHER)
    assert not tortured(12, totals)
    assert asked == [*range(12)]
    assert [(row.code, row.runs) for row in read(totals)] == [(OTHER, 30), (THIS, 12)]
    tortured(3, totals)
    assert [(row.code, row.runs) for row in read(totals)] == [(OTHER, 30), (THIS, 15)]


def test_rows_are_not_written_of_code_that_is_edited_meanwhile(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    codes = iter((THIS, OTHER))
    with pytest.raises(SystemExit):
        go_on(CAMPAIGN, 12, totals, lambda _campaign: next(codes))
    assert read(totals) == []


def written(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.parametrize(
    ("edited", "is_other"),
    [
        ("cm_desktop__store", True),
        ("cm_desktop__more", True),
        ("cm_desktop__ui__window", False),
        ("tests__force", True),
        ("tests__imported__there", True),
        ("tests__started", True),
        ("tests__apart", False),
    ],
)
def test_the_code_is_the_program_and_what_uses_force_on_it(tmp_path: Path, edited: str, is_other: bool) -> None:
    written(
        tmp_path,
        cm_desktop__store="1",
        cm_desktop__ui__window="2",
        tests__force="from tests.imported import there\n",
        tests__imported__there="NAME = 'tests.started'",
        tests__started="import cm_desktop.store",
        tests__apart="4",
    )
    before = version(measured("tests.force", tmp_path), tmp_path)
    (tmp_path / "cm_desktop" / "store.pyc").touch()
    assert version(measured("tests.force", tmp_path), tmp_path) == before
    written(tmp_path, **{edited: "import cm_desktop.store  # edited"})
    assert (version(measured("tests.force", tmp_path), tmp_path) != before) is is_other


def test_the_window_is_measured_by_those_that_open_one() -> None:
    window = {*(REPOSITORY / WINDOW.replace(".", "/")).rglob("*.py")}
    assert window < measured(HOSTILE.ready.__module__)
    assert window.isdisjoint(measured(POWER_LOSS.ready.__module__))
    assert code_of(HOSTILE) != code_of(POWER_LOSS)
    assert {campaign.name for campaign in CAMPAIGNS if window < measured(campaign.ready.__module__)} == {
        "hostile text",
        "canary secrets",
    }


def test_the_short_form_finds_only_what_is_in_its_seeds() -> None:
    assert CAMPAIGN.total() == Counts({"killed while sending": 2})
    assert CAMPAIGN.broken(CAMPAIGN.total(18)) == Counts({"lost": 1})


def test_what_is_kept_is_read_as_it_was_counted() -> None:
    counted = Counts({"a write, then nothing": 3, "page 2": 1, "lost": 12})
    assert counts(told(counted)) == counted


def test_nothing_that_may_never_be_is_in_the_newest_row_of_a_campaign() -> None:
    kept = {row.campaign: row for row in read(TOTALS)}
    assert kept.keys() <= {campaign.name for campaign in CAMPAIGNS}
    known = {name: row.counted for name, row in kept.items() if row.code != UNKNOWN}
    assert not any(campaign.broken(known[campaign.name]) for campaign in CAMPAIGNS if campaign.name in known)


def test_campaigns_are_told_apart_by_their_names() -> None:
    assert len({campaign.name for campaign in CAMPAIGNS}) == len(CAMPAIGNS)
    assert all(campaign.never and campaign.short <= campaign.long for campaign in CAMPAIGNS)


def test_two_hands_count_what_one_hand_counts_in_the_same_order() -> None:
    assert [*replace(CAMPAIGN, hands=2).counted(range(30))] == [*CAMPAIGN.counted(range(30))]


def test_what_a_hand_logs_is_heard_and_what_it_raises_is_raised(expected_logs: list[logging.LogRecord]) -> None:
    with pytest.raises(ZeroDivisionError):
        replace(CAMPAIGN, ready=grumbling, hands=2).total(4)
    assert [record.getMessage() for record in expected_logs] == ["run 0", "run 1", "run 2"]
