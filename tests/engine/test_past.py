"""The history of a comment, from real databases: what left, what was decided, who answered."""

import pytest

from cm_desktop.domain.actions import ActionKind, Decision, Hide
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.domain.past import What
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, FakeClock
from tests.engine.steps import NOW, reply


def test_a_history_tells_what_left_and_what_was_decided(desk: Desk, comment: CommentRef, clock: FakeClock) -> None:
    reply(desk, comment, "Bonjour.")
    desk.send()
    clock.pass_(minutes=5)
    desk.sync()
    desk.acts.do(comment, Hide(), delay=NOW).result()
    desk.acts.dismiss(comment).result()
    events = desk.past.history(comment)
    acts = [(event.act, event.state) for event in events if event.what is What.ACTED]
    assert acts == [(ActionKind.REPLY, State.SENT), (ActionKind.HIDE, State.QUEUED)]
    assert [event.decision for event in events if event.decision] == [Decision.DISMISSED]
    assert [event for event in events if event.what is What.ANSWERED] == [], "our reply came back with the reading"
    assert all(event.done_at for event in events if event.state is State.SENT)


def test_a_comment_that_is_not_here_has_none(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.past.history(CommentRef(ACCOUNT.id, RemoteId("nowhere")))
