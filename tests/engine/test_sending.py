"""What leaves and when: real databases, a strict platform at the port."""

import pytest

from cm_desktop.domain.actions import Action, ActionKind, Escalate, Hide, Like, Unhide, WriteReply
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import (
    ActRefused,
    Offline,
    WorkspaceBusy,
)
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, FakeClock, FakePlatform
from tests.engine.steps import NOW, REPLIED, now, offline_since, reply, triage


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


def test_what_already_stands_so_is_not_written_again(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    name = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    platform.move(comment, Visibility.HIDDEN)
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.writes == []


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


def test_what_is_hidden_and_shown_again_is_to_do_again(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    desk.acts.do(comment, Hide(), delay=NOW).result()
    desk.send()
    desk.acts.do(comment, Unhide(), delay=NOW).result()
    desk.send()
    assert [kind for kind, _ in platform.writes] == [ActionKind.HIDE, ActionKind.UNHIDE]
    assert triage(desk, comment) is Triage.TODO


def test_a_sent_reply_stands_in_its_thread_at_once(desk: Desk, comment: CommentRef) -> None:
    reply(desk, comment, "Bonjour.")
    desk.send()
    thread = desk.inbox.detail(comment).thread
    assert [(row.comment.text, row.comment.author.is_page) for row in thread[1:]] == [("Bonjour.", True)]


def test_what_was_reopened_is_done_once_it_is_answered(desk: Desk, comment: CommentRef, clock: FakeClock) -> None:
    receipt = desk.acts.dismiss(comment).result()
    desk.acts.undo(receipt).result()
    assert triage(desk, comment) is Triage.TODO
    clock.pass_(seconds=1)
    reply(desk, comment)
    desk.send()
    assert triage(desk, comment) is Triage.DONE


def test_a_reply_takes_the_drafts_place(desk: Desk, comment: CommentRef) -> None:
    desk.acts.draft(comment, "Bonj").result()
    reply(desk, comment, "Bonjour.")
    assert desk.inbox.detail(comment).draft == ""


def test_suspending_stops_the_pass_under_way(desk: Desk, platform: FakePlatform, comment: CommentRef) -> None:
    others = [platform.post(f"d{n}", "Merci.") for n in range(3)]
    desk.sync()
    for ref in (comment, *others):
        desk.acts.do(ref, Hide(), delay=NOW).result()
    platform.on_write = lambda: desk.acts.suspend(True).result()
    desk.send()
    assert len(platform.writes) == 1


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
    from cm_desktop.store.disk.lock import hold

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
