"""Days of everything at random: nothing lost, nothing twice, figures that agree, memory that stays."""

import logging

import pytest

from tests.reliability.campaign import Counts
from tests.reliability.sender_life import give_up
from tests.reliability.soak import NEVER, SETTLED_AFTER, SOAK, living


def test_for_days_nothing_is_lost_nothing_twice_and_memory_stays(
    expected_logs: list[logging.LogRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    total = SOAK.total()
    with capsys.disabled():
        print(f"\nsoak: {dict(total)}")
    assert not SOAK.broken(total), total
    assert total["published"] > SOAK.short
    assert {record.getMessage() for record in expected_logs} <= {"a row of the outbox failed"}


def test_who_sends_again_what_the_page_does_not_show_is_caught_sending_twice(
    expected_logs: list[logging.LogRecord],
) -> None:
    with living(careless=True) as run:
        total = sum((run(seed) for seed in range(4)), Counts())
    assert total["twice"] > 0
    assert expected_logs


def test_who_gives_up_without_a_word_what_is_not_found_is_caught_losing(
    expected_logs: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cm_desktop.engine.sending.delivery.find_reply", give_up)
    with living() as run:
        total = sum((run(seed) for seed in range(4)), Counts())
    assert total["lost"] > 0
    assert expected_logs


def test_memory_that_grows_is_caught(expected_logs: list[logging.LogRecord]) -> None:
    with living(leak=3 << 20) as run:
        total = sum((run(seed) for seed in range(SETTLED_AFTER + 2)), Counts())
    assert {what for what in total if what in NEVER} == {"memory grows"}
    assert expected_logs
