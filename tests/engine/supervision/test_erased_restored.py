"""What this device erased stays erased where a copy of before takes the place of its workspace."""

import pytest

from cm_desktop.domain.comments import CommentRef
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_restored import put_back

WORD = b"zigzagounet"
Two = tuple[Person, Person]


def holding(people: People, person: Person) -> list[str]:
    """Their databases with their logs in which the word stands; copies and what was put aside are left out."""
    folder = people.home / person.name
    files = [path for name in ("work.db", "cache.db") for path in (folder / name, folder / f"{name}-wal")]
    return [path.name for path in files if path.exists() and WORD in path.read_bytes()]


def erase(person: Person, ref: CommentRef, platform: FakePlatform) -> None:
    person.desk.supervision.erase(ref)
    platform.comments.clear()  # nor does the page show it any more


@pytest.fixture
def asked(two: Two, platform: FakePlatform) -> CommentRef:
    """Somebody was asked about it, and a copy was made since."""
    ref = platform.post("c1", f"Quel {WORD.decode()} !")
    two[0].desk.sync()
    two[0].ask(ref, f"Cher {WORD.decode()}, merci.", f"Voir {WORD.decode()}")
    two[0].desk.keep_house()
    return ref


def restored(two: Two, people: People, clock: FakeClock) -> Person:
    clock.pass_(minutes=5)
    return put_back(people, two[0])


def test_it_is_erased_again_as_soon_as_what_was_signed_is_read_again(
    two: Two, asked: CommentRef, people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    erase(two[0], asked, platform)
    again = restored(two, people, clock)
    assert "work.db" in holding(people, again), "control"
    again.scan()
    again.desk.close()
    assert holding(people, again) == []


def test_what_was_erased_before_the_copy_is_not_erased_once_more(
    two: Two, asked: CommentRef, people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    """What came back since with a reading is the page's word."""
    two[0].desk.supervision.erase(asked)
    two[0].desk.sync()
    clock.pass_(days=1)
    two[0].desk.keep_house()
    again = restored(two, people, clock)
    again.scan()
    again.desk.sync()
    again.scan()
    assert WORD.decode() in again.desk.inbox.row(asked).comment.text


def test_without_a_restoring_nothing_is_done_twice(
    two: Two, asked: CommentRef, people: People, platform: FakePlatform
) -> None:
    erase(two[0], asked, platform)
    two[0].scan()
    before = two[0].desk._room.reader().past.lines(asked)
    two[0].scan()
    assert two[0].desk._room.reader().past.lines(asked) == before
