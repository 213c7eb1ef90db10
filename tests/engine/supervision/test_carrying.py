"""What a shared folder does to a team: what can be read of it is read, what is erased is gone everywhere."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.approvals.folder import PLACE
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.keeping import Kept
from cm_desktop.domain.comments import CommentRef
from cm_desktop.store.copies.backups import Backups
from tests.engine.port import FakeClock
from tests.engine.supervision.people import People, Person

SECRET = "Quel escroc"


def found_in(sought: list[bytes], *places: Path) -> set[str]:
    """The files under these folders that hold any of these bytes, in whatever letters."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {path.name for path in files if any(one.lower() in path.read_bytes().lower() for one in sought)}


def files_of(folder: Path) -> set[str]:
    return {path.name for path in (folder / PLACE).glob("*/*.cmev")}


def papers_of(person: Person, of: Person) -> tuple[Kept, ...]:
    """Which of the papers that were ever named in a case are kept here."""
    records = person.desk.supervision._records
    named = {event.papers for event in records.known(of.team).events.values() if event.papers and event.case}
    assert named
    return person.desk._room.reader().supervised.papers(of.team, tuple(named))


def test_one_file_that_cannot_be_read_keeps_nobody_from_the_others(
    people: People, two: tuple[Person, Person], comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderator, supervisor = two
    bad = people.folder / PLACE / moderator.desk.supervision.teams.one(moderator.team).key[:8] / f"{'0' * 64}.cmev"
    bad.write_bytes(b"on a disk that fails")
    opened = os.open

    def fails(path: str, *rest: int, **more: int) -> int:
        if str(path) == str(bad):
            raise OSError(5, "Input/output error", path)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", fails)
    case = moderator.ask(comment)
    assert supervisor.see(case).case.state is CaseState.SUBMITTED
    trouble = supervisor.desk.supervision.teams.status(supervisor.team).trouble
    assert trouble is not None, "it was no reading of all there is"
    assert trouble.facts["reason"] == "unreadable"


def test_what_somebody_took_away_is_put_again(people: People, two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    before = files_of(people.folder)
    for path in (people.folder / PLACE).glob("*/*.cmev"):
        path.unlink()
    moderator.scan()
    supervisor.scan()
    assert files_of(people.folder) == before
    supervisor.approve(case)
    assert moderator.see(case).case.state is CaseState.APPROVED


def test_what_one_erases_is_found_nowhere_once_the_other_was_there(
    people: People, two: tuple[Person, Person], comment: CommentRef, clock: FakeClock
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.answer(case, Outcome.CORRECT, text="Bonjour, nous regardons.")
    homes = [people.home / person.name for person in two]
    papers = [kept.sheet.data for kept in papers_of(supervisor, moderator)]
    sealed = [data[start : start + 40] for data in papers for start in range(80, len(data), 40)]
    sought = [SECRET.encode(), *sealed]
    copy = Backups(homes[1]).make(clock.now())
    supervisor.desk.close()
    assert len(papers) == 2
    assert found_in(sealed, people.folder)
    assert found_in(sealed, homes[1]) > {copy.name}
    assert moderator.desk.supervision.erase(comment) == 2, "the request's papers, and the answer's"
    again = people.comes("Dominique", supervisor.vault)
    again.scan()
    again.desk.close()
    moderator.scan()
    assert found_in(sought, homes[0], people.folder) == set()
    assert found_in(sought, homes[1]) == {copy.name}
    for day in range(1, 16):
        Backups(homes[1]).keep_up(clock.now() + timedelta(days=day))
    assert found_in(sought, homes[1]) == set()
    assert [one.outcome for one in moderator.see(case).answers] == [Outcome.CORRECT], "the chain is whole"


def test_what_was_erased_does_not_come_back_with_a_folder_that_was_put_back(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    supervisor.scan()
    saved = {path: path.read_bytes() for path in (people.folder / PLACE).glob("*/*.cmev")}
    moderator.desk.supervision.erase(comment)
    for path, data in saved.items():
        path.write_bytes(data)
    moderator.scan()
    supervisor.scan()
    for person in two:
        again = people.comes(person.name, person.vault)
        again.scan()
        assert papers_of(again, moderator) == ()


def test_the_first_reading_after_a_start_opens_what_came_meanwhile(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.approve(case)
    moderator.scan()
    moderator.desk.close()
    supervisor.answer(case, Outcome.REJECT, reason="Finalement, non.")
    again = people.comes(moderator.name, moderator.vault)
    again.scan_only()
    assert again.desk.supervision.case(case).case.state is CaseState.REJECTED
