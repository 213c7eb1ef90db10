"""Lists under a name: kept with all that they look for, sealed, in a file of any version."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from cm_desktop.domain.comments import RemoteId
from cm_desktop.domain.errors import Damaged
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Order, Queue
from cm_desktop.domain.search import Search
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.domain.views import View
from cm_desktop.store.databases.schema_work import STEPS
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import BAKERY, SHOP

WHOLE = Search(
    words="escroc \ud83d",
    author="Zoé",
    account=SHOP,
    level=Level.URGENT,
    category=Category.THREAT,
    unread=True,
    late=True,
    since=date(2026, 11, 1),
    until=date(2026, 11, 22),
    here=True,
)
SEARCHES = [Search(), WHOLE, Search(post=(SHOP, RemoteId("p1"))), Search(days=7), Search(account=SHOP)]


def names(reader: Reader) -> list[str]:
    return [view.name for view in reader.kept.views()]


@pytest.mark.parametrize("search", SEARCHES, ids=range(len(SEARCHES)))
def test_a_view_comes_back_as_it_was_kept(workspace: Workspace, reader: Reader, search: Search) -> None:
    view = View(name="Lundi \ud83d", queue=Queue.URGENT, client=BAKERY, search=search, order=Order.OLDEST)
    workspace.kept.views.save(view).result()
    assert reader.kept.views() == (view,)


def test_a_view_is_changed_renamed_and_dropped(workspace: Workspace, reader: Reader) -> None:
    views = workspace.kept.views
    views.save(View(name="b")).result()
    views.save(View(name="a")).result()
    views.save(View(name="a", queue=Queue.DONE)).result()
    assert [view.queue for view in reader.kept.views()] == [Queue.DONE, Queue.TODO]
    views.save(View(name="c"), "b").result()
    assert names(reader) == ["a", "c"]
    views.drop("a").result()
    views.drop("nobody").result()
    assert names(reader) == ["c"]
    assert [line["deed"] for line in journal(workspace)[-2:]] == [Deed.VIEW_SAVED, Deed.VIEW_DROPPED]


def test_a_view_that_another_hand_changed_is_not_believed(workspace: Workspace, reader: Reader) -> None:
    workspace.kept.views.save(View(name="a")).result()
    with tampering(workspace) as db:
        db.execute("UPDATE saved_view SET queue = 'done'")
    with pytest.raises(Damaged):
        reader.kept.views()


def test_a_workspace_of_before_takes_views(workspace: Workspace) -> None:
    before = [step.__name__ for step in STEPS].index("keep_views")
    workspace.close()
    with closing(sqlite3.connect(workspace.folder / WORK.name)) as db, db:
        db.execute("DROP TABLE saved_view")
        db.execute(f"PRAGMA user_version = {before}")
    with closing(Workspace.open(workspace.folder, threads=False)) as again, closing(again.reader()) as reader:
        again.kept.views.save(View(name="a")).result()
        assert names(reader) == ["a"]
