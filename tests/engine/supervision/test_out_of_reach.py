"""While the shared folder is out of reach nothing leaves that somebody in it could have forbidden since."""

from collections.abc import Callable
from datetime import datetime

import pytest

from cm_desktop.domain.actions import ActionKind, Hide
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person, replies

UNREACHABLE = Trouble("NotValidated", {"reason": "unreachable"})
SIGNED_REPLIES = Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),))

Puts = Callable[[Person, CommentRef], object]


def hides(moderator: Person, comment: CommentRef) -> None:
    moderator.desk.acts.do(comment, Hide(), delay=AT_ONCE).result()


def is_told_yes(moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment)
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, person="X", message="Oui", choice=0)


@pytest.mark.parametrize("puts", [replies, hides, is_told_yes])
def test_whatever_the_team_could_forbid_is_held_until_the_folder_is_read(
    people: People,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    puts: Puts,
) -> None:
    moderator, _ = two
    puts(moderator, comment)
    people.take_away()
    clock.pass_(minutes=16)
    moderator.desk.send()
    assert platform.writes == []
    assert [(row.state, row.trouble) for row in moderator.rows()] == [(State.HELD, UNREACHABLE)]
    people.bring_back()
    moderator.desk.send()
    moderator.desk.send()
    assert len(platform.writes) == 1


@pytest.mark.parametrize("puts", [replies, hides, is_told_yes])
def test_a_folder_that_was_read_a_moment_ago_holds_nothing(
    people: People,
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    puts: Puts,
) -> None:
    """The control of the test above."""
    moderator, _ = two
    puts(moderator, comment)
    moderator.scan()
    people.take_away()
    clock.pass_(minutes=14)
    moderator.desk.send()
    assert len(platform.writes) == 1


def test_what_was_told_is_refused_by_who_signs_while_the_folder_was_away(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.scan()
    moderator.desk.supervision.declare_elsewhere(case, Outcome.APPROVE, person="X", message="Oui", choice=0)
    people.take_away()
    supervisor.say(case, Outcome.REJECT, reason="Non, je n'ai rien dit.")
    clock.pass_(minutes=16)
    moderator.desk.send()
    people.bring_back()
    supervisor.scan()
    for _ in range(2):
        moderator.desk.send()
    assert platform.writes == []


def test_a_client_nobody_validates_for_needs_no_folder(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    """As one who sees a folder gone for good has it: what it wanted validated, nothing, is nobody's to say any more."""
    moderator, _ = two
    replies(moderator, comment)
    people.take_away()
    clock.pass_(minutes=16)
    moderator.desk.send()
    moderator.desk.supervision.teams.work_for(moderator.team, [])
    moderator.desk.acts.release(moderator.rows()[0].id).result()
    moderator.desk.send()
    assert len(platform.writes) == 1


def test_both_folders_are_read_where_another_team_was_asked(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    """Approved in one team, and the client is another's by now: what that one wants is in its own folder."""
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment))
    moderator.scan()
    other = people.home / "another"
    other.mkdir()
    moderator.desk.supervision.teams.found("À moi", [CLIENT.id], other, moderator.name)
    other.rename(people.home / "gone")
    clock.pass_(minutes=16)
    for _ in range(3):
        moderator.desk.send()
    assert platform.writes == []
    assert [(row.state, row.trouble) for row in moderator.rows()] == [(State.HELD, UNREACHABLE)]
    (people.home / "gone").rename(other)
    for _ in range(2):
        moderator.desk.send()
    assert len(platform.writes) == 1


def test_a_clock_that_goes_on_while_it_is_asked_holds_nothing(
    people: People, platform: FakePlatform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody carries was read just now, which is not a moment that is still to come."""
    moderator = people.moderator()
    comment = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()

    def ticking() -> datetime:
        clock.pass_(milliseconds=1)
        return clock.time

    monkeypatch.setattr(clock, "now", ticking)
    is_told_yes(moderator, comment)
    moderator.desk.send()
    assert len(platform.writes) == 1
