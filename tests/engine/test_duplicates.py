"""A platform that compares texts says that a reply stands there already: it may be our own, which an earlier attempt left."""

from dataclasses import replace
from datetime import timedelta

from cm_desktop.domain.actions import ActionKind, Hide, Repeat
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Duplicate
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACTS, LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import NOW, now, reply

UNREAD = 4  # readings: one before it leaves, two before it asks, and one before it leaves again


def sent_again_hours_later(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, *, unread: int = UNREAD
) -> EntryId:
    """It stands on the page, which does not show it yet; the user, who was asked, sends it again."""
    platform.caps = replace(platform.caps, acts={**ACTS, ActionKind.REPLY: Repeat.DEDUP})
    platform.faults = [Fault(LOST, applied=True), Fault(Duplicate())]
    name = reply(desk, comment)
    platform.unread = unread
    for _ in range(3):
        desk.send()
        clock.pass_(minutes=2)
    assert now(desk, name).asking
    clock.pass_(hours=3)
    desk.acts.release(name).result()
    desk.send()
    assert now(desk, name).state is State.UNCERTAIN
    return name


def test_a_reply_of_an_earlier_attempt_is_found_though_its_duplicate_was_told_hours_later(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    name = sent_again_hours_later(desk, comment, platform, clock)
    clock.pass_(minutes=2)
    desk.send()
    assert (now(desk, name).state, now(desk, name).remote_id) == (State.SENT, "r1")


def test_a_page_that_shows_it_late_is_given_its_time_before_a_duplicate_is_called_a_failure(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    name = sent_again_hours_later(desk, comment, platform, clock, unread=UNREAD + 1)
    clock.pass_(seconds=1)
    desk.send()
    assert now(desk, name).state is State.UNCERTAIN
    platform.unread = 0
    clock.pass_(minutes=2)
    desk.send()
    assert now(desk, name).state is State.SENT


def test_an_act_that_sets_a_state_is_dated_by_its_last_attempt(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    """What was read between two attempts was read before it was done."""
    platform.faults = [Fault(LOST)]
    name = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    for _ in range(3):
        desk.send()
        clock.pass_(hours=2)
    entry = now(desk, name)
    assert (entry.state, entry.attempts) == (State.SENT, 2)
    assert entry.attempted_at == clock.now() - timedelta(hours=2)
