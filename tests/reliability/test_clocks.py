"""The machine's clock is set, or the machine sleeps, while a row waits: nothing leaves early, nothing waits for ever.

Waits go by a clock that nobody sets. The platform lives by the true time, and tells it in this machine's clock.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.bootstrap import SystemClock
from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import RateLimited, Transient
from cm_desktop.domain.outbox import BETWEEN_READS, EntryId, State
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk, clock, comment, desk, library, open_desk, other, platform, shelf, vault
from tests.engine.port import ACCOUNT, LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import REPLIED, now, reply

__all__ = ["clock", "comment", "desk", "library", "open_desk", "other", "platform", "shelf", "vault"]

HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
JUMPS = pytest.mark.parametrize("jump", [HOUR, -HOUR, YEAR, -YEAR], ids=["+1 h", "-1 h", "+1 y", "-1 y"])
SETTLE = timedelta(seconds=120)
A_MOMENT = timedelta(seconds=1)
Set = Callable[[timedelta], None]


@pytest.fixture
def set_clock(clock: FakeClock, platform: FakePlatform) -> Set:
    """Sets the machine's clock; what stands on the page is told in it from then on."""

    def set_(by: timedelta) -> None:
        clock.set_(by)
        platform.replies = [(above, replace(r, created_at=r.created_at + by)) for above, r in platform.replies]

    return set_


def found_or_asked_in_time(desk: Desk, name: EntryId, clock: FakeClock, *, applied: bool) -> None:
    """A reply that took effect is found once the page has settled; of another, nobody is asked before two readings."""
    if applied:
        clock.pass_(seconds=SETTLE.total_seconds())
        desk.send()
        assert now(desk, name).state is State.SENT
    else:
        assert asks_after(desk, name, clock) >= SETTLE + BETWEEN_READS


def asks_after(desk: Desk, name: EntryId, clock: FakeClock) -> timedelta:
    """How much true time passes until the user is asked; a sender looks every ten seconds."""
    began = clock.steady()
    while not now(desk, name).asking:
        assert clock.steady() - began < HOUR, "it never asked"
        clock.pass_(seconds=10)
        desk.send()
    return clock.steady() - began


@JUMPS
def test_what_may_be_taken_back_leaves_when_its_time_is_over_and_not_before(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set, jump: timedelta
) -> None:
    desk.acts.do(comment, WriteReply("Bonjour."), delay=timedelta(seconds=10)).result()
    desk.send()
    set_clock(jump)
    clock.pass_(seconds=9)
    desk.send()
    assert platform.writes == []
    clock.pass_(seconds=1)
    desk.send()
    # After a year the reply is old, as far as anybody knows: the user is asked before it leaves.
    assert platform.writes == ([] if jump == YEAR else REPLIED)


@JUMPS
@pytest.mark.parametrize("applied", [True, False])
def test_a_clock_set_between_the_claim_and_the_answer_neither_hides_a_reply_nor_asks_early(
    desk: Desk,
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    set_clock: Set,
    jump: timedelta,
    applied: bool,
) -> None:
    platform.faults = [Fault(LOST, applied=applied)]
    platform.on_write = lambda: set_clock(jump)
    name = reply(desk, comment)
    desk.send()
    found_or_asked_in_time(desk, name, clock, applied=applied)
    assert platform.writes == REPLIED


@JUMPS
@pytest.mark.parametrize("applied", [True, False])
def test_a_clock_set_while_a_reply_is_in_doubt_neither_hides_it_nor_asks_early(
    desk: Desk,
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    set_clock: Set,
    jump: timedelta,
    applied: bool,
) -> None:
    platform.faults = [Fault(LOST, applied=applied)]
    name = reply(desk, comment)
    desk.send()
    set_clock(jump)
    found_or_asked_in_time(desk, name, clock, applied=applied)
    assert platform.writes == REPLIED


@JUMPS
def test_a_clock_set_between_the_two_readings_does_not_bring_them_together(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set, jump: timedelta
) -> None:
    platform.faults = [Fault(LOST)]
    name = reply(desk, comment)
    desk.send()
    clock.pass_(seconds=SETTLE.total_seconds())
    desk.send()
    assert now(desk, name).absent_reads == 1
    set_clock(jump)
    assert asks_after(desk, name, clock) == BETWEEN_READS


@JUMPS
def test_a_clock_set_while_the_platform_has_us_wait_does_not_send_early_nor_late(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set, jump: timedelta
) -> None:
    platform.faults = [Fault(RateLimited(retry_after=600.0))]
    name = desk.acts.do(comment, Hide(), delay=timedelta(0)).result().entries[0]
    desk.send()
    desk._workspace.thaw(ACCOUNT.id).result()  # the account's own wait is another
    set_clock(jump)
    clock.pass_(seconds=599)
    desk.send()
    assert len(platform.writes) == 1
    clock.pass_(seconds=1)
    desk.send()
    assert now(desk, name).state is State.SENT


@JUMPS
def test_replies_leave_in_the_order_in_which_they_were_given_however_the_clock_jumps(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set, jump: timedelta
) -> None:
    first = reply(desk, comment, "Un.")
    set_clock(jump)
    second = reply(desk, comment, "Deux.")
    desk.send()
    for name in (first, second):  # a year is too long for a reply to leave by itself
        if now(desk, name).state is State.HELD:
            desk.acts.release(name).result()
            desk.send()
    assert [one.text for _, one in platform.replies] == ["Un.", "Deux."]


def test_what_a_clock_a_year_ahead_put_off_is_not_waited_for_after_the_next_start(
    desk: Desk, open_desk: OpenDesk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set
) -> None:
    set_clock(YEAR)
    platform.faults = [Fault(RateLimited(retry_after=600.0))]
    name = reply(desk, comment)
    desk.send()
    set_clock(-YEAR)
    after = open_desk()
    after.send()
    clock.pass_(seconds=599)
    after.send()
    assert now(after, name).state is State.QUEUED  # the platform's own wait holds
    clock.pass_(seconds=1)
    after.send()
    assert now(after, name).state is State.SENT


def test_a_row_that_could_not_be_looked_at_in_a_time_to_come_is_looked_at_soon_after_the_next_start(
    desk: Desk, open_desk: OpenDesk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, set_clock: Set
) -> None:
    name = reply(desk, comment)
    platform.down = Transient()
    set_clock(YEAR)
    desk.send()
    platform.down = None
    set_clock(-YEAR)
    after = open_desk()
    after.send()
    clock.pass_(minutes=2)
    after.send()
    assert now(after, name).state is State.SENT


def test_a_machine_that_slept_between_the_claim_and_the_answer_finds_its_reply_once(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    platform.on_write = lambda: clock.pass_(hours=9)
    name = reply(desk, comment)
    desk.send()
    assert now(desk, name).state is State.UNCERTAIN
    assert desk.send() == ()  # the page settles only from now on
    clock.pass_(seconds=SETTLE.total_seconds())
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.writes == REPLIED


def test_what_waits_while_the_machine_sleeps_leaves_when_it_wakes(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    desk.acts.do(comment, WriteReply("Bonjour."), delay=timedelta(seconds=10)).result()
    desk.send()
    clock.pass_(hours=9)
    desk.send()
    assert platform.writes == REPLIED


@pytest.fixture(params=["Europe/Paris", "America/New_York"])
def summer_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place whose clocks are put forward and back."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("summer_time")
@pytest.mark.parametrize(
    "season", [timedelta(days=126, hours=15, minutes=59), timedelta(days=336, hours=15, minutes=59)]
)
def test_the_change_to_summer_time_and_back_changes_no_wait(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, season: timedelta
) -> None:
    clock.pass_(seconds=season.total_seconds())  # a minute before the hour
    platform.faults = [Fault(LOST)]
    name = reply(desk, comment)
    desk.send()
    assert asks_after(desk, name, clock) == SETTLE + BETWEEN_READS


def test_waits_that_went_by_the_machines_clock_are_caught_asking_early(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a clock for waits that is set together with the machine's."""
    true = clock.steady
    monkeypatch.setattr(clock, "steady", lambda: true() + clock.set_by)
    platform.faults = [Fault(LOST)]
    name = reply(desk, comment)
    desk.send()
    clock.set_(HOUR)
    began = true()
    while not now(desk, name).asking:
        desk.send()
        clock.pass_(seconds=10)
    assert true() - began < SETTLE


def test_the_systems_clock_for_waits_goes_on_and_counts_as_the_machines_does() -> None:
    machine = SystemClock()
    before, wall = machine.steady(), machine.now()
    after, later = machine.steady(), machine.now()
    assert timedelta(0) <= after - before <= later - wall + A_MOMENT
