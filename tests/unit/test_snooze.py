"""What putting a comment off means: until its time, until its author says more, until something is done about it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cm_desktop.domain.actions import Action, Decided, Decision, Hide, Like
from cm_desktop.domain.comments import fingerprint
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.projection import triage
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.snooze import Offer, Rest, Snooze, offered, rest, wakes_at
from tests.unit.test_projection import COMMENT, NOW, row

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ASLEEP = Snooze(at=NOW, until=NOW + HOUR, fingerprint=fingerprint(COMMENT.text))
WOKEN = replace(ASLEEP, asleep=False)
REOPENED = Decided(decision=Decision.REOPENED, at=NOW + MINUTE)


def later(action: Action, state: State = State.QUEUED) -> Entry:
    return replace(row(action, state), acted_at=NOW + MINUTE)


def found(
    snooze: Snooze | None = ASLEEP,
    *entries: Entry,
    text: str = COMMENT.text,
    decided: Decided | None = None,
    spoke_at: datetime | None = None,
) -> Rest:
    return rest(snooze, replace(COMMENT, text=text), entries, decided, spoke_at=spoke_at)


def test_it_sleeps_until_it_is_woken() -> None:
    assert (found(None), found(ASLEEP), found(WOKEN)) == (Rest.NONE, Rest.ASLEEP, Rest.BACK)


def test_what_its_author_says_wakes_it() -> None:
    assert found(text="Autre chose") is Rest.BACK
    assert found(spoke_at=NOW + MINUTE) is Rest.BACK
    assert found(spoke_at=NOW - MINUTE) is Rest.ASLEEP  # the moderator had it before their eyes


@pytest.mark.parametrize("snooze", [ASLEEP, WOKEN])
def test_once_something_is_done_about_it_nothing_is_left_of_it(snooze: Snooze) -> None:
    assert found(snooze, later(Hide())) is Rest.NONE
    assert found(snooze, decided=REOPENED) is Rest.NONE


@pytest.mark.parametrize("act", [later(Hide(), State.CANCELLED), later(Like(), State.SENT), row(Hide(), State.SENT)])
def test_what_was_taken_back_or_done_before_changes_nothing(act: Entry) -> None:
    assert found(ASLEEP, act) is Rest.ASLEEP
    assert found(ASLEEP, decided=replace(REOPENED, at=NOW - MINUTE)) is Rest.ASLEEP


def test_it_is_woken_at_its_time_and_by_a_clock_that_went_back() -> None:
    assert wakes_at(ASLEEP, NOW) == ASLEEP.until
    assert wakes_at(ASLEEP, NOW - HOUR) == ASLEEP.until  # summer time, and clocks that differ a little
    behind = NOW - HOUR - MINUTE
    assert wakes_at(ASLEEP, behind) == behind


def test_it_takes_the_place_of_what_is_to_do_alone() -> None:
    def place(*entries: Entry, **given: datetime) -> Triage:
        return triage(COMMENT, entries, None, answered_at=given.get("answered_at"), rest=Rest.ASLEEP)

    assert place() is Triage.SNOOZED
    assert place(row(Hide())) is Triage.OUTGOING
    assert place(answered_at=NOW) is Triage.DONE


@pytest.mark.parametrize(
    ("sleep", "stands"), [(Rest.NONE, Triage.ASIDE), (Rest.ASLEEP, Triage.SNOOZED), (Rest.BACK, Triage.TODO)]
)
def test_what_was_put_off_is_not_left_aside_for_its_age(sleep: Rest, stands: Triage) -> None:
    assert triage(COMMENT, (), None, answered_at=None, aside_before=NOW + HOUR, rest=sleep) is stands


FRIDAY = datetime(2026, 11, 27, 10, 30)  # noqa: DTZ001 - by the clock on the wall


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (FRIDAY, {Offer.HOUR: 1, Offer.AFTERNOON: 3.5, Offer.TOMORROW: 22.5, Offer.MONDAY: 70.5}),
        (FRIDAY + 3 * HOUR, {Offer.HOUR: 1, Offer.TOMORROW: 19.5, Offer.MONDAY: 67.5}),
        (FRIDAY + 48 * HOUR, {Offer.HOUR: 1, Offer.AFTERNOON: 3.5, Offer.TOMORROW: 22.5}),
        (FRIDAY + 72 * HOUR, {Offer.HOUR: 1, Offer.AFTERNOON: 3.5, Offer.TOMORROW: 22.5, Offer.MONDAY: 166.5}),
    ],
    ids=["a morning", "the afternoon is near", "a Sunday", "a Monday"],
)
def test_the_moments_that_are_offered_lie_ahead_and_each_is_another(now: datetime, hours: dict[Offer, float]) -> None:
    assert {offer: (at - now) / HOUR for offer, at in offered(now).items()} == hours
