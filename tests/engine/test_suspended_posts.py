"""Nothing leaves under a post that is suspended, and all the rest does: real databases, a strict platform at the port."""

from pathlib import Path

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.store.disk.files import CACHE
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import NOW, REPLIED, now, reply, triage


@pytest.fixture
def elsewhere(desk: Desk, platform: FakePlatform, comment: CommentRef) -> CommentRef:
    """A comment under another post of the same page."""
    ref = platform.post("c2", "Quel scandale !", under=RemoteId("p2"))
    desk.sync()
    return ref


def test_nothing_leaves_under_a_suspended_post_until_it_is_lifted(
    desk: Desk, comment: CommentRef, elsewhere: CommentRef
) -> None:
    desk.acts.suspend_post(comment, True).result()
    stays, leaves = reply(desk, comment), reply(desk, elsewhere)
    assert [entry.id for entry in desk.send()] == [leaves]
    assert now(desk, stays).state is State.QUEUED
    assert triage(desk, comment) is Triage.OUTGOING
    assert desk._push.next_due() is None
    desk.acts.suspend_post(comment, False).result()
    assert desk._push.next_due() is not None
    assert [entry.id for entry in desk.send()] == [stays]


def test_it_is_the_post_that_is_suspended_not_the_one_comment(
    desk: Desk, comment: CommentRef, elsewhere: CommentRef, platform: FakePlatform
) -> None:
    beside = platform.post("c3", "Moi aussi.")
    desk.sync()
    desk.acts.suspend_post(comment, True).result()
    reply(desk, beside)
    assert desk.send() == ()
    assert [desk.inbox.detail(ref).post_suspended for ref in (comment, beside, elsewhere)] == [True, True, False]
    assert [waiting.post_suspended for waiting in desk.inbox.waiting()] == [True]


def test_suspending_a_post_stops_the_pass_under_way(
    desk: Desk, comment: CommentRef, elsewhere: CommentRef, platform: FakePlatform
) -> None:
    beside = platform.post("c3", "Moi aussi.")
    desk.sync()
    for ref in (elsewhere, comment, beside):
        desk.acts.do(ref, Hide(), delay=NOW).result()
    platform.on_write = lambda: desk.acts.suspend_post(comment, True).result()
    desk.send()
    assert [name for _, name in platform.writes] == [elsewhere.id]


def test_what_is_uncertain_there_is_looked_for_all_the_same(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    desk.send()
    desk.acts.suspend_post(comment, True).result()
    assert desk._push.next_due() is not None
    clock.pass_(minutes=2)
    desk.send()
    assert now(desk, name).state is State.SENT
    assert platform.writes == REPLIED


def test_it_holds_at_the_next_start_and_without_the_cache(
    desk: Desk, comment: CommentRef, elsewhere: CommentRef, open_desk: OpenDesk, tmp_path: Path
) -> None:
    stays, leaves = reply(desk, comment), reply(desk, elsewhere)
    desk.acts.suspend_post(comment, True).result()
    desk.close()
    for file in (tmp_path / "workspace").glob(f"{CACHE.name}*"):
        file.unlink()
    again = open_desk()
    assert [entry.id for entry in again.send()] == [leaves]
    again.acts.suspend_post(comment, False).result()
    assert [entry.id for entry in again.send()] == [stays]


def test_a_page_that_is_taken_away_takes_it_along(desk: Desk, comment: CommentRef) -> None:
    desk.acts.suspend_post(comment, True).result()
    desk.accounts.remove(ACCOUNT.id)
    with pytest.raises(NotFound):
        desk.acts.suspend_post(comment, True)
    desk.accounts.add(ACCOUNT, desk.inbox.clients()[0], "jeton")
    desk.sync()
    assert not desk.inbox.detail(comment).post_suspended
