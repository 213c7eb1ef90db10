"""What somebody wrote before they read of an erasure goes with it, whenever it arrives: an answer, a note, another version."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.approvals import fold
from cm_desktop.domain.approvals.events import CaseId, Erasure, Event, Outcome
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.store.copies.backups import Backups
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_and_mended import kept_texts, there

Three = tuple[Person, Person, Person]
Writes = Callable[[Three, CaseId, CommentRef], object]
UNIQUE = slice(20, 60)  # of a sheet: the end of its first line, the key's name, the nonce, the first letters

LATE: dict[str, tuple[int, Writes]] = {
    "a correction": (2, lambda three, case, _: three[2].say(case, Outcome.CORRECT, text="Marc, cessez.")),
    "a refusal": (2, lambda three, case, _: three[2].say(case, Outcome.REJECT, reason="Marc Delvaux exagère.")),
    "another version": (1, lambda three, _, comment: three[1].ask(comment, "Marc, nous vous écrivons.")),
    "a note": (
        1,
        lambda three, case, _: three[1].desk.supervision.declare_elsewhere(
            case, Outcome.REJECT, person="Paul", message="Re : « Quel escroc ! » Non."
        ),
    ),
}


@pytest.fixture
def three(people: People) -> Three:
    """Who founded the team and erases, who moderates a page, and who validates."""
    eraser, moderator, supervisor = people.comes("Dominique"), people.moderator(), people.comes("Alix")
    people.founded(eraser)
    people.joins(moderator, eraser, Role.MODERATOR)
    people.joins(supervisor, eraser, Role.SUPERVISOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    return eraser, moderator, supervisor


@pytest.fixture
def comment(three: Three, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    three[1].desk.sync()
    return ref


@pytest.fixture
def case(three: Three, comment: CommentRef) -> CaseId:
    """Everybody has read it."""
    case = three[1].ask(comment)
    everybody_reads(three)
    return case


def everybody_reads(everybody: Sequence[Person]) -> None:
    for _ in range(2):
        for person in everybody:
            person.scan()


def texts_of(person: Person) -> dict[str, bytes]:
    """The sheets of all papers in this person's work.db, by name."""
    with person.desk._room.reader().supervised._work() as db:
        return dict(db.execute("SELECT name, data FROM sheet WHERE kind = 'papers'").fetchall())


def files_with(folder: Path, sheets: dict[str, bytes]) -> set[str]:
    every = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in every for data in sheets.values() if data[UNIQUE] in path.read_bytes()}


def erased_meanwhile(
    people: People, three: Three, case: CaseId, comment: CommentRef, late: str, *, first: bool
) -> None:
    """Somebody writes out of reach, while somebody else erases; `first`: what they wrote arrives before they read of it."""
    who, write = LATE[late]
    people.take_away()
    write(three, case, comment)
    people.bring_back()
    before = there(people).keys()
    three[0].desk.supervision.erase(comment)
    word = {path: data for path, data in there(people).items() if path not in before}
    assert len(word) == 2, "the erasure, and which comment it is about"
    if first:
        for path in word:
            path.unlink()
        three[who].scan()
        for path, data in word.items():
            path.write_bytes(data)
    everybody_reads(three)


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("late", LATE)
def test_what_was_written_before_anybody_told_of_the_erasure_is_erased_too(
    people: People, three: Three, case: CaseId, comment: CommentRef, late: str, first: bool
) -> None:
    erased_meanwhile(people, three, case, comment, late, first=first)
    assert [kept_texts(person) for person in three] == [0, 0, 0]
    assert three[0].desk.supervision.erase(comment) == 0, "nothing is left to be found"


def test_it_is_found_in_no_folder_database_or_log_nor_after_two_weeks_in_a_copy(
    people: People, three: Three, case: CaseId, comment: CommentRef, clock: FakeClock
) -> None:
    eraser, _, supervisor = three
    people.take_away()
    LATE["a correction"][1](three, case, comment)
    people.bring_back()
    written = texts_of(supervisor)
    assert len(written) == 2
    backups = Backups(people.home / supervisor.name)
    backups.make(clock.now())
    eraser.desk.supervision.erase(comment)
    assert files_with(people.home / supervisor.name, written), "control: it is found where it is"
    everybody_reads(three)
    for person in three:
        person.desk.close()
    again = [people.comes(person.name, person.vault) for person in three]
    for person in again:
        person.scan()
    assert files_with(people.home, written) == {backups.path(clock.now()).name}
    for day in range(1, 16):
        backups.keep_up(clock.now() + timedelta(days=day))
    assert files_with(people.home, written) == set()


def test_what_is_asked_by_who_knows_of_the_erasure_stands_until_it_is_erased_too(
    three: Three, case: CaseId, comment: CommentRef
) -> None:
    """The page may still show the comment, and somebody has to answer it."""
    eraser, moderator, supervisor = three
    eraser.desk.supervision.erase(comment)
    everybody_reads(three)
    again = moderator.ask(comment, "Deux.")
    everybody_reads(three)
    assert supervisor.desk.supervision.case(again).asked is not None
    assert [kept_texts(person) for person in three] == [1, 1, 1]
    eraser.desk.supervision.erase(comment)
    everybody_reads(three)
    assert [kept_texts(person) for person in three] == [0, 0, 0]


def test_nothing_is_noted_of_a_request_whose_texts_are_erased(three: Three, case: CaseId, comment: CommentRef) -> None:
    three[0].desk.supervision.erase(comment)
    three[1].scan_only()
    with pytest.raises(CaseMoved, match="erased"):
        three[1].desk.supervision.declare_elsewhere(case, Outcome.REJECT, person="Paul", message="Non.")


def test_where_only_what_an_erasure_names_is_erased_a_late_answer_stays(
    people: People, three: Three, case: CaseId, comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""

    def named(_: object, counted: list[Event]) -> frozenset[PapersId]:
        return frozenset(name for one in counted if isinstance(one.body, Erasure) for name in one.body.papers)

    monkeypatch.setattr(fold, "erased", named)
    erased_meanwhile(people, three, case, comment, "a correction", first=False)
    assert [kept_texts(person) for person in three] == [1, 1, 1]
    assert three[0].desk.supervision.erase(comment) == 0
