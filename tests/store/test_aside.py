"""What is older than the moderator wants to see queue up stands in no list but that of everything."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.store.disk.files import CACHE
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, ref, save

SINCE = NOW + timedelta(minutes=2)
LATER = NOW + timedelta(minutes=10)


def listed(reader: Reader, queue: Queue) -> set[str]:
    return {row.comment.ref.id for row in reader.page(Query(queue=queue)).rows}


def stands(reader: Reader, name: str) -> Triage:
    return reader.row(ref(name)).triage


@pytest.mark.parametrize("first", [True, False], ids=["before it is read", "after it was read"])
def test_what_is_old_queues_up_nowhere_and_is_found_in_everything(
    workspace: Workspace, reader: Reader, first: bool
) -> None:
    if first:
        workspace.leave_aside(SHOP, SINCE).result()
    save(workspace, comment("old", minutes=1), comment("edge", minutes=2), comment("new", minutes=3))
    if not first:
        workspace.leave_aside(SHOP, SINCE).result()
    assert listed(reader, Queue.TODO) == {"edge", "new"}
    assert listed(reader, Queue.DONE) == set()
    assert listed(reader, Queue.ALL) == {"old", "edge", "new"}
    assert reader.aside.number(SHOP) == 1
    counts = reader.counts().queues
    assert (counts[Queue.TODO], counts[Queue.ALL]) == (2, 3)


def test_the_moment_can_be_moved_both_ways_and_taken_back(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *(comment(f"c{minute}", minutes=minute) for minute in (1, 3, 5)))
    for before, left in ((SINCE, {"c1"}), (NOW + timedelta(minutes=4), {"c1", "c3"}), (SINCE, {"c1"}), (None, set())):
        workspace.leave_aside(SHOP, before).result()
        assert listed(reader, Queue.ALL) - listed(reader, Queue.TODO) == left
        assert reader.aside.number(SHOP) == len(left)
        assert reader.aside.before() == ({} if before is None else {SHOP: before})


def test_what_was_decided_or_answered_stays_where_it_is(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("reopened"), comment("dismissed"), comment("answered"))
    save(workspace, comment("reply", parent="answered", page=True, minutes=1))
    workspace.decide([comment("dismissed")], Decision.DISMISSED, NOW).result()
    workspace.leave_aside(SHOP, LATER).result()
    workspace.decide([comment("reopened")], Decision.REOPENED, NOW).result()
    assert stands(reader, "reopened") is Triage.TODO
    assert stands(reader, "dismissed") is Triage.DONE
    assert stands(reader, "answered") is Triage.DONE
    assert reader.aside.number(SHOP) == 0


def test_another_account_is_not_touched(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1", account=BLOG))
    workspace.leave_aside(SHOP, LATER).result()
    assert reader.row(ref("c1", BLOG)).triage is Triage.TODO


def test_it_holds_for_a_cache_that_is_made_anew(filled: Path) -> None:
    with closing(Workspace.open(filled, threads=False)) as workspace:
        workspace.leave_aside(SHOP, SINCE).result()
    (filled / CACHE.name).unlink()
    with closing(Workspace.open(filled, threads=False)) as again, closing(again.reader()) as reader:
        save(again, comment("old", minutes=1))
        assert stands(reader, "old") is Triage.ASIDE


def test_an_account_that_is_gone_leaves_no_moment_behind(workspace: Workspace, reader: Reader) -> None:
    workspace.leave_aside(SHOP, SINCE).result()
    workspace.remove_account(SHOP).result()
    assert reader.aside.before() == {}
    with pytest.raises(NotFound):
        workspace.leave_aside(SHOP, SINCE).result()
