"""Who can sign nothing any more erases what they keep themselves."""

import pytest

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import KeyId
from cm_desktop.domain.comments import CommentRef
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_and_mended import kept_texts
from tests.engine.supervision.test_erased_by_everybody import Four, case, comment, four, shows
from tests.engine.supervision.test_erased_late import everybody_reads

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
