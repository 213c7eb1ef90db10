"""A copy of the work is put back: what left since then is looked for before anything leaves again, and found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind, Repeat
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, Duplicate, Invalid, Transient
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping.recovery import Recovery
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACTS, LOST, FakeClock, FakePlatform, Fault
from tests.engine.steps import REPLIED, now, reply

Restore = Callable[[Desk], Desk]


@pytest.fixture
def put_back(open_desk: OpenDesk, clock: FakeClock) -> Restore:
    """The last copy takes the place of the work, and the desk is opened again, hours later."""

    def restored(desk: Desk) -> Desk:
        desk.close()
        back = Recovery(desk.folder, clock)
        back.restore(next(copy for copy in back.copies()[1:] if copy.whole))
        clock.pass_(hours=5)
        again = open_desk()
        again.send()
        return again

    return restored


def queued(desk: Desk, comment: CommentRef, platform: FakePlatform) -> EntryId:
    return reply(desk, comment)


def put_off(desk: Desk, comment: CommentRef, platform: FakePlatform) -> EntryId:
    """Tried once, with proof that nothing came of it: it leaves again by itself."""
    platform.faults = [Fault(Transient())]
    name = reply(desk, comment)
    desk.send()
    return name


def failed(desk: Desk, comment: CommentRef, platform: FakePlatform) -> EntryId:
    """The user tries again since the copy."""
    platform.faults = [Fault(Invalid())]
    name = reply(desk, comment)
    desk.send()
    return name


def held(desk: Desk, comment: CommentRef, platform: FakePlatform) -> EntryId:
    """For another reason, and let go since the copy."""
    name = reply(desk, comment)
    platform.edit(comment, "Quel escroc, vraiment !")
    desk.send()
    desk.sync()
    return name


BEFORE = pytest.mark.parametrize("before", [queued, put_off, failed, held])


@BEFORE
def test_a_reply_that_left_since_the_copy_is_found_when_it_is_let_go_and_not_written_again(
    desk: Desk,
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    put_back: Restore,
    before: Callable[[Desk, CommentRef, FakePlatform], EntryId],
) -> None:
    name = before(desk, comment, platform)
    desk.keep_house()
    if now(desk, name).state is not State.QUEUED:
        desk.acts.release(name).result()
    clock.pass_(hours=2)
    desk.send()
    desk.sync()
    assert now(desk, name).state is State.SENT
    written = len(platform.writes)

    again = put_back(desk)
    waiting = now(again, name)
    assert (waiting.state, waiting.trouble) == (State.HELD, ActRefused("restored").trouble())
    again.acts.release(name).result()
    again.send()
    assert (now(again, name).state, now(again, name).remote_id) == (State.SENT, "r1")
    assert len(platform.writes) == written
    assert len(platform.replies) == 1


def test_a_reply_that_never_left_leaves_on_the_users_word_alone(
    desk: Desk, comment: CommentRef, platform: FakePlatform, put_back: Restore
) -> None:
    name = reply(desk, comment)
    desk.keep_house()
    again = put_back(desk)
    assert (now(again, name).state, platform.writes) == (State.HELD, [])
    again.acts.release(name).result()
    again.send()
    assert (now(again, name).state, platform.writes) == (State.SENT, REPLIED)


def test_of_two_that_say_the_same_the_one_that_never_left_is_written(
    desk: Desk, comment: CommentRef, platform: FakePlatform, put_back: Restore
) -> None:
    first, second = reply(desk, comment), reply(desk, comment)
    desk.keep_house()
    desk.acts.drop(second).result()
    desk.send()
    again = put_back(desk)
    for name in (first, second):
        again.acts.release(name).result()
    again.send()
    assert [now(again, name).remote_id for name in (first, second)] == ["r1", "r2"]


def test_what_was_in_doubt_asks_and_what_stands_there_is_found_on_the_users_word(
    desk: Desk, comment: CommentRef, platform: FakePlatform, put_back: Restore
) -> None:
    platform.faults = [Fault(LOST, applied=True)]
    name = reply(desk, comment)
    desk.send()
    desk.keep_house()
    again = put_back(desk)
    assert now(again, name).asking
    again.acts.release(name).result()
    again.send()
    assert (now(again, name).state, platform.writes) == (State.SENT, REPLIED)


def test_a_duplicate_of_what_left_since_the_copy_is_looked_for_before_it_is_called_a_failure(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, put_back: Restore
) -> None:
    """The page that compares texts knows the reply before it shows it."""
    platform.caps = replace(platform.caps, acts={**ACTS, ActionKind.REPLY: Repeat.DEDUP})
    name = reply(desk, comment)
    desk.keep_house()
    desk.send()
    again = put_back(desk)
    platform.unread, platform.faults = 1, [Fault(Duplicate())]
    again.acts.release(name).result()
    again.send()
    assert now(again, name).state is State.UNCERTAIN
    clock.pass_(minutes=2)
    again.send()
    assert (now(again, name).state, len(platform.replies)) == (State.SENT, 1)
