"""Comments into the cache, some dozens in one transaction: the hot path. May not judge, nor begin or end a transaction.

Every comment is upserted behind a guard: one that says the same as before, judged by the same rules, is only noted as
read again, and one that was read earlier than what is there changes nothing.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain

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
from cm_desktop.store.comments.arriving import arrive
from cm_desktop.store.comments.derive import (
    DERIVED,
    Cached,
    answered_by,
    correct,
    derive,
    guess,
    sent_to,
    stood_under,
    taken_away,
)
from cm_desktop.store.index.words import PLACE, Words, follow, forget_words_of, places, save_words
from cm_desktop.store.tables import aside
from cm_desktop.store.tables.snoozes import beside

Judged = Mapping[CommentRef, tuple[Verdict, str]]  # the verdict on a comment's text, and that text folded for search
Rejudged = Mapping[CommentRef, tuple[str, Verdict, str]]  # the text that was judged, then the same

_VERDICT = ("severity", "abuse", "business", "ruleset")
_INSERTED = (*COMMENT, *_VERDICT, "client", "triage", "draft", "unread")
_REPLACED = (*COMMENT[2:], *_VERDICT)
_ALWAYS_NEW = ("read_at", "media_url")  # addresses expire
_GUARDED = (*(column for column in COMMENT[2:] if column not in _ALWAYS_NEW), "ruleset")


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
    names = list(comments)
    before = _here(cache, account, names)
    parents = stood_under(cache, account, list(before)) | sent_to(work, account, names) | beside(cache, account, names)
    answers, said = _answers_in(comments), {name: judged[one.ref] for name, one in comments.items()}
    rows = _rows(comments, said, (ruleset, client), answers, aside.before(work, account))
    new = _write_new(cache, {name: row for name, row in rows.items() if name not in before}, comments, answers)
    changed = _write_changed(cache, [rows[name] for name in names if name in before], comments)
    same = {name: one for name, one in comments.items() if name in before and name not in changed}
    _note_readings(cache, account, same)
    drop_hits(cache, [known.handle for known in changed.values()])
    follow(cache, dict(before[name] for name in changed))
    changed |= new
    put_hits(cache, {known.handle: said[name][0] for name, known in changed.items()})
    correct(cache, work, account, changed)
    parents |= {cell(one.parent) for name in changed if (one := comments[name]).author.is_page and one.parent}
    parents |= beside(cache, account, list(changed))
    derive(cache, work, account, (parents | taken_away(work, account, list(same))) - set(changed))
    return {
        known.handle: Words(known.comment.text, said[name][1], known.comment.author.name)
        for name, known in changed.items()
    }


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
    said: Mapping[Cell, tuple[Verdict, str]],
    shared: tuple[Cell, ...],
    answers: Mapping[Cell, datetime],
    moment: datetime | None,
) -> dict[Cell, tuple[Cell, ...]]:
    """By remote id, the cells of _INSERTED."""
    rows = {}
    for name, comment in comments.items():
        stands = guess(comment, answered_at=answers.get(name), aside_before=moment)
        derived = (stands.value, 0, int(stands is Triage.TODO))
        rows[name] = (*comment_cells(comment), *_axes(said[name][0]), *shared, *derived)
    return rows


def _here(cache: sqlite3.Connection, account: Cell, names: Sequence[Cell]) -> dict[Cell, tuple[int, int]]:
    """Those that are there, by remote id: their handle, and the place of their words."""
    which, values = _named(account, names)
    found = cache.execute(f"SELECT remote_id, id, {PLACE} FROM comment WHERE {which}", values)
    return {name: (handle, place) for name, handle, place in found}


def _write_new(
    cache: sqlite3.Connection,
    rows: Mapping[Cell, tuple[Cell, ...]],
    comments: Mapping[Cell, Comment],
    answers: Mapping[Cell, datetime],
) -> dict[Cell, Cached]:
    """Rows that are not there. None is asleep, and none came back."""
    handles = arrive(cache, _INSERTED, list(rows.values()))
    return {
        name: Cached(handle, (*row[-3:], "", 0), comments[name], guessed=name not in answers)
        for handle, (name, row) in zip(handles, rows.items(), strict=True)
    }


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


def _write_changed(
    cache: sqlite3.Connection, rows: Sequence[Sequence[Cell]], comments: Mapping[Cell, Comment]
) -> dict[Cell, Cached]:
    """Of rows that are there, those that say something else, with the cells of DERIVED that stand there."""
    if not rows:
        return {}
    statement = upsert("comment", _INSERTED, replaced=_REPLACED, guarded=_GUARDED, since="read_at", rows=len(rows))
    values = [*chain.from_iterable(rows)]
    written = cache.execute(f"{statement} RETURNING remote_id, id, {', '.join(DERIVED)}", values).fetchall()
    return {name: Cached(handle, tuple(derived), comments[name]) for name, handle, *derived in written}


def save_hits(cache: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> None:
    """In the place of what was found before."""
    drop_hits(cache, list(verdicts))
    put_hits(cache, verdicts)


def drop_hits(cache: sqlite3.Connection, handles: Sequence[int]) -> None:
    """Of some hundred comments."""
    cache.execute(f"DELETE FROM hit WHERE comment_id IN ({holes(handles)})", handles)


def put_hits(cache: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> None:
    """Of comments of which none are there."""
    rows = [
        (handle, place, *hit_cells(hit))
        for handle, verdict in verdicts.items()
        for place, hit in enumerate(verdict.hits)
    ]
    cache.executemany(f"INSERT INTO hit VALUES (?, ?, {holes(HIT)})", rows)


def _named(account: Cell, names: Sequence[Cell]) -> tuple[str, tuple[Cell, ...]]:
    return f"account = ? AND remote_id IN ({holes(names)})", (account, *names)
