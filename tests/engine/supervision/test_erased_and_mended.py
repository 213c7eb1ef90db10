"""Whatever comes back after an erasure, and however often, is taken in by nobody and taken away again."""

import shutil
from pathlib import Path

import pytest

from cm_desktop.approvals.folder import PLACE, FolderCarrier
from cm_desktop.domain.approvals.events import Erasure
from cm_desktop.domain.approvals.people import KeyId, Role
from cm_desktop.domain.comments import CommentRef
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person

Files = dict[Path, bytes]


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def folder_of(people: People, person: Person) -> Path:
    return people.folder / PLACE / key(person)[:8]


def there(people: People) -> Files:
    return {path: path.read_bytes() for path in people.folder.rglob("*.cmev")}


def kept_texts(person: Person) -> int:
    """How many papers this person's work.db holds, beside those that say what is erased."""
    known = person.desk.supervision._records.known(person.team)
    named = {event.papers for event in known.events.values() if isinstance(event.body, Erasure)}
    with person.desk._room.reader().supervised._work() as db:
        return sum(id_ not in named for (id_,) in db.execute("SELECT id FROM sheet WHERE kind = 'papers'"))


@pytest.fixture
def gone(two: tuple[Person, Person], comment: CommentRef, people: People) -> Files:
    """A request whose papers were erased: the file that was dropped."""
    moderator, supervisor = two
    moderator.ask(comment)
    before = there(people)
    supervisor.scan()
    assert kept_texts(supervisor) == 1
    moderator.desk.supervision.erase(comment)
    supervisor.scan()
    dropped = {path: data for path, data in before.items() if not path.exists()}
    assert len(dropped) == 1
    return dropped


def rounds(*persons: Person) -> None:
    for _ in range(2):
        for person in persons:
            person.scan()


def nothing_of(gone: Files, people: People, *persons: Person) -> bool:
    names = {path.name[:64] for path in gone}
    return not any(path.name[:64] in names for path in there(people)) and not any(map(kept_texts, persons))


@pytest.mark.parametrize("ending", [".cmev", " (copie en conflit de Camille).cmev", ".sync-conflict-20260302-1.cmev"])
def test_what_a_sharing_program_puts_back_is_dropped_as_often_as_it_comes(
    two: tuple[Person, Person], people: People, gone: Files, ending: str
) -> None:
    for _ in range(3):
        for path, data in gone.items():
            path.with_name(path.name[:64] + ending).write_bytes(data)
        rounds(*two)
        assert nothing_of(gone, people, *two)


def test_what_lies_in_another_members_folder_is_dropped_by_that_member(
    two: tuple[Person, Person], people: People, gone: Files
) -> None:
    for path, data in gone.items():
        (folder_of(people, two[1]) / path.name).write_bytes(data)
    rounds(*two)
    assert nothing_of(gone, people, *two)


def test_a_copy_mailed_before_and_taken_in_before_the_erasure_was_read_is_erased_with_it(
    two: tuple[Person, Person], comment: CommentRef, people: People
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    file = moderator.desk.supervision.dossier(case)
    moderator.desk.supervision.erase(comment)
    assert supervisor.desk.supervision.take_in(file) > 0
    assert kept_texts(supervisor) == 1
    rounds(*two)
    assert kept_texts(supervisor) == 0
    assert supervisor.desk.supervision.take_in(file) == 0


def test_a_copy_mailed_before_brings_nothing_to_who_came_in_since(
    two: tuple[Person, Person], comment: CommentRef, people: People
) -> None:
    moderator, _ = two
    file = moderator.desk.supervision.dossier(moderator.ask(comment))
    moderator.desk.supervision.erase(comment)
    late = people.comes("Alix")
    people.joins(late, moderator, Role.SUPERVISOR)
    late.scan()
    late.desk.supervision.take_in(file)
    assert kept_texts(late) == 0


def test_a_folder_that_was_emptied_is_mended_without_what_was_erased(
    two: tuple[Person, Person], comment: CommentRef, people: People
) -> None:
    """One of those who mend it was away, and has the text still."""
    moderator, supervisor = two
    away = people.comes("Alix")
    people.joins(away, moderator, Role.SUPERVISOR)
    case = moderator.ask(comment)
    before = there(people)
    away.scan()
    assert kept_texts(away) == 1
    moderator.desk.supervision.erase(comment)
    dropped = {path: data for path, data in before.items() if not path.exists()}
    for writer in (people.folder / PLACE).iterdir():
        shutil.rmtree(writer)
    away.scan()
    assert nothing_of(dropped, people)
    rounds(moderator, supervisor, away)
    assert nothing_of(dropped, people, moderator, supervisor, away)
    assert {event.id for event in away.desk.supervision._records.known(away.team).events.values()} == {
        event.id for event in moderator.desk.supervision._records.known(moderator.team).events.values()
    }
    assert away.desk.supervision.case(case).asked is None


def test_what_a_device_had_put_whose_part_is_over_is_dropped_by_those_who_stay(
    people: People, platform: FakePlatform
) -> None:
    owner, moderator, third = people.comes("Dominique"), people.moderator(), people.comes("Alix")
    people.founded(owner)
    people.joins(moderator, owner, Role.MODERATOR)
    people.joins(third, owner, Role.MODERATOR)
    comment = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    moderator.ask(comment)
    before = there(people)
    rounds(owner, third)
    lost = folder_of(people, moderator)
    owner.desk.supervision.teams.revoke(owner.team, key(moderator))
    owner.desk.supervision.erase(comment)
    rounds(owner, third)
    dropped = {path for path in before if not path.exists()}
    assert len(dropped) == 1
    assert {path.parent for path in dropped} == {lost}
    assert (kept_texts(owner), kept_texts(third)) == (0, 0)
    assert len([*lost.glob("*.cmev")]) == len([path for path in before if path.parent == lost]) - 1, "and nothing else"


def test_a_carrier_that_forgets_what_was_erased_is_caught(
    two: tuple[Person, Person], people: People, gone: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(FolderCarrier, "drop", lambda *_: None)
    for path, data in gone.items():
        path.write_bytes(data)
    rounds(*two)
    assert not nothing_of(gone, people, *two)
