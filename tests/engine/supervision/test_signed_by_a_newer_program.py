"""What a newer program signed cannot be read here, and is not ignored: it may be a refusal, or a demand."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cm_desktop.approvals import envelope
from cm_desktop.domain.approvals.events import Acted, Answer, Body, CaseId, Outcome, PolicySet
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person, replies
from tests.engine.supervision.strangers import flood
from tests.engine.supervision.test_forked import key

HELD = [(State.HELD, Trouble("NotValidated", {"reason": "newer"}))]
SOMETHING = Acted(deed="hide", about="c1")


@contextmanager
def next_program() -> Iterator[None]:
    """What is signed meanwhile is of a version that this one does not know."""
    with pytest.MonkeyPatch.context() as newer:
        newer.setattr(envelope, "_FIRST", 3)
        yield


def signs_newly(person: Person, body: Body, case: CaseId | None = None) -> None:
    with next_program():
        person.desk.supervision._answering._pen.sign(person.team, body, case=case)


def sends(moderator: Person) -> list[tuple[State, Trouble | None]]:
    """What is still there after two tries."""
    moderator.desk.send()
    moderator.desk.send()
    return [(row.state, row.trouble) for row in moderator.rows()]


def test_a_refusal_of_a_newer_program_holds_until_its_author_is_out(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    view = supervisor.approve(case)
    moderator.scan()
    device = key(supervisor)
    signs_newly(supervisor, Answer(request=view.request_id, outcome=Outcome.REJECT), case)
    assert (sends(moderator), platform.writes) == (HELD, [])
    assert moderator.desk.supervision.teams.status(moderator.team).outdated
    moderator.desk.supervision.teams.revoke(moderator.team, device)
    assert sends(moderator) == []
    assert len(platform.writes) == 1


def test_a_demand_of_a_newer_program_holds_what_nobody_was_asked_about(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    owner = people.comes("Claire")
    people.joins(owner, moderator, Role.OWNER)
    signs_newly(owner, PolicySet(client=CLIENT.id, policy=Policy(demands=(Demand(level=Level.SIGNED),))))
    replies(moderator, comment)
    assert (sends(moderator), platform.writes) == (HELD, [])


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SUPERVISOR])
def test_whoever_owns_nothing_holds_nothing_that_nobody_was_asked_about(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, role: Role
) -> None:
    moderator, _ = two
    other = people.comes("Claire")
    people.joins(other, moderator, role)
    signs_newly(other, SOMETHING)
    replies(moderator, comment)
    assert (sends(moderator), len(platform.writes)) == ([], 1)


def test_no_stranger_holds_anything(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment))
    with next_program():
        flood(people.folder, moderator.team, 3)
    assert (sends(moderator), len(platform.writes)) == ([], 1)
    assert moderator.desk.supervision.teams.status(moderator.team).outdated
