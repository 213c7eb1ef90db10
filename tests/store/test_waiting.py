"""Who has waited too long comes first, the longest first; then the gravest: page after page, by indexes."""

import random
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.verdicts import Category, Verdict
from cm_desktop.store.disk.files import CACHE
from cm_desktop.store.lists.queries import listing
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BLOG, CLIENT_OF, NOW, comment, save, verdict

LATE = NOW + timedelta(minutes=20)
WAITING = Query(order=Order.WAITING, late=LATE)
SCOPES = [{}, {"client": BAKERY}, {"account": BLOG}]


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    chance = random.Random(3)
    judged = [Verdict(), verdict(Category.COMPLAINT, severity=2), verdict(Category.FRAUD)]
    for place, account in enumerate(CLIENT_OF):
        said = [
            comment(f"c{number}", account=account, minutes=3 * number + place, text=chance.choice(["pain", "vin"]))
            for number in range(14)
        ]
        save(workspace, *said, judged={one.ref: (chance.choice(judged), one.text) for one in said})
    return workspace


def by_pages(reader: Reader, query: Query, limit: int) -> list[int]:
    page = reader.page(query, limit=limit)
    found = [int(row.handle) for row in page.rows]
    while page.after is not None:
        page = reader.page(query, after=page.after, limit=limit)
        found += [row.handle for row in page.rows]
    return found


def test_those_who_wait_longest_come_first_then_the_gravest(busy: Workspace, reader: Reader) -> None:
    rows = reader.page(WAITING, limit=100).rows
    late = [row for row in rows if row.comment.created_at < LATE]
    rest = list(rows[len(late) :])
    assert list(rows[: len(late)]) == sorted(late, key=lambda row: row.comment.created_at)
    assert rest == sorted(rest, key=lambda row: (row.verdict.severity, row.comment.created_at), reverse=True)
    assert min(len(late), len(rest)) > 10
    assert len(rows) == reader.counts().queues[Queue.TODO]


@pytest.mark.parametrize("narrow", [*SCOPES, {"search": "pain"}, {"category": Category.FRAUD}], ids=str)
@pytest.mark.parametrize("limit", [1, 5, 7])
def test_pages_put_end_to_end_are_the_whole_list(
    busy: Workspace, reader: Reader, narrow: dict[str, str], limit: int
) -> None:
    query = Query(order=Order.WAITING, late=LATE, **narrow)  # type: ignore[arg-type]
    whole = list(reader.handles(query))
    assert by_pages(reader, query, limit) == whole
    assert [gist.handle for gist in reader.gists(query, limit=100)] == whole
    assert [gist.handle for gist in reader.gists(query, limit=3)] == whole[:3]


def test_a_mark_of_another_list_is_refused(busy: Workspace, reader: Reader) -> None:
    with pytest.raises(NotFound):
        reader.page(WAITING, after="W10=")


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_both_parts_are_read_in_the_order_of_an_index(busy: Workspace, reader: Reader, scope: dict[str, str]) -> None:
    for one in Query(order=Order.WAITING, late=LATE, **scope).in_turn:  # type: ignore[arg-type]
        asked = listing(one)
        statement = f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order} LIMIT 50"
        with closing(sqlite3.connect(busy.folder / CACHE.name)) as db:
            (step,) = (line[3] for line in db.execute(f"EXPLAIN QUERY PLAN {statement}", asked.values))
        assert "created_at" in step, "it begins, or ends, at the moment"
        assert "INDEX queue_" in step
