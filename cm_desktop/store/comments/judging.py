"""How far the comments of one set of rules were judged again by another: the table `ruleset`. May not open a transaction.

A comment names the set of rules that judged it. To judge a set's comments again is to go through them by their handles,
writing only the verdicts that change and, in the same commit, how far that is; at the end the set takes the new version. So
a million comments of which few change cost a million readings and few writes. Meanwhile nothing is added to the set: what
is saved under the old version finds, or makes, another.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.cells.rows import Cell, hit_cells, text_of
from cm_desktop.store.cells.sql import holes
from cm_desktop.store.comments.ingest import save_hits
from cm_desktop.store.index.words import Words, follow, places_of, save_words

Fold = Callable[[str], str]

VERSION = "iif(comment.id <= ruleset.upto, ruleset.judged_by, ruleset.version)"
"""In SQL: by which rules a comment was judged. A set that was left half-way for a third one has no version of its own."""


class Line(NamedTuple):
    """One comment to judge, with what is said of it now. No dataclass: a million are made in a row."""

    handle: int
    client: ClientId
    text: str
    abuse: int
    business: int


Hits = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A part of one set's comments: those behind the handle `after`, in order; `last` where no others come behind them.

    `hits` are those of comments that have any.
    """

    ruleset: int
    after: int
    lines: Sequence[Line]
    hits: Mapping[int, Hits]
    last: bool

    def parts(self, size: int) -> "Iterator[Unjudged]":
        """The same in smaller parts."""
        after = self.after
        for start in range(0, max(len(self.lines), 1), size):
            lines = self.lines[start : start + size]
            last = self.last and start + size >= len(self.lines)
            yield Unjudged(self.ruleset, after, lines, self.hits, last)
            after = lines[-1].handle if lines else after


def ruleset(db: sqlite3.Connection, version: str) -> int:
    """The number of a set of rules to which comments can be added."""
    found = db.execute("SELECT id FROM ruleset WHERE version = ? AND judged_by = ''", (version,)).fetchone()
    if found is None:
        found = db.execute("INSERT INTO ruleset (version) VALUES (?) RETURNING id", (version,)).fetchone()
    return int(found[0])


def behind(db: sqlite3.Connection, rules: str) -> bool:
    """Whether there is any set but of these rules."""
    found = db.execute("SELECT 1 FROM ruleset WHERE version <> ? OR judged_by <> '' LIMIT 1", (rules,))
    return found.fetchone() is not None


def begin(db: sqlite3.Connection, rules: str) -> None:
    """Have these rules judge all sets but their own; those that they have begun, they go on with."""
    db.execute(
        "UPDATE ruleset SET version = iif(judged_by = '', version, ''), judged_by = :rules, upto = 0"
        " WHERE judged_by <> :rules AND (version <> :rules OR judged_by <> '')",
        {"rules": rules},
    )


def unjudged(db: sqlite3.Connection, rules: str, limit: int) -> Unjudged | None:
    """The next part of the first set that they have not judged to its end."""
    found = db.execute("SELECT id, upto FROM ruleset WHERE judged_by = ? LIMIT 1", (rules,)).fetchone()
    if found is None:
        return None
    ruleset, after = found
    rows = db.execute(
        "SELECT id, client, text, abuse, business FROM comment WHERE ruleset = ? AND id > ? ORDER BY id LIMIT ?",
        (ruleset, after, limit),
    ).fetchall()
    lines = [Line(handle, ClientId(text_of(client)), text_of(text), *axes) for handle, client, text, *axes in rows]
    hits = _hits(db, rows[0][0], rows[-1][0]) if rows else {}
    return Unjudged(ruleset, after, lines, hits, len(rows) < limit)


def save(db: sqlite3.Connection, part: Unjudged, verdicts: Sequence[Verdict], fold: Fold, rules: str) -> int | None:
    """Write the verdicts that change, and how far that is. None, and nothing is written, where somebody else went on.

    A comment that left the set meanwhile was judged when it did.
    """
    where = "WHERE id = ? AND judged_by = ? AND upto = ?"
    found = db.execute(f"SELECT words FROM ruleset {where}", (part.ruleset, rules, part.after)).fetchone()
    if found is None:
        return None
    told = zip(part.lines, verdicts, strict=True)
    changed = {
        line.handle: verdict for line, verdict in told if _differs(line, part.hits.get(line.handle, ()), verdict)
    }
    before = places_of(db, list(changed))
    written = {handle: verdict for handle, verdict in changed.items() if _write(db, part.ruleset, handle, verdict)}
    follow(db, before)
    save_hits(db, written)
    if not found[0]:
        _index(db, part, fold)
    if part.last:
        _finish(db, part.ruleset, rules)
    elif part.lines:
        db.execute("UPDATE ruleset SET upto = ? WHERE id = ?", (part.lines[-1].handle, part.ruleset))
    return len(written)


def _hits(db: sqlite3.Connection, first: int, last: int) -> dict[int, Hits]:
    found: dict[int, list[tuple[Cell, ...]]] = defaultdict(list)
    which = "WHERE comment_id BETWEEN ? AND ? ORDER BY comment_id, place"
    for handle, _place, *hit in db.execute(f"SELECT * FROM hit {which}", (first, last)):
        found[handle].append(tuple(hit))
    return {handle: tuple(hits) for handle, hits in found.items()}


def _differs(line: Line, hits: Hits, verdict: Verdict) -> bool:
    if (line.abuse, line.business) != (verdict.abuse, verdict.business):
        return True
    return bool(hits or verdict.hits) and hits != tuple(map(hit_cells, verdict.hits))


def _write(db: sqlite3.Connection, ruleset: int, handle: int, verdict: Verdict) -> bool:
    written = db.execute(
        "UPDATE comment SET severity = ?, abuse = ?, business = ? WHERE id = ? AND ruleset = ?",
        (verdict.severity, verdict.abuse, verdict.business, handle, ruleset),
    )
    return written.rowcount == 1


def _index(db: sqlite3.Connection, part: Unjudged, fold: Fold) -> None:
    texts = {line.handle: line.text for line in part.lines}
    which = f"ruleset = ? AND id IN ({holes(part.lines)})"
    found = db.execute(f"SELECT id, author_name FROM comment WHERE {which}", (part.ruleset, *texts)).fetchall()
    save_words(db, {handle: Words(texts[handle], fold(texts[handle]), text_of(author)) for handle, author in found})


def _finish(db: sqlite3.Connection, number: int, rules: str) -> None:
    """The whole set was judged by these rules; it is one with what they judged first themselves, if anything."""
    db.execute("UPDATE ruleset SET version = ?, judged_by = '', upto = 0, words = 1 WHERE id = ?", (rules, number))
    same = db.execute(
        "SELECT id FROM ruleset WHERE version = ? AND judged_by = ''"
        " ORDER BY (SELECT count(*) FROM comment WHERE comment.ruleset = ruleset.id) DESC",
        (rules,),
    )
    (most,), *fewer = same.fetchall()
    for (few,) in fewer:
        db.execute("UPDATE comment SET ruleset = ? WHERE ruleset = ?", (most, few))
        db.execute("DELETE FROM ruleset WHERE id = ?", (few,))
