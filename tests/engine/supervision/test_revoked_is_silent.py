"""A device that was put out of its team has nothing more to say there, and knows it."""

import logging

import pytest

from cm_desktop.domain.approvals.events import Head
from cm_desktop.domain.approvals.people import KeyId, Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person


@pytest.fixture
def put_out(people: People, platform: FakePlatform) -> tuple[Person, CommentRef]:
    """A moderator whose request was approved, and who was revoked before reading so."""
    owner, moderator = people.comes("Chef"), people.moderator()
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    ref = platform.post("c1", "Bonjour ?")
    moderator.desk.sync()
    owner.approve(moderator.ask(ref))
    owner.desk.supervision.teams.revoke(owner.team, key(moderator))
    moderator.scan()
    return moderator, ref


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def signed(person: Person) -> int:
    """The number of its last event."""
    own = person.desk.supervision._records.known(person.team).own
    assert own is not None
    return own.seq


def test_rounds_of_a_revoked_device_sign_nothing(
    put_out: tuple[Person, CommentRef], clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    moderator, _ = put_out
    before = signed(moderator)
    for hours in (0, 0, 80, 0):
        clock.pass_(hours=hours)
        moderator.scan()
    assert signed(moderator) == before
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_a_revoked_device_is_told_so_when_it_signs(put_out: tuple[Person, CommentRef]) -> None:
    moderator, _ = put_out
    with pytest.raises(NotEntitled) as refused:
        moderator.desk.supervision._answering._pen.sign(moderator.team, Head())
    assert refused.value.reason == "revoked"


def test_a_revoked_device_still_erases_what_it_keeps_itself(put_out: tuple[Person, CommentRef]) -> None:
    moderator, ref = put_out
    moderator.desk.supervision.erase(ref)
    assert moderator.desk.inbox.row(ref).comment.text == ""
