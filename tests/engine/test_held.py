"""What stops an act before it leaves, and what lets it go: real databases, a strict platform at the port."""

from cm_desktop.domain.actions import Hide, Publish, WriteReply
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import (
    ActRefused,
    AuthExpired,
    Forbidden,
    Offline,
    RateLimited,
)
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, FakeClock, FakePlatform, Fault
from tests.engine.steps import NOW, REPLIED, now, reply, triage


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


def test_a_reply_to_what_was_refused_as_spam_meanwhile_waits(
    desk: Desk, comment: CommentRef, platform: FakePlatform
) -> None:
    name = reply(desk, comment)
    platform.move(comment, Visibility.SPAM)
    desk.send()
    assert now(desk, name).trouble == ActRefused("moved").trouble()
    assert platform.writes == []


def test_a_reply_waits_for_the_publishing_it_came_with(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    platform.move(comment, Visibility.HELD)
    desk.sync()
    platform.faults = [Fault(Forbidden(scope="publish"))]
    both = desk.acts.do(comment, Publish(), WriteReply("Bonjour."), delay=NOW).result().entries
    desk.send()
    assert [now(desk, name).state for name in both] == [State.FAILED, State.QUEUED]
    assert platform.replies == []
    desk.acts.release(both[0]).result()
    desk.send()
    assert [now(desk, name).state for name in both] == [State.SENT, State.SENT]
