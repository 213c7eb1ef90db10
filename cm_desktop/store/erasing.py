"""Texts that are to leave no byte behind, and the files swept clean of them. May not judge what has to go.

A row that is deleted stays readable in the pages that it left, and in the log beside the file. So an erasure owes a
sweeping, noted in its own transaction; it is done once the files were swept and their logs cut to nothing, by whoever
opens the workspace next where this program is killed first.
"""

import sqlite3
from collections.abc import Callable

from cm_desktop.domain.author_file import AuthorKey
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.erasing import emptied
from cm_desktop.domain.outbox import LIVE, Addressee, State
from cm_desktop.store.authors import forget_note
from cm_desktop.store.files import writing
from cm_desktop.store.rows import COMMENT, Cell, entry_cells, entry_from, ref_cells
from cm_desktop.store.sealed import drop, find, put
from cm_desktop.store.words import Words, save_words

_PERSONAL = ("author_id", "author_name", "text", "media_url")
_OWED = "WHERE name = 'to_sweep'"
_PAGES = 500  # in one step


def owe_sweeping(work: sqlite3.Connection) -> None:
    """In the transaction that erases."""
    put(work, "setting", ("to_sweep", "yes"))


def owes_sweeping(work: sqlite3.Connection) -> bool:
    """Whether what was erased may still be read in the files."""
    return next(find(work, "setting", _OWED), None) is not None


def forget_text(work: sqlite3.Connection, comment: CommentRef, author: AuthorKey | None) -> None:
    """What work.db has of a person: the comment as it was kept, the passages that rules were mistaken about, the note,
    and what puts it off."""
    if author is not None:
        forget_note(work, comment.account, author)
    for cells in list(find(work, "kept", "WHERE account = ? AND remote_id = ?", ref_cells(comment))):
        put(work, "kept", ["" if column in _PERSONAL else cell for column, cell in zip(COMMENT, cells, strict=True)])
    for table in ("mistake", "snooze"):  # of a snooze, the fingerprint of a short text may tell the text
        drop(work, table, "account = ? AND comment = ?", ref_cells(comment))


def forget_decided(work: sqlite3.Connection, comment: CommentRef) -> None:
    """The words of what others decided about it, and of what was asked of them; what has not left never will. What is leaving,
    or may have left, keeps its own: it is found on the page by them."""
    for row in list(find(work, "outbox", "WHERE account = ? AND comment = ?", ref_cells(comment))):
        entry = entry_from(row)
        is_asked = entry.addressee is Addressee.SUPERVISOR and entry.state not in LIVE
        if is_asked or (entry.approval is not None and entry.state not in (State.SENDING, State.UNCERTAIN)):
            put(work, "outbox", entry_cells(emptied(entry)))


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
        drop(work, "setting", "name = ?", ("to_sweep",))
    return True


def _write_index_anew(cache: sqlite3.Connection, pause: Callable[[], object]) -> None:
    cache.execute("PRAGMA secure_delete = ON")
    before = -1
    while cache.total_changes - before > 1:  # so SQLite tells that nothing was left to do
        before = cache.total_changes
        with writing(cache):
            cache.execute(
                "INSERT INTO search (search, rank) VALUES ('merge', ?)", (-_PAGES,)
            )  # negative: whatever its state
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
