"""What is put off leaves what is to do, comes back at its time, and goes with whatever else was done about a comment."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.comments import Author, CommentRef, fingerprint
from cm_desktop.domain.errors import Damaged
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.domain.snooze import Snooze
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.moving import pack, take
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.disk.files import CACHE, WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import BAKERY, BRANCH, CLIENT_OF, NOW, SHOP, comment, ref, save

HOUR = timedelta(hours=1)
UNTIL = NOW + HOUR
SNOOZE = Snooze(at=NOW, until=UNTIL, fingerprint=fingerprint("Bonjour"))
C1 = ref("c1")


@pytest.fixture
def asleep(with_comment: Workspace) -> Workspace:
    """Its one comment is put off for an hour."""
    with_comment.snoozes.keep({C1: SNOOZE}).result()
    return with_comment


def stands(reader: Reader, name: CommentRef = C1) -> tuple[Triage, bool]:
    row = reader.row(name)
    return row.triage, row.returned


def test_what_is_put_off_is_in_a_list_of_its_own(asleep: Workspace, reader: Reader) -> None:
    row = reader.row(C1)
    assert (row.triage, row.asleep_until, row.returned) == (Triage.SNOOZED, UNTIL, False)
    assert [row.comment.ref for row in reader.page(Query(queue=Queue.SNOOZED)).rows] == [C1]
    counts = reader.counts()
    assert (counts.queues[Queue.TODO], counts.queues[Queue.SNOOZED], counts.clients[BAKERY]) == (0, 1, 0)
    assert journal(asleep)[-1]["deed"] == Deed.SNOOZED


@pytest.mark.parametrize(
    ("now", "woken"),
    [(UNTIL - timedelta(seconds=1), 0), (UNTIL, 1), (NOW - HOUR, 0), (NOW - HOUR - timedelta(seconds=1), 1)],
    ids=["too early", "its time", "a clock an hour back", "a clock further back"],
)
def test_it_comes_back_at_its_time(asleep: Workspace, reader: Reader, now: datetime, woken: int) -> None:
    assert asleep.snoozes.wake(now).result() == woken
    assert stands(reader) == ((Triage.TODO, True) if woken else (Triage.SNOOZED, False))
    assert asleep.snoozes.wake(now).result() == 0


def test_when_the_next_one_wakes_is_known(asleep: Workspace, reader: Reader) -> None:
    assert reader.sleeping.next(NOW) == UNTIL
    asleep.snoozes.keep({ref("other"): replace(SNOOZE, until=NOW + HOUR / 2)}).result()
    assert reader.sleeping.next(NOW) == NOW + HOUR / 2
    asleep.snoozes.wake(UNTIL).result()
    assert reader.sleeping.next(NOW) is None


def test_an_edit_wakes_it_and_a_reading_that_says_the_same_does_not(asleep: Workspace, reader: Reader) -> None:
    save(asleep, replace(comment("c1"), read_at=NOW + HOUR))
    assert stands(reader) == (Triage.SNOOZED, False)
    save(asleep, replace(comment("c1", text="Bonsoir"), read_at=NOW + HOUR))
    assert stands(reader) == (Triage.TODO, True)


@pytest.mark.parametrize(
    ("author", "parent", "minutes", "wakes"),
    [("Zoé", "c1", 5, True), ("Max", "c1", 5, False), ("Zoé", "c1", -5, False), ("Zoé", "elsewhere", 5, False)],
    ids=["the author", "somebody else", "before it was put off", "in another thread"],
)
def test_what_its_author_writes_under_it_wakes_it(
    asleep: Workspace, reader: Reader, author: str, parent: str, minutes: int, wakes: bool
) -> None:
    save(asleep, comment("more", parent=parent, minutes=minutes, author=author))
    assert stands(reader) == ((Triage.TODO, True) if wakes else (Triage.SNOOZED, False))


def test_what_its_author_writes_beside_it_wakes_it_too(asleep: Workspace, reader: Reader) -> None:
    save(asleep, comment("answer", parent="c1", author="Max"))
    asleep.snoozes.keep({ref("answer"): SNOOZE}).result()
    save(asleep, comment("more", parent="c1", minutes=5, author="Max"))
    assert stands(reader, ref("answer")) == (Triage.TODO, True)
    assert stands(reader) == (Triage.SNOOZED, False)


def test_a_row_that_another_hand_changed_is_not_believed(asleep: Workspace, reader: Reader) -> None:
    with tampering(asleep) as db:
        db.execute("UPDATE snooze SET until = '2099-01-01T00:00:00'")
    with pytest.raises(Damaged):
        reader.sleeping.of([C1])


def test_a_cache_that_is_made_anew_knows_it(asleep: Workspace, folder: Path) -> None:
    asleep.close()
    (folder / CACHE.name).unlink()
    with closing(Workspace.open(folder, threads=False)) as again, closing(again.reader()) as reader:
        save(again, comment("c1"))
        assert stands(reader) == (Triage.SNOOZED, False)


def test_files_of_an_older_version_are_given_the_table_and_the_columns(with_comment: Workspace, folder: Path) -> None:
    with_comment.close()
    with closing(sqlite3.connect(folder / WORK.name, isolation_level=None)) as work:
        work.execute("DROP TABLE snooze")
        work.execute("PRAGMA user_version = 10")
    with closing(sqlite3.connect(folder / CACHE.name, isolation_level=None)) as cache:
        cache.execute("DROP INDEX comment_returned")
        for column in ("asleep_until", "returned"):
            cache.execute(f"ALTER TABLE comment DROP COLUMN {column}")
        cache.execute("PRAGMA user_version = 8")
    with closing(Workspace.open(folder, threads=False)) as again, closing(again.reader()) as reader:
        assert stands(reader) == (Triage.TODO, False)
        again.snoozes.keep({C1: SNOOZE}).result()
        assert stands(reader) == (Triage.SNOOZED, False)


def test_with_a_person_it_goes(asleep: Workspace, reader: Reader) -> None:
    asleep.erased_persons.erase(SHOP, Author(id="id of Zoé", name="Zoé")).result()
    assert reader.sleeping.of([C1]) == {C1: None}


def test_with_an_erased_text_goes_what_would_tell_it(asleep: Workspace, reader: Reader) -> None:
    asleep.supervision.erase_texts({C1: None}).result()
    assert (reader.sleeping.of([C1]), stands(reader)) == ({C1: None}, (Triage.TODO, False))


def test_with_a_client_it_goes_and_stays_with_the_others(asleep: Workspace, reader: Reader) -> None:
    theirs = ref("c2", BRANCH)
    asleep.snoozes.keep({theirs: SNOOZE}).result()
    for account in (account for account, client in CLIENT_OF.items() if client == BAKERY):
        asleep.remove_account(account).result()
    asleep.erased_clients.erase(BAKERY).result()
    assert reader.sleeping.of([C1, theirs]) == {C1: None, theirs: SNOOZE}


def test_a_page_that_is_added_again_finds_it(asleep: Workspace, reader: Reader) -> None:
    (shop,) = (account for account in reader.accounts() if account.id == SHOP)
    asleep.remove_account(SHOP).result()
    asleep.save_account(shop).result()
    save(asleep, comment("c1"))
    assert stands(reader) == (Triage.SNOOZED, False)


def test_a_restored_copy_brings_it_back_as_it_was(asleep: Workspace, folder: Path) -> None:
    Backups(folder).make(NOW)
    asleep.snoozes.keep({C1: None}).result()
    asleep.close()
    restore(folder, copies(folder)[1], NOW)
    with closing(Workspace.open(folder, threads=False)) as again, closing(again.reader()) as reader:
        assert (stands(reader), reader.sleeping.of([C1])) == ((Triage.SNOOZED, False), {C1: SNOOZE})


def test_it_moves_to_another_computer(asleep: Workspace, folder: Path, tmp_path: Path) -> None:
    asleep.close()
    pack(folder, tmp_path / "packed.cmdesktop", NOW, {})
    there = tmp_path / "there"
    there.mkdir()
    take(tmp_path / "packed.cmdesktop", there, NOW)
    with closing(Workspace.open(there, threads=False)) as again, closing(again.reader()) as reader:
        assert reader.sleeping.of([C1]) == {C1: SNOOZE}
