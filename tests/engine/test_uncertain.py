"""What was sent without proof: looked for, asked about, never sent again by itself. Real databases, a strict port."""

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import (
    Duplicate,
    Transient,
)
from cm_desktop.domain.outbox import State
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import NOW, REPLIED, now, reply


def test_a_reply_that_arrived_without_proof_is_found_and_never_sent_again(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    desk.send()
    assert now(desk, name).state is State.UNCERTAIN
    assert desk.send() == ()
    clock.pass_(minutes=2)
    desk.send()
    assert (now(desk, name).state, now(desk, name).remote_id) == (State.SENT, "r1")
    assert platform.writes == REPLIED


def test_a_reply_that_never_arrived_asks_and_leaves_again_only_on_the_users_word(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST)]
    name = reply(desk, comment)
    desk.send()
    for _ in range(5):
        clock.pass_(minutes=3)
        desk.send()
    assert now(desk, name).asking
    assert platform.writes == REPLIED
    desk.acts.release(name).result()
    desk.send()
    assert now(desk, name).state is State.SENT
    assert len(platform.replies) == 1


def test_a_reply_shown_late_is_found_by_the_second_reading(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    desk.send()
    platform.unread = 1
    clock.pass_(minutes=2)
    desk.send()
    assert now(desk, name).absent_reads == 1
    clock.pass_(minutes=2)
    desk.send()
    assert now(desk, name).state is State.SENT


def test_a_reading_that_fails_counts_for_nothing(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    desk.send()
    platform.down = Transient()
    for _ in range(4):
        clock.pass_(minutes=10)
        desk.send()
    assert (now(desk, name).state, now(desk, name).absent_reads) == (State.UNCERTAIN, 0)


def test_a_later_reply_of_the_thread_waits_for_the_uncertain_one(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    first, second = reply(desk, comment, "Un."), reply(desk, comment, "Deux.")
    desk.send()
    assert (now(desk, first).state, now(desk, second).state) == (State.UNCERTAIN, State.QUEUED)
    clock.pass_(minutes=2)
    desk.send()
    assert [text.text for _, text in platform.replies] == ["Un.", "Deux."]
    assert now(desk, second).state is State.SENT


def test_a_program_that_died_while_sending_looks_before_it_sends(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, open_desk: OpenDesk
) -> None:
    class Killed(BaseException):
        pass

    name = reply(desk, comment)
    platform.faults = [Fault(Killed(), applied=True)]
    with pytest.raises(Killed):
        desk.send()
    assert now(desk, name).state is State.SENDING
    after = open_desk()
    after.send()
    assert now(after, name).state is State.UNCERTAIN
    clock.pass_(minutes=2)
    after.send()
    assert now(after, name).state is State.SENT
    assert len(platform.replies) == 1


def test_a_duplicate_that_is_not_ours_is_a_failure(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(Duplicate())]
    name = reply(desk, comment)
    desk.send()
    clock.pass_(minutes=3)
    desk.send()
    assert (now(desk, name).state, now(desk, name).trouble) == (State.FAILED, Duplicate().trouble())


def test_a_state_that_is_in_doubt_is_read_and_set_again(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST)]
    name = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    desk.send()
    assert now(desk, name).state is State.UNCERTAIN
    clock.pass_(minutes=5)
    desk.send()
    clock.pass_(minutes=5)
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.comments[comment.id].visibility is Visibility.HIDDEN


def test_sending_again_what_has_shown_meanwhile_sends_nothing(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    platform.unread = 2  # both readings come too early
    desk.send()
    platform.unread = 2
    for _ in range(2):
        clock.pass_(minutes=3)
        desk.send()
    assert now(desk, name).asking
    platform.post("r1", "Bonjour.", parent="c1", by_page=True)
    desk.sync()
    desk.acts.release(name).result()
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.writes == REPLIED


def test_a_reply_that_the_user_saw_does_not_hold_the_next_one(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    first, second = reply(desk, comment, "Un."), reply(desk, comment, "Deux.")
    desk.send()
    desk.acts.confirm(first).result()
    desk.send()
    assert now(desk, second).state is State.SENT
    assert [text.text for _, text in platform.replies] == ["Un.", "Deux."]
