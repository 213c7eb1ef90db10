"""A workspace put back from a copy that knows nothing of what was done by hand since: it is not to be done again."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind, Hide, Repeat
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Sending, Sent
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import Addressee, Entry, State
from tests.engine.port import FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person
from tests.engine.supervision.test_restored import put_back

ASKS = Trouble("ActRefused", {"reason": "restored_by_hand"})


def by_hand(platform: FakePlatform, *kinds: ActionKind) -> None:
    """From here on the moderator does these on the page."""
    acts: Mapping[ActionKind, Repeat] = dict.fromkeys(kinds, Repeat.BY_HAND)
    platform.caps = replace(platform.caps, acts={**platform.caps.acts, **acts})


def to_do(person: Person) -> tuple[Entry, ...]:
    return tuple(waiting.entry for waiting in person.desk.inbox.waiting(addressee=Addressee.HAND))


@pytest.fixture
def done(two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform) -> CaseId:
    """Approved, copied, then done by hand and told; then the copy is put back."""
    moderator, supervisor = two
    by_hand(platform, ActionKind.REPLY)
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    moderator.desk.keep_house()
    (row,) = to_do(moderator)
    moderator.desk.acts.confirm(row.id).result()
    moderator.scan()
    return case


def test_what_its_own_events_say_was_done_is_known_as_done(
    two: tuple[Person, Person], done: CaseId, people: People
) -> None:
    again = put_back(people, two[0])
    again.scan()
    assert to_do(again) == ()
    known = again.desk.supervision._records.known(again.team)
    said = [type(event.body) for event in known.events.values() if event.case == done]
    assert [said.count(kind) for kind in (Sending, Sent)] == [1, 1]
    assert again.see(done).state is CaseState.SENT


def test_until_they_are_read_again_it_says_to_look_at_the_page(
    two: tuple[Person, Person], done: CaseId, people: People
) -> None:
    people.take_away()
    again = put_back(people, two[0])
    again.scan()
    assert [(row.state, row.trouble) for row in to_do(again)] == [(State.HELD, ASKS)]
    people.bring_back()
    again.scan()
    assert to_do(again) == ()


def test_what_nobody_was_asked_says_so_too(people: People, platform: FakePlatform) -> None:
    """Done alone, it left no event."""
    moderator, ref = people.moderator(), platform.post("c1", "Quel escroc !")
    by_hand(platform, ActionKind.HIDE)
    moderator.desk.sync()
    moderator.desk.acts.do(ref, Hide(), delay=AT_ONCE).result()
    moderator.desk.keep_house()
    again = put_back(people, moderator)
    (row,) = to_do(again)
    assert row.trouble == ASKS
    again.desk.acts.confirm(row.id).result()
    assert again.desk.inbox.entry(row.id).trouble is None


def test_what_was_not_done_yet_stays_to_do(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform
) -> None:
    """The control: approved, and no more."""
    moderator, supervisor = two
    by_hand(platform, ActionKind.REPLY)
    supervisor.approve(moderator.ask(comment))
    moderator.scan()
    moderator.desk.keep_house()
    again = put_back(people, moderator)
    again.scan()
    assert [row.trouble for row in to_do(again)] == [ASKS]
