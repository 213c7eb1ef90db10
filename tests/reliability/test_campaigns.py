"""A campaign goes on where it stopped, keeps its totals, and says what may never be."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.torture import CAMPAIGNS, TOTALS, counts, go_on, read, told

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


def test_runs_go_on_from_the_seed_where_they_stopped(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    assert not go_on(CAMPAIGN, 12, totals)
    assert asked == [*range(12)]
    assert go_on(CAMPAIGN, None, totals) == Counts({"lost": 1})
    assert asked == [*range(12, 30)]
    assert read(totals) == {"a campaign": (30, Counts({"killed while sending": 30, "lost": 1}))}


def test_what_was_found_once_is_not_forgotten(tmp_path: Path) -> None:
    totals = tmp_path / "totals.tsv"
    go_on(CAMPAIGN, None, totals)
    asked.clear()
    assert go_on(CAMPAIGN, None, totals) == Counts({"lost": 1})
    assert asked == []


def test_the_short_form_finds_only_what_is_in_its_seeds() -> None:
    assert CAMPAIGN.total() == Counts({"killed while sending": 2})
    assert CAMPAIGN.broken(CAMPAIGN.total(18)) == Counts({"lost": 1})


def test_what_is_kept_is_read_as_it_was_counted() -> None:
    counted = Counts({"a write, then nothing": 3, "page 2": 1, "lost": 12})
    assert counts(told(counted)) == counted
    kept = read(TOTALS)
    assert all(campaign.broken(kept[campaign.name][1]) == Counts() for campaign in CAMPAIGNS if campaign.name in kept)
    assert kept.keys() <= {campaign.name for campaign in CAMPAIGNS}


def test_campaigns_are_told_apart_by_their_names() -> None:
    assert len({campaign.name for campaign in CAMPAIGNS}) == len(CAMPAIGNS)
    assert all(campaign.never and campaign.short <= campaign.long for campaign in CAMPAIGNS)


def test_two_hands_count_what_one_hand_counts_in_the_same_order() -> None:
    assert [*replace(CAMPAIGN, hands=2).counted(range(30))] == [*CAMPAIGN.counted(range(30))]


def test_what_a_hand_logs_is_heard_and_what_it_raises_is_raised(expected_logs: list[logging.LogRecord]) -> None:
    with pytest.raises(ZeroDivisionError):
        replace(CAMPAIGN, ready=grumbling, hands=2).total(4)
    assert [record.getMessage() for record in expected_logs] == ["run 0", "run 1", "run 2"]
