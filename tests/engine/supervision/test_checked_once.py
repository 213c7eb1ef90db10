"""What this device checked it does not check again at its next start; nobody else can tell it that something was checked."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from cm_desktop.approvals import envelope
from cm_desktop.approvals.notary import TeamNotary
from cm_desktop.approvals.sheets import Kind, content, sealed
from cm_desktop.domain.approvals.events import Head
from cm_desktop.domain.approvals.ports import Draft, Sheet
from cm_desktop.engine.supervision import opening
from cm_desktop.store.cells.rows import Cell, seal
from tests.engine.supervision.people import People, Person

SAID = 20  # events, the founding among them
Change = Callable[[sqlite3.Connection], None]


class Checks:
    """Counts the signatures that are verified."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.many = 0
        verify = envelope._verify

        def counted(key: bytes, signature: bytes, signed: bytes) -> None:
            self.many += 1
            verify(key, signature, signed)

        monkeypatch.setattr(envelope, "_verify", counted)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    monkeypatch.setattr(opening, "NOTED_EVERY", SAID)
    return Checks(monkeypatch)


@pytest.fixture
def owner(people: People, checks: Checks) -> Person:
    """Somebody whose device said so much, and noted that it checked it."""
    owner = people.comes("Camille")
    people.founded(owner)
    for _ in range(SAID - 1):
        owner.desk.supervision._answering._pen.sign(owner.team, Head())
    known(owner)
    return owner


def known(person: Person) -> int:
    """How many events are known."""
    return len(person.desk.supervision._records.known(person.team).events)


def starts(people: People, person: Person, checks: Checks, change: Change = lambda _db: None) -> Person:
    """The program is closed and opened again; meanwhile somebody does this to work.db."""
    person.desk.close()
    with closing(sqlite3.connect(people.home / person.name / "work.db")) as db, db:
        change(db)
    again = people.comes(person.name, person.vault)
    again.team = person.team
    checks.many = 0
    return again


def test_what_was_checked_is_not_checked_again(people: People, owner: Person, checks: Checks) -> None:
    assert checks.many >= SAID, "the control: it was, at first"
    before = owner.desk.supervision._records.known(owner.team)
    again = starts(people, owner, checks)
    assert again.desk.supervision._records.known(again.team).events == before.events
    assert again.desk.supervision._records.known(again.team).standing == before.standing
    assert checks.many == 0


def test_what_came_since_is_checked(people: People, owner: Person, checks: Checks) -> None:
    for _ in range(3):
        owner.desk.supervision._answering._pen.sign(owner.team, Head())
    again = starts(people, owner, checks)
    assert known(again) == SAID + 3
    assert checks.many == 3


def rewrite(db: sqlite3.Connection, number: int, row: tuple[Cell, ...]) -> None:
    db.execute("DELETE FROM sheet WHERE number = ?", (number,))
    db.execute(f"INSERT INTO sheet VALUES ({', '.join('?' * (len(row) + 1))})", (*row, seal(row)))


def some_event(db: sqlite3.Connection) -> tuple[Cell, ...]:
    query = "SELECT * FROM sheet WHERE kind = 'event' ORDER BY number LIMIT 1 OFFSET 7"
    return tuple(db.execute(query).fetchone()[:-1])


def forged(owner: Person) -> Sheet:
    """An event that somebody who has the team's key, and no device's, wrote over one of ours."""
    notary = owner.desk.supervision._records.known(owner.team)
    real = owner.desk.supervision._records.notary(notary.team)
    assert isinstance(real, TeamNotary)
    event = next(one for one in notary.events.values() if one.seq == 8)
    draft = Draft(team=event.team, seq=8, prev=event.prev, at=event.at, body=Head(), seen=())
    written = envelope.write(draft, real._keys.public_key, lambda _data: bytes(64))
    sheet = sealed(Kind.EVENT, written, real._ring)
    assert content(sheet, real._ring).data == written
    return sheet


@pytest.fixture
def put_in(owner: Person) -> Change:
    """The forged event in the place of the true one, with a whole seal."""
    sheet = forged(owner)

    def change(db: sqlite3.Connection) -> None:
        number, team, _, kind, id_, by, seq, _, read_at = some_event(db)
        assert isinstance(number, int)
        rewrite(db, number, (number, team, sheet.name, kind, id_, by, seq, sheet.data, read_at))

    return change


def test_an_event_that_nobody_signed_is_no_event_though_it_lies_among_what_was_checked(
    people: People, owner: Person, checks: Checks, put_in: Change, expected_logs: list[logging.LogRecord]
) -> None:
    again = starts(people, owner, checks, put_in)
    assert known(again) == SAID - 1
    assert checks.many == SAID, "all of them again"
    assert "is no longer what was checked" in expected_logs[0].getMessage()


def test_a_note_that_is_believed_unread_would_let_it_in(
    people: People, owner: Person, checks: Checks, put_in: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: what the code over the names is for."""
    monkeypatch.setattr("cm_desktop.engine.supervision.opening.hmac.compare_digest", lambda *_: True)
    assert known(starts(people, owner, checks, put_in)) == SAID


def test_bytes_under_the_name_of_others_are_no_event(
    people: People, owner: Person, checks: Checks, expected_logs: list[logging.LogRecord]
) -> None:
    sheet = forged(owner)

    def change(db: sqlite3.Connection) -> None:
        number, team, name, kind, id_, by, seq, _, read_at = some_event(db)
        assert isinstance(number, int)
        rewrite(db, number, (number, team, name, kind, id_, by, seq, sheet.data, read_at))

    again = starts(people, owner, checks, change)
    assert known(again) == SAID - 1


def noting(owner: Person, said: str) -> Change:
    def change(db: sqlite3.Connection) -> None:
        row = (f"checked:{owner.team}", said)
        db.execute("REPLACE INTO setting VALUES (?, ?, ?)", (*row, seal(row)))

    return change


@pytest.mark.parametrize("said", ["", "x", "-1 é"])
def test_a_note_that_says_nothing_is_none(people: People, owner: Person, checks: Checks, said: str) -> None:
    assert known(starts(people, owner, checks, noting(owner, said))) == SAID
    assert checks.many == SAID


@pytest.mark.parametrize("said", ["9999 abc", "9999 " + "0" * 64, "9999 é"])
def test_a_note_that_this_device_did_not_write_is_worth_nothing(
    people: People, owner: Person, checks: Checks, said: str, expected_logs: list[logging.LogRecord]
) -> None:
    assert known(starts(people, owner, checks, noting(owner, said))) == SAID
    assert checks.many == SAID
    assert len(expected_logs) == 1
