"""What is to do is unread until it was shown or something was done about it; that outlives the cache."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.store.disk.files import CACHE
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, add_accounts, comment, ref, save

REPLY = comment("r1", parent="c1", page=True, minutes=5)


def unread(reader: Reader) -> set[str]:
    return {str(row.comment.ref.id) for row in reader.page(Query(queue=Queue.ALL, unread=True)).rows}


def show(workspace: Workspace, name: str) -> None:
    workspace.tell_journal(Deed.SHOWN, "", ref(name)).result()


def test_what_comes_in_to_do_is_unread_until_it_is_shown(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    assert unread(reader) == {"c1", "c2"}
    show(workspace, "c1")
    assert unread(reader) == {"c2"}
    assert [row.unread for row in reader.thread(ref("c1"))] == [False]


def test_the_same_name_on_another_page_stays_unread(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    save(workspace, comment("c1", account=BLOG))
    show(workspace, "c1")
    assert [row.comment.ref.account for row in reader.page(Query(unread=True)).rows] == [BLOG]


def test_what_the_page_says_or_answered_is_no_reading_to_be_done(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    save(workspace, REPLY)
    assert unread(reader) == {"c2"}


def test_what_something_was_done_about_was_read(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said, comment("c2"))
    workspace.decide([said], Decision.DISMISSED, NOW).result()
    workspace.decide([said], Decision.REOPENED, NOW).result()
    assert unread(reader) == {"c2"}
    assert reader.counts().queues[Queue.TODO] == 2


def test_what_was_read_is_known_to_a_cache_that_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with closing(Workspace.open(folder, threads=False)) as workspace:
        begin(workspace)
    for file in folder.glob("cache.db*"):
        file.unlink()
    with closing(Workspace.open(folder, threads=False)) as workspace, closing(workspace.reader()) as reader:
        assert unread(reader) == set()
        save(workspace, comment("c1"), comment("c2"))
        assert unread(reader) == {"c2"}


def test_a_cache_of_before_learns_what_was_read(tmp_path: Path) -> None:
    """Brought to the present version, it is told again all that was done."""
    folder = tmp_path / "workspace"
    with closing(Workspace.open(folder, threads=False)) as workspace:
        begin(workspace)
    with closing(sqlite3.connect(folder / CACHE.name)) as db, db:
        indexes = db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'queue_unread_%'").fetchall()
        for (name,) in indexes:
            db.execute(f"DROP INDEX {name}")
        db.execute("ALTER TABLE comment DROP COLUMN unread")
        db.execute("PRAGMA user_version = 8")
    with closing(Workspace.open(folder, threads=False)) as workspace, closing(workspace.reader()) as reader:
        assert unread(reader) == {"c2"}


def begin(workspace: Workspace) -> None:
    """Two comments, the first of them shown."""
    add_accounts(workspace)
    save(workspace, comment("c1"), comment("c2"))
    show(workspace, "c1")


def test_what_was_read_is_unread_again_until_it_is_shown_or_something_is_done(
    workspace: Workspace, reader: Reader
) -> None:
    said = [comment("c1"), comment("c2")]
    save(workspace, *said)
    for name in ("c1", "c2"):
        show(workspace, name)
        workspace.tell_journal(Deed.UNSHOWN, "", ref(name)).result()
    assert unread(reader) == {"c1", "c2"}
    save(workspace, comment("c1", text="Autre chose"))
    assert unread(reader) == {"c1", "c2"}
    show(workspace, "c1")
    workspace.save_draft(ref("c2"), "Bonjour", NOW).result()
    assert unread(reader) == set()
