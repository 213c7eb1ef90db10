"""Comments into the cache, some dozens in one transaction: the hot path. May not judge, nor begin or end a transaction.

Every comment is upserted behind a guard: one that says the same as before, judged by the same rules, is only noted as
read again, and one that was read earlier than what is there changes nothing.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from cm_desktop.domain.comments import Comment, CommentRef, Post
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.cells.rows import (
    COMMENT,
    HIT,
    POST,
    Cell,
    cell,
    comment_cells,
    hit_cells,
    post_cells,
    ref_cells,
    text_of,
    time_cell,
)
from cm_desktop.store.cells.sql import holes, upsert
from cm_desktop.store.comments.derive import DERIVED, Cached, answered_by, correct, derive, guess, taken_away
from cm_desktop.store.index.words import Words, follow, forget_words_of, places, save_words
from cm_desktop.store.tables import aside
from cm_desktop.store.tables.snoozes import beside

Judged = Mapping[CommentRef, tuple[Verdict, str]]  # the verdict on a comment's text, and that text folded for search
Rejudged = Mapping[CommentRef, tuple[str, Verdict, str]]  # the text that was judged, then the same

_VERDICT = ("severity", "abuse", "business", "ruleset")
_INSERTED = (*COMMENT, *_VERDICT, "client", "triage", "draft", "unread")
_REPLACED = (*COMMENT[2:], *_VERDICT)
_GUARDED = (
    *(column for column in COMMENT[2:] if column not in ("read_at", "media_url")),
    "ruleset",
)  # addresses expire


def save_comments(
    cache: sqlite3.Connection,
    work: sqlite3.Connection,
    account: Cell,
    comments: Mapping[Cell, Comment],
    judged: Judged,
    *,
    client: Cell,
    ruleset: int,
) -> dict[int, Words]:
    """Write those that are new or changed, and all that follows. `comments` are all of one account, by remote id.

    Answers their words, by handle: they are not in the index yet.
    """
    parents = answered_by(cache, work, account, list(comments)) | beside(cache, account, list(comments))
    before = places(cache, *_named(account, list(comments)))
    answers = _answers_in(comments)
    written = _upsert_comments(cache, _rows(comments, judged, (ruleset, client), answers, aside.before(work, account)))
    changed = {
        name: Cached(handle, tuple(derived), comments[name], guessed=handle not in before and name not in answers)
        for name, handle, *derived in written
    }
    same = {name: one for name, one in comments.items() if name not in changed}
    _note_readings(cache, account, same)
    save_hits(cache, {known.handle: judged[known.comment.ref][0] for known in changed.values()})
    follow(cache, before)
    correct(cache, work, account, changed)
    parents |= {cell(one.parent) for name in changed if (one := comments[name]).author.is_page and one.parent}
    parents |= beside(cache, account, list(changed))
    derive(cache, work, account, (parents | taken_away(work, account, list(same))) - set(changed))
    return {known.handle: _words(known.comment, judged) for known in changed.values()}


def forget_comments(cache: sqlite3.Connection, work: sqlite3.Connection, account: Cell, gone: Sequence[Cell]) -> None:
    """Take these comments of one account out."""
    touched = answered_by(cache, work, account, gone) | beside(cache, account, gone)
    which, values = _named(account, gone)
    handles = f"SELECT id FROM comment WHERE {which}"
    cache.execute(f"DELETE FROM hit WHERE comment_id IN ({handles})", values)
    forget_words_of(cache, which, values)
    cache.execute(f"DELETE FROM doubtful WHERE comment_id IN ({handles})", values)
    cache.execute(f"DELETE FROM comment WHERE {which}", values)
    derive(cache, work, account, touched)


def forget_bare_posts(cache: sqlite3.Connection, account: Cell) -> None:
    """Take out the posts of one account that no comment is under."""
    bare = "remote_id NOT IN (SELECT post FROM comment WHERE account = ?)"
    cache.execute(f"DELETE FROM post WHERE account = ? AND {bare}", (account, account))


def save_verdicts(cache: sqlite3.Connection, judged: Rejudged, *, ruleset: int) -> int:
    """Write the verdicts of those whose text is the judged one; answers how many."""
    verdicts, words = {}, {}
    before: dict[int, int] = {}
    for ref, (text, verdict, folded) in judged.items():
        name = ref_cells(ref)
        before |= places(cache, "account = ? AND remote_id = ?", name)
        for handle, author in cache.execute(
            f"UPDATE comment SET {', '.join(f'{column} = ?' for column in _VERDICT)}"
            " WHERE account = ? AND remote_id = ? AND text = ? RETURNING id, author_name",
            (*_axes(verdict), ruleset, *name, cell(text)),
        ).fetchall():
            verdicts[handle], words[handle] = verdict, Words(text, folded, text_of(author))
    save_hits(cache, verdicts)
    follow(cache, before)
    save_words(cache, words)
    return len(verdicts)


def _answers_in(comments: Mapping[Cell, Comment]) -> dict[Cell, datetime]:
    """When the page replied, as it seems from these comments alone, to whom."""
    return {cell(one.parent): one.created_at for one in comments.values() if one.author.is_page and one.parent}


def _rows(
    comments: Mapping[Cell, Comment],
    judged: Judged,
    shared: tuple[Cell, ...],
    answers: Mapping[Cell, datetime],
    moment: datetime | None,
) -> list[tuple[Cell, ...]]:
    rows = []
    for name, comment in comments.items():
        stands = guess(comment, answered_at=answers.get(name), aside_before=moment)
        derived = (stands.value, 0, int(stands is Triage.TODO))
        rows.append((*comment_cells(comment), *_axes(judged[comment.ref][0]), *shared, *derived))
    return rows


def _axes(verdict: Verdict) -> tuple[int, int, int]:
    return (verdict.severity, verdict.abuse, verdict.business)


def _note_readings(cache: sqlite3.Connection, account: Cell, comments: Mapping[Cell, Comment]) -> None:
    """Those that say the same were read all the same: a reading before this one can no longer change them.

    The address of a picture is good for some days only: the latest is kept.
    """
    cache.executemany(
        "UPDATE comment SET read_at = :at, media_url = :url"
        " WHERE account = :account AND remote_id = :name AND read_at < :at",
        [
            {"at": time_cell(one.read_at), "url": cell(one.media_url), "account": account, "name": name}
            for name, one in comments.items()
        ],
    )


def save_posts(cache: sqlite3.Connection, posts: Sequence[Post]) -> None:
    """Write those that are new or changed."""
    cache.executemany(upsert("post", POST, replaced=POST[2:], guarded=POST[2:]), map(post_cells, posts))


def _upsert_comments(cache: sqlite3.Connection, rows: Sequence[Sequence[Cell]]) -> list[tuple[Any, ...]]:
    """Those that were written: remote id, handle, and the cells of DERIVED that now stand there."""
    if not rows:
        return []
    statement = upsert("comment", _INSERTED, replaced=_REPLACED, guarded=_GUARDED, since="read_at", rows=len(rows))
    values = [*chain.from_iterable(rows)]
    return cache.execute(f"{statement} RETURNING remote_id, id, {', '.join(DERIVED)}", values).fetchall()


def save_hits(cache: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> None:
    cache.execute(f"DELETE FROM hit WHERE comment_id IN ({holes(list(verdicts))})", list(verdicts))
    rows = [
        (handle, place, *hit_cells(hit))
        for handle, verdict in verdicts.items()
        for place, hit in enumerate(verdict.hits)
    ]
    cache.executemany(f"INSERT INTO hit VALUES (?, ?, {holes(HIT)})", rows)


def _words(comment: Comment, judged: Judged) -> Words:
    return Words(comment.text, judged[comment.ref][1], comment.author.name)


def _named(account: Cell, names: Sequence[Cell]) -> tuple[str, tuple[Cell, ...]]:
    return f"account = ? AND remote_id IN ({holes(names)})", (account, *names)
