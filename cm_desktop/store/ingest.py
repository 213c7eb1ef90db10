"""Comments into the cache, some dozens in one transaction: the hot path. May not judge, nor begin or end a transaction.

Every comment is upserted behind a guard: one that says the same as before, judged by the same rules, is not written.
"""

import sqlite3
from collections.abc import Mapping, Sequence

from cm_desktop.domain.comments import Comment, CommentRef, Post
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.derive import Cached, correct, derive, guess
from cm_desktop.store.queries import searchable
from cm_desktop.store.rows import COMMENT, HIT, POST, Cell, cell, comment_cells, hit_cells, post_cells
from cm_desktop.store.sql import holes, upsert

Judged = Mapping[CommentRef, tuple[Verdict, str]]  # the verdict on a comment's text, and that text folded for search

_VERDICT = ("severity", "abuse", "business", "ruleset")
_INSERTED = (*COMMENT, *_VERDICT, "client", "triage", "draft")
_REPLACED = (*COMMENT[2:], *_VERDICT)
_GUARDED = (*(column for column in COMMENT[2:] if column != "read_at"), "ruleset")


def save_comments(
    cache: sqlite3.Connection,
    work: sqlite3.Connection,
    account: Cell,
    comments: Mapping[Cell, Comment],
    judged: Judged,
    *,
    client: Cell,
    ruleset: int,
) -> int:
    """Write those that are new or changed, and all that follows. `comments` are all of one account, by remote id."""
    parents = _answered_by(cache, account, list(comments))
    written = _upsert_comments(cache, _rows(comments, judged, (ruleset, client)))
    changed = {name: Cached(handle, stands, draft, comments[name]) for name, handle, stands, draft in written}
    _save_hits(cache, {known.handle: judged[known.comment.ref][0] for known in changed.values()})
    _save_words(cache, {known.handle: _words(known.comment, judged) for known in changed.values()})
    correct(cache, work, account, changed)
    parents |= _answered_by(cache, account, list(changed))
    derive(cache, work, account, parents - set(changed))
    return len(changed)


def _rows(comments: Mapping[Cell, Comment], judged: Judged, shared: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    answered = {cell(comment.parent) for comment in comments.values() if comment.author.is_page and comment.parent}
    rows = []
    for name, comment in comments.items():
        verdict = judged[comment.ref][0]
        axes = (verdict.severity, verdict.abuse, verdict.business)
        stands = guess(comment, answered=name in answered).value
        rows.append((*comment_cells(comment), *axes, *shared, stands, 0))
    return rows


def save_posts(cache: sqlite3.Connection, posts: Sequence[Post]) -> None:
    """Write those that are new or changed."""
    cache.executemany(upsert("post", POST, replaced=POST[2:], guarded=POST[2:]), map(post_cells, posts))


def _upsert_comments(cache: sqlite3.Connection, rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, int, str, int]]:
    """Those that were written: remote id, handle, and the triage and draft mark that now stand there."""
    if not rows:
        return []
    statement = upsert("comment", _INSERTED, replaced=_REPLACED, guarded=_GUARDED, rows=len(rows))
    values = [value for row in rows for value in row]
    return cache.execute(f"{statement} RETURNING remote_id, id, triage, draft", values).fetchall()


def _save_hits(cache: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> None:
    cache.execute(f"DELETE FROM hit WHERE comment_id IN ({holes(list(verdicts))})", list(verdicts))
    rows = [
        (handle, place, *hit_cells(hit))
        for handle, verdict in verdicts.items()
        for place, hit in enumerate(verdict.hits)
    ]
    cache.executemany(f"INSERT INTO hit VALUES (?, ?, {holes(HIT)})", rows)


def _save_words(cache: sqlite3.Connection, words: Mapping[int, tuple[str, str]]) -> None:
    """In one statement: the full-text index writes its pending words out at the end of each one."""
    if words:
        rows = ", ".join(["(?, ?, ?)"] * len(words))
        values = [value for handle, texts in words.items() for value in (handle, *map(searchable, texts))]
        cache.execute(f"INSERT OR REPLACE INTO search (rowid, text, author) VALUES {rows}", values)


def _words(comment: Comment, judged: Judged) -> tuple[str, str]:
    return (judged[comment.ref][1], comment.author.name)


def _answered_by(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> set[Cell]:
    """The comments under which those of the page among these stand."""
    found = cache.execute(
        f"SELECT parent FROM comment WHERE account = ? AND remote_id IN ({holes(ids)}) AND is_page AND +parent IS NOT NULL",
        (account, *ids),
    )
    return {parent for (parent,) in found}
