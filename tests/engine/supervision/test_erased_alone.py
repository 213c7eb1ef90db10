"""Who can sign nothing any more erases what they keep themselves, and is told that nobody else heard of it."""

from dataclasses import replace

import pytest

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import KeyId, Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotEntitled
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_and_mended import kept_texts
from tests.engine.supervision.test_erased_by_everybody import WORDS, Four, case, comment, four, shows
from tests.engine.supervision.test_erased_late import everybody_reads
from tests.engine.supervision.test_forked import copied, signs

__all__ = ["case", "comment", "four"]


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def come_again(people: People, person: Person) -> Person:
    """The program is closed and opened."""
    person.desk.close()
    again = people.comes(person.name, person.vault)
    again.team = person.team
    return again


@pytest.mark.parametrize("leaves", [False, True])
def test_whose_part_is_over_drops_the_texts_and_takes_them_in_no_more(
    four: Four, case: CaseId, comment: CommentRef, people: People, leaves: bool
) -> None:
    """The others keep theirs, and their sheets lie in the folder: nobody hears this device."""
    eraser, moderator, _, judge = four
    one = judge if leaves else moderator
    if leaves:
        one.desk.supervision.teams.leave(one.team)
    else:
        eraser.desk.supervision.teams.revoke(eraser.team, key(one))
    everybody_reads(four)
    assert kept_texts(one) == 1, "control"
    assert one.desk.supervision.erase(comment) == 1
    again = come_again(people, one)
    for _ in range(2):
        again.scan()
    assert kept_texts(again) == 0
    assert again.desk.supervision.case(case).asked is None
    assert set(shows(again, comment)) <= {""}
    eraser.scan()
    assert kept_texts(eraser) == 1


@pytest.fixture
def torn(four: Four, case: CaseId, people: People) -> Four:
    """Everybody has read that one of those who moderate signed two things at once."""
    other = four[2]
    twin = copied(people, other)
    for one in (other, twin):
        signs(one)
    twin.desk.close()
    everybody_reads(four)
    assert other.desk.supervision.teams.one(other.team).torn == {key(other)}
    return four


def test_whose_log_is_torn_obeys_all_the_same(torn: Four, comment: CommentRef) -> None:
    assert WORDS in shows(torn[2], comment)[0], "control"
    torn[0].desk.supervision.erase(comment)
    everybody_reads(torn)
    assert shows(torn[2], comment) == [""]


def test_whose_log_is_torn_erases_its_own_copy_and_says_that_nobody_was_told(torn: Four, comment: CommentRef) -> None:
    with pytest.raises(NotEntitled, match="untold"):
        torn[2].desk.supervision.erase(comment)
    assert shows(torn[2], comment) == [""]
    everybody_reads(torn)
    assert WORDS in shows(torn[1], comment)[0]


def test_a_person_leaves_the_databases_of_whose_log_is_torn(torn: Four, comment: CommentRef) -> None:
    with pytest.raises(NotEntitled, match="untold"):
        torn[2].desk.person_erasing.erase(comment)
    assert shows(torn[2], comment) == []


def test_who_has_to_read_its_own_events_first_erases_its_own_copy(
    four: Four, case: CaseId, comment: CommentRef, people: People
) -> None:
    moderator = four[1]
    team = moderator.desk._room.reader().supervised.team(moderator.team)
    people.take_away()
    moderator.desk._room.workspace.supervision.save_team(replace(team, unread=True)).result()
    with pytest.raises(NotEntitled, match="untold"):
        moderator.desk.supervision.erase(comment)
    assert set(shows(moderator, comment)) == {""}


def test_a_team_that_cannot_be_told_keeps_no_other_from_being_told(people: People, platform: FakePlatform) -> None:
    """The one whose log is torn comes first: what was asked before, alone, is erased with the others."""
    owner, moderator = people.comes("Dominique"), people.moderator()
    comment = platform.post("c1", WORDS)
    moderator.desk.sync()
    alone = moderator.ask(comment)
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    twin = copied(people, moderator)
    for one in (moderator, twin):
        signs(one)
    twin.desk.close()
    owner.scan()
    moderator.scan()
    records = moderator.desk.supervision._records
    both = sorted(records.all(), key=lambda known: known.team.id != moderator.team)
    assert moderator.desk.supervision.case(alone).asked is not None
    records.all = lambda: iter(both)  # type: ignore[method-assign]
    with pytest.raises(NotEntitled, match="untold"):
        moderator.desk.supervision.erase(comment)
    del records.all
    assert moderator.desk.supervision.case(alone).asked is None
