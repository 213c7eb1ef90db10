"""Texts that are to leave no byte behind, and the files swept clean of them. May not judge what has to go.

A row that is deleted stays readable in the pages that it left, and in the log beside the file. So an erasure owes a
sweeping, noted in its own transaction; it is done once the files were swept and their logs cut to nothing, by whoever
opens the workspace next where this program is killed first.
"""

import sqlite3
from collections.abc import Callable

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.comments import AccountId, Author, CommentRef
from cm_desktop.store.cells.rows import COMMENT, Cell, ref_cells
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.comments.authors import forget_note
from cm_desktop.store.disk.files import writing
from cm_desktop.store.index.words import Words, save_words
from cm_desktop.store.tables.owed import note_swept
from cm_desktop.store.tables.views import forget_name

_PERSONAL = ("author_id", "author_name", "text", "media_url")
_PAGES = 500  # in one step


def forget_text(work: sqlite3.Connection, comment: CommentRef, author: Author | None) -> None:
    """What work.db has of a person: the comment as it was kept, the passages that rules were mistaken about, what was
    drafted under it, what puts it off, and what is kept about its author."""
    if author is not None:
        forget_author(work, comment.account, author)
    for cells in list(find(work, "kept", "WHERE account = ? AND remote_id = ?", ref_cells(comment))):
        put(work, "kept", ["" if column in _PERSONAL else cell for column, cell in zip(COMMENT, cells, strict=True)])
    for table in ("mistake", "draft", "snooze"):  # of a snooze, the fingerprint of a short text may tell the text
        drop(work, table, "account = ? AND comment = ?", ref_cells(comment))


def forget_author(work: sqlite3.Connection, account: AccountId, author: Author) -> None:
    """The note about them, and the views that look for them; nothing of the page itself, nor of whom nobody names."""
    if (key := key_of(author)) is not None:
        forget_note(work, account, key)
        forget_name(work, author.name)


def forget_words(cache: sqlite3.Connection, account: Cell, comment: Cell) -> None:
    """What the cache has of them. The pages that they leave are overwritten, whatever else lies there."""
    cache.execute("PRAGMA secure_delete = ON")
    emptied = ", ".join(f"{column} = ''" for column in _PERSONAL)
    which = "WHERE account = ? AND remote_id = ? RETURNING id"
    for (handle,) in cache.execute(f"UPDATE comment SET {emptied} {which}", (account, comment)).fetchall():
        cache.execute("DELETE FROM hit WHERE comment_id = ?", (handle,))
        save_words(cache, {handle: Words("", "", "")})


def sweep(work: sqlite3.Connection, cache: sqlite3.Connection, pause: Callable[[], object]) -> bool:
    """Leave nothing of what was erased in either file or log; answers whether it is done, which a reader may hinder.

    work.db is small, and written anew. Of the cache, only the index of words is, and what lies in pages that are free, in
    steps with a `pause` between.
    """
    _write_index_anew(cache, pause)
    _fill_free_pages(cache, pause)
    cache.execute("PRAGMA secure_delete = FAST")
    work.execute("VACUUM")
    if not (_cut_log(cache) and _cut_log(work)):
        return False
    with writing(work):
        note_swept(work)
    return True


def _write_index_anew(cache: sqlite3.Connection, pause: Callable[[], object]) -> None:
    cache.execute("PRAGMA secure_delete = ON")
    before = -1
    while cache.total_changes - before > 1:  # so SQLite tells that nothing was left to do
        before = cache.total_changes
        with writing(cache):
            # A negative number: whatever the state of the index.
            cache.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (-_PAGES,))
        pause()


def _fill_free_pages(cache: sqlite3.Connection, pause: Callable[[], object]) -> None:
    """With nothing. The index of words leaves pages at all times, and what was freed before an erasure was not overwritten."""
    size: int = cache.execute("PRAGMA page_size").fetchone()[0]
    with writing(cache):
        cache.execute("CREATE TABLE IF NOT EXISTS filler (zeros)")
    while free := cache.execute("PRAGMA freelist_count").fetchone()[0]:
        with writing(cache):
            cache.execute("INSERT INTO filler VALUES (zeroblob(?))", (min(free, _PAGES) * (size - 4) - size // 2,))
        pause()
    with writing(cache):
        cache.execute("DROP TABLE filler")


def _cut_log(db: sqlite3.Connection) -> bool:
    """Every commit into the file, and the log beside it to nothing."""
    busy: int = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
