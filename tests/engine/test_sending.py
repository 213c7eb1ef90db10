"""What leaves, when, and what becomes of it: real databases, a strict platform at the port."""

from datetime import datetime, timedelta

import pytest

from cm_desktop.domain.actions import Action, ActionKind, Escalate, Hide, Like, Unhide, WriteReply
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import (
    ActRefused,
    AuthExpired,
    Duplicate,
    Forbidden,
    Offline,
    RateLimited,
    Transient,
    WorkspaceBusy,
)
from cm_desktop.domain.outbox import Entry, EntryId, State
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, LOST, FakeClock, FakePlatform, Fault

NOW = timedelta(0)
REPLIED = [(ActionKind.REPLY, "c1")]


@pytest.fixture
def comment(desk: Desk, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    return ref


def reply(desk: Desk, ref: CommentRef, text: str = "Bonjour.") -> EntryId:
    return desk.acts.do(ref, WriteReply(text), delay=NOW).result().entries[0]


def now(desk: Desk, name: EntryId) -> Entry:
    return desk.inbox.entry(name)


def triage(desk: Desk, ref: CommentRef) -> Triage:
    return desk.inbox.row(ref).triage


def offline_since(desk: Desk) -> datetime | None:
    return desk.network.offline_since


def test_an_act_leaves_once_it_can_no_longer_be_undone(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    desk.acts.do(comment, Hide()).result()
    assert triage(desk, comment) is Triage.OUTGOING
    assert desk.send() == ()
    clock.pass_(seconds=10)
    assert [entry.state for entry in desk.send()] == [State.SENT]
    assert platform.comments[comment.id].visibility is Visibility.HIDDEN
    assert triage(desk, comment) is Triage.HIDDEN


def test_what_is_undone_in_time_never_leaves(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    receipt = desk.acts.do(comment, Hide()).result()
    desk.acts.undo(receipt).result()
    clock.pass_(minutes=1)
    assert desk.send() == ()
    assert platform.writes == []
    assert triage(desk, comment) is Triage.TODO


def test_what_has_left_cannot_be_undone(desk: Desk, comment: CommentRef) -> None:
    receipt = desk.acts.do(comment, Hide(), delay=NOW).result()
    desk.send()
    with pytest.raises(ActRefused, match="too_late"):
        desk.acts.undo(receipt)


def test_a_sent_reply_is_credited_and_leaves_the_queue(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    name = reply(desk, comment)
    desk.send()
    assert now(desk, name).remote_id == "r1"
    assert triage(desk, comment) is Triage.DONE
    assert desk.send() == ()
    assert platform.writes == REPLIED


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
    platform.faults = [Fault(Killed(), applied=True)]  # type: ignore[arg-type]
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


def test_an_edited_comment_stops_the_act_and_shows_the_new_text(
    desk: Desk, comment: CommentRef, platform: FakePlatform
) -> None:
    name = reply(desk, comment)
    platform.edit(comment, "Pardon, je me suis trompé.")
    desk.send()
    held = now(desk, name)
    assert held.state is State.HELD
    assert held.trouble == ActRefused("changed").trouble()
    assert desk.inbox.row(comment).comment.text == "Pardon, je me suis trompé."
    desk.acts.release(name).result()
    desk.send()
    assert now(desk, name).state is State.SENT


def test_an_answer_by_a_colleague_stops_the_reply(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    name = reply(desk, comment)
    platform.post("c2", "Bonjour, nous regardons.", parent="c1", by_page=True)
    desk.send()
    assert now(desk, name).trouble == ActRefused("answered").trouble()
    assert platform.writes == []


def test_a_comment_that_is_gone_fails_the_act_and_says_so(
    desk: Desk, comment: CommentRef, platform: FakePlatform
) -> None:
    name = reply(desk, comment)
    platform.comments.clear()
    desk.send()
    assert now(desk, name).state is State.FAILED
    assert desk.inbox.row(comment).comment.visibility is Visibility.GONE
    desk.acts.drop(name).result()
    assert triage(desk, comment) is Triage.DONE


def test_offline_everything_waits_and_leaves_in_order_when_the_network_is_back(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    other = platform.post("c2", "Merci.")
    desk.sync()
    platform.down = Offline()
    reply(desk, comment)
    desk.acts.do(other, Hide(), delay=NOW).result()
    desk.send()
    assert offline_since(desk) == clock.now()
    assert desk.inbox.counts().queues[Queue.OUTGOING] == 2
    platform.down = None
    clock.pass_(seconds=30)
    desk.send()
    assert offline_since(desk) is None
    assert platform.writes == [(ActionKind.REPLY, "c1"), (ActionKind.HIDE, "c2")]


def test_an_expired_access_freezes_the_account_until_it_is_checked_again(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.down = AuthExpired(reason="password_changed")
    name = reply(desk, comment)
    desk.send()
    platform.down = None
    clock.pass_(hours=2)
    assert desk.send() == ()
    desk.accounts.check(ACCOUNT.id)
    desk.send()
    assert now(desk, name).state is State.SENT


def test_a_throttled_account_is_left_alone_for_as_long_as_it_was_told(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(RateLimited(retry_after=600))]
    name = reply(desk, comment)
    desk.send()
    clock.pass_(minutes=9)
    assert desk.send() == ()
    clock.pass_(minutes=2)
    desk.send()
    assert now(desk, name).state is State.SENT


def test_a_refusal_fails_and_the_user_may_try_again(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    platform.faults = [Fault(Forbidden(scope="pages_manage_engagement"))]
    name = reply(desk, comment)
    desk.send()
    failed = now(desk, name)
    assert failed.state is State.FAILED
    assert failed.trouble == Forbidden(scope="pages_manage_engagement").trouble()
    desk.acts.release(name).result()
    desk.send()
    assert now(desk, name).state is State.SENT


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


def test_what_already_stands_so_is_not_written_again(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    name = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    platform.move(comment, Visibility.HIDDEN)
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.writes == []


def test_a_reply_of_yesterday_waits_for_the_user(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.down = Offline()
    name = reply(desk, comment)
    hide = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    desk.send()
    clock.pass_(hours=25)
    platform.down = None
    desk.send()
    assert (now(desk, name).state, now(desk, hide).state) == (State.HELD, State.SENT)


def test_nothing_leaves_while_everything_is_suspended(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    desk.acts.suspend(True).result()
    reply(desk, comment)
    assert desk.send() == ()
    desk.acts.suspend(False).result()
    assert len(desk.send()) == 1
    assert platform.writes == REPLIED


def test_a_request_stays_with_us_and_can_be_taken_back(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    receipt = desk.acts.do(comment, Escalate(proposal="Bonjour."), delay=NOW).result()
    assert triage(desk, comment) is Triage.VALIDATION
    assert desk.send() == ()
    assert platform.writes == []
    desk.acts.undo(receipt).result()
    assert triage(desk, comment) is Triage.TODO


def test_hiding_and_asking_at_once_are_two_rows(desk: Desk, comment: CommentRef) -> None:
    desk.acts.do(comment, Hide(), Escalate(), delay=NOW).result()
    assert triage(desk, comment) is Triage.OUTGOING
    desk.send()
    assert triage(desk, comment) is Triage.VALIDATION


def test_showing_again_what_was_about_to_be_hidden_sends_nothing_needless(
    desk: Desk, comment: CommentRef, platform: FakePlatform
) -> None:
    desk.acts.do(comment, Hide(), delay=NOW).result()
    desk.send()
    desk.acts.do(comment, Unhide(), delay=NOW).result()
    desk.send()
    assert [kind for kind, _ in platform.writes] == [ActionKind.HIDE, ActionKind.UNHIDE]
    assert triage(desk, comment) is Triage.TODO


def test_what_cannot_be_accepted_is_refused_at_once(desk: Desk, comment: CommentRef) -> None:
    refusals: dict[str, Action] = {
        "empty_text": WriteReply("  \n"),
        "too_long": WriteReply("a" * 201),
        "out_of_place": Unhide(),
    }
    for reason, action in refusals.items():
        with pytest.raises(ActRefused, match=reason):
            desk.acts.do(comment, action)
    desk.acts.do(comment, Like()).result()
    with pytest.raises(ActRefused, match="already"):
        desk.acts.do(comment, Like())
    assert [entry.action for entry in desk.inbox.row(comment).pending] == [Like()]


def test_only_one_process_sends(desk: Desk, comment: CommentRef, open_desk: OpenDesk) -> None:
    from cm_desktop.store.lock import hold

    reply(desk, comment)
    with hold(desk.folder, "sender"), pytest.raises(WorkspaceBusy):
        open_desk().send()
    assert len(desk.send()) == 1


def test_removing_an_account_drops_what_waits_for_it(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    name = reply(desk, comment)
    removed = desk.accounts.remove(ACCOUNT.id)
    assert removed.dropped == 1
    assert now(desk, name).state is State.CANCELLED
    assert desk.send() == ()
    assert platform.writes == []
    assert desk.inbox.page(Query()).rows == ()
