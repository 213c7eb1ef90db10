"""The index of words is read backwards as it is forwards: what of SQLite the numbers of comments have to go round."""

import random
import sqlite3
from contextlib import closing

from cm_desktop.store.index.words import between

WORDS = tuple(f"mot{number}" for number in range(60))
COMMENTS = 6_000


def _lost(numbers: list[int]) -> int:
    """How many answers miss something when comments of these numbers are looked for from the last on."""
    chance = random.Random(7)
    lost = 0
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("CREATE VIRTUAL TABLE search USING fts5(text, columnsize = 0, tokenize = 'ascii')")
        db.execute("INSERT INTO search (search, rank) VALUES ('pgsz', 64)")  # as many pages as a million comments take
        said = [(number, " ".join(chance.choices(WORDS, k=8))) for number in numbers]
        db.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", said)
        for _ in range(100):
            words = " AND ".join(chance.sample(WORDS, 2))
            asked = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
            forwards = db.execute(asked, (words,)).fetchall()
            lost += db.execute(f"{asked} DESC", (words,)).fetchall() != forwards[::-1]
    return lost


def _places(shift: int = 0) -> list[int]:
    """Of comments that came in another order than that of their severities; `shift` makes room for finer times."""
    chance = random.Random(3)
    firsts = [between(chance.choice((0, 0, 0, 1, 2, 3, 4)), when, when)[0] for when in range(COMMENTS)]
    return sorted((first << shift) + handle for handle, first in enumerate(firsts))


def test_nothing_is_passed_over_from_the_last_place_on() -> None:
    assert _lost(_places()) == 0


def test_of_larger_numbers_some_are_passed_over() -> None:
    """Once SQLite mends this, places may be as large as they like."""
    assert _lost(_places(shift=7)) > 0
