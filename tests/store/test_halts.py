"""Posts under which nothing leaves: kept, told in the journal, sealed, gone with their page."""

import sqlite3
from contextlib import closing

import pytest

from cm_desktop.domain.comments import RemoteId
from cm_desktop.domain.errors import Damaged, EntryMoved, NotFound
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import claim
from cm_desktop.store.databases.schema_work import STEPS
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import BAKERY, BLOG, BRANCH, NOW, SHOP, comment, entry

POST = RemoteId("post")


def test_a_post_of_the_same_name_on_another_page_is_another(workspace: Workspace, reader: Reader) -> None:
    here, there = comment("c1"), comment("c1", account=BRANCH)
    workspace.add_entries([entry(one, name=f"on {one.ref}") for one in (here, there)], here, there).result()
    workspace.halts.suspend_post((SHOP, POST), True).result()
    workspace.halts.suspend_post((SHOP, POST), True).result()
    assert reader.halted.posts() == {(SHOP, POST)}
    assert reader.halted.held_back([here.ref, there.ref]) == {here.ref}
    workspace.halts.suspend_post((SHOP, POST), False).result()
    assert reader.halted.held_back([here.ref, there.ref]) == set()
    assert [line["deed"] for line in journal(workspace)[-3:]] == [Deed.POST_SUSPENDED] * 2 + [Deed.POST_RESUMED]


def test_everything_that_is_suspended_holds_back_all(workspace: Workspace, reader: Reader) -> None:
    refs = {comment("c1").ref, comment("c1", account=BRANCH).ref}
    workspace.halts.suspend(True).result()
    assert reader.halted.held_back(refs) == refs


@pytest.mark.parametrize("all_of_it", [True, False])
def test_what_was_suspended_since_it_was_looked_at_does_not_begin_to_leave(
    workspace: Workspace, reader: Reader, all_of_it: bool
) -> None:
    row = entry(comment("c1"))
    leaving = claim(row, now=NOW, baseline=())
    workspace.add_entries([row], comment("c1")).result()

    def suspend(on: bool) -> None:
        (workspace.halts.suspend(on) if all_of_it else workspace.halts.suspend_post((SHOP, POST), on)).result()

    suspend(True)
    with pytest.raises(EntryMoved):
        workspace.change_entry(row, leaving).result()
    assert reader.entry(row.id) == row
    suspend(False)
    workspace.change_entry(row, leaving).result()
    assert reader.entry(row.id) == leaving


def test_it_goes_with_its_page_and_with_its_client(workspace: Workspace, reader: Reader) -> None:
    for account in (SHOP, BLOG, BRANCH):
        workspace.halts.suspend_post((account, POST), True).result()
    workspace.remove_account(SHOP).result()
    assert reader.halted.posts() == {(BLOG, POST), (BRANCH, POST)}
    with pytest.raises(NotFound):
        workspace.halts.suspend_post((SHOP, POST), True).result()
    with closing(sqlite3.connect(workspace.folder / WORK.name)) as db, db:
        db.execute("DELETE FROM account WHERE id = ?", (BLOG,))  # as another program may leave it
    workspace.erased_clients.erase(BAKERY).result()
    assert reader.halted.posts() == {(BRANCH, POST)}


def test_one_that_another_hand_changed_is_not_believed(workspace: Workspace, reader: Reader) -> None:
    workspace.halts.suspend_post((SHOP, POST), True).result()
    with tampering(workspace) as db:
        db.execute("UPDATE suspended_post SET post = 'other'")
    with pytest.raises(Damaged):
        reader.halted.posts()


def test_a_workspace_of_before_takes_them(workspace: Workspace) -> None:
    before = [step.__name__ for step in STEPS].index("suspend_posts")
    workspace.close()
    with closing(sqlite3.connect(workspace.folder / WORK.name)) as db, db:
        db.execute("DROP TABLE suspended_post")
        db.execute(f"PRAGMA user_version = {before}")
    with closing(Workspace.open(workspace.folder, threads=False)) as again, closing(again.reader()) as reader:
        again.halts.suspend_post((SHOP, POST), True).result()
        assert reader.halted.posts() == {(SHOP, POST)}
