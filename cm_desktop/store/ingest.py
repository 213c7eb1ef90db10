"""Comments into the cache, some dozens in one transaction: the hot path. May not judge, nor begin or end a transaction.

Every comment is upserted behind a guard: one that says the same as before, judged by the same rules, is not written.
"""

import sqlite3
from collections.abc import Mapping, Sequence

from cm_desktop.domain.comments import Comment, CommentRef, Post
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.derive import derive
from cm_desktop.store.queries import searchable
from cm_desktop.store.rows import COMMENT, HIT, POST, Cell, comment_cells, hit_cells, post_cells
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
    answered = _answered_by(cache, account, list(comments))
    rows = [
        (*comment_cells(comment), *_verdict_cells(judged[comment.ref][0]), ruleset, client, Triage.TODO, 0)
        for comment in comments.values()
    ]
    handles = _upsert_comments(cache, rows)
    written = {handle: judged[comments[name].ref] for name, handle in handles.items()}
    _save_hits(cache, {handle: verdict for handle, (verdict, _folded) in written.items()})
    _save_words(cache, {handles[name]: (judged[comments[name].ref][1], comments[name].author.name) for name in handles})
    derive(cache, work, account, [*handles, *answered, *_answered_by(cache, account, list(handles))])
    return len(handles)


def save_posts(cache: sqlite3.Connection, posts: Sequence[Post]) -> None:
    """Write those that are new or changed."""
    cache.executemany(upsert("post", POST, replaced=POST[2:], guarded=POST[2:]), map(post_cells, posts))


def _upsert_comments(cache: sqlite3.Connection, rows: Sequence[Sequence[Cell]]) -> dict[Cell, int]:
    """The handles of those that were written, by remote id."""
    if not rows:
        return {}
    statement = upsert("comment", _INSERTED, replaced=_REPLACED, guarded=_GUARDED, rows=len(rows))
    values = [value for row in rows for value in row]
    return dict(cache.execute(f"{statement} RETURNING remote_id, id", values).fetchall())


def _verdict_cells(verdict: Verdict) -> tuple[Cell, ...]:
    return (verdict.severity, verdict.abuse, verdict.business)


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


def _answered_by(cache: sqlite3.Connection, account: Cell, ids: Sequence[Cell]) -> list[Cell]:
    """The comments under which those of the page among these stand."""
    found = cache.execute(
        f"SELECT parent FROM comment WHERE account = ? AND remote_id IN ({holes(ids)}) AND is_page AND parent IS NOT NULL",
        (account, *ids),
    )
    return [parent for (parent,) in found]
