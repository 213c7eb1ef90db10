"""An erasure is obeyed by every member: in their own copy of the comment, and in what only they can find of it."""

from contextlib import suppress

import pytest

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.past import ERASED
from cm_desktop.engine.supervision.erasing import Erasing
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_and_mended import kept_texts
from tests.engine.supervision.test_erased_late import everybody_reads

WORDS = "Quel escroc !"
Four = tuple[Person, Person, Person, Person]


@pytest.fixture
def four(people: People) -> Four:
    """Who founded the team and erases, two who moderate the same page, and who validates."""
    eraser, judge = people.comes("Dominique"), people.comes("Alix")
    people.founded(eraser)
    moderators = people.moderator(), people.moderator("Noé")
    for one in moderators:
        people.joins(one, eraser, Role.MODERATOR)
        one.desk.supervision.teams.work_for(one.team, [CLIENT.id])
    people.joins(judge, eraser, Role.SUPERVISOR)
    return eraser, *moderators, judge


@pytest.fixture
def comment(four: Four, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", WORDS)
    four[1].desk.sync()
    four[2].desk.sync()
    return ref


@pytest.fixture
def case(four: Four, comment: CommentRef) -> CaseId:
    """Everybody has read it."""
    case = four[1].ask(comment)
    everybody_reads(four)
    return case


def shows(person: Person, comment: CommentRef) -> list[str]:
    """What stands of the comment in this person's two databases."""
    reader, found = person.desk._room.reader(), list[str]()
    for look in (lambda ref: reader.row(ref).comment, reader.kept_comment):
        with suppress(NotFound):
            one = look(comment)
            found.append(one.text + one.author.name)
    return found


def test_a_copy_in_another_moderators_databases_is_erased_too(four: Four, case: CaseId, comment: CommentRef) -> None:
    assert [len(shows(one, comment)) for one in four] == [0, 2, 1, 0], "control"
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    assert [set(shows(one, comment)) for one in four] == [set(), {""}, {""}, set()]


def test_so_is_one_of_which_the_team_was_never_asked(four: Four, comment: CommentRef) -> None:
    four[1].desk.supervision.erase(comment)
    everybody_reads(four)
    assert shows(four[2], comment) == [""]


def test_what_the_page_still_shows_comes_back_and_is_not_erased_at_every_round(
    four: Four, case: CaseId, comment: CommentRef, people: People
) -> None:
    """Somebody may have to answer it."""
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    other = four[2]
    other.desk.sync()
    assert WORDS in shows(other, comment)[0]
    everybody_reads(four)
    other.desk.close()
    again = people.comes(other.name, other.vault)
    again.scan()
    assert WORDS in shows(again, comment)[0]
    lines = again.desk._room.reader().past.lines(comment)
    assert sum(line.deed in ERASED for line in lines) == 1


def test_what_is_asked_anew_by_who_knows_of_it_stands(four: Four, case: CaseId, comment: CommentRef) -> None:
    """Though somebody reads of the erasure after that."""
    eraser, first, other, _ = four
    eraser.desk.supervision.erase(comment)
    first.scan()
    first.desk.sync()
    again = first.ask(comment, "Deux.")
    everybody_reads((other, eraser, first))
    assert first.desk.supervision.case(again).asked is not None


@pytest.mark.parametrize("quoting", [False, True])
def test_a_request_made_in_ignorance_is_erased_by_whoever_can_find_it(
    four: Four, case: CaseId, comment: CommentRef, people: People, platform: FakePlatform, quoting: bool
) -> None:
    """About the comment itself, which is a case of its own; or about another one that shows it in its thread."""
    eraser, _, other, _ = four
    beside = platform.post("c2", "Bien dit.", parent=comment.id)
    other.desk.sync()
    people.take_away()
    other.ask(beside if quoting else comment, "Marc, cessez.")
    people.bring_back()
    eraser.desk.supervision.erase(comment)
    assert kept_texts(other) == 2, "control: they have not read of it"
    for _ in range(2):
        everybody_reads(four)
    assert [kept_texts(person) for person in four] == [0, 0, 0, 0]


def test_a_team_erases_nothing_of_a_client_that_it_does_not_work_for(
    four: Four, case: CaseId, comment: CommentRef
) -> None:
    other = four[2]
    other.desk.supervision.teams.work_for(other.team, [ClientId("")])
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    assert WORDS in shows(other, comment)[0]


def test_who_erases_a_person_loses_nothing_of_it_to_the_round_that_goes_on_meanwhile(
    four: Four, case: CaseId, comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The background reads the folder between the word for the team and the databases here."""
    moderator = four[1]
    blot = moderator.desk._room.shelf.blot

    def meanwhile(*which: object) -> None:
        moderator.scan()
        blot(*which)  # type: ignore[arg-type]

    monkeypatch.setattr(moderator.desk._room.shelf, "blot", meanwhile)
    moderator.desk.person_erasing.erase(comment)
    assert shows(moderator, comment) == [], "gone with its row"


def test_where_nobody_obeys_copies_stay(
    four: Four, case: CaseId, comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(Erasing, "obey", lambda *_: None)
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    assert WORDS in shows(four[2], comment)[0]
