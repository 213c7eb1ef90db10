"""A list post by post: those with the gravest comments first, each post whole, page after page, by an index."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import groupby

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import RemoteId
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Handle, Order, Query, Queue, Row, Triage
from cm_desktop.domain.verdicts import Category, Verdict
from cm_desktop.store.comments.bundles import FIRSTS
from cm_desktop.store.disk.files import CACHE
from cm_desktop.store.lists.queries import listing
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BLOG, CLIENT_OF, NOW, SHOP, comment, save, verdict

QUEUES = [Queue.TODO, Queue.URGENT, Queue.DONE, Queue.DRAFTS, Queue.ALL]
NARROW: list[dict[str, object]] = [
    {},
    {"client": BAKERY},
    {"account": BLOG},
    {"account": SHOP, "post": RemoteId("p1")},
    {"unread": True},
    {"category": Category.FRAUD},
    {"search": "pain"},
]
JUDGED = [
    Verdict(),
    verdict(Category.COMPLAINT, severity=2),
    verdict(Category.FRAUD),
    verdict(Category.INSULT, severity=3),
]


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Comments under some posts of three pages, no two of one moment; some gone, some written anew, some moved."""
    chance = random.Random(7)
    for place, account in enumerate(CLIENT_OF):
        said = [
            replace(
                comment(f"c{number}", account=account, minutes=3 * number + place, text=chance.choice(["pain", "vin"])),
                post=RemoteId(f"p{chance.randrange(5)}"),
            )
            for number in range(24)
        ]
        save(workspace, *said, judged={one.ref: (chance.choice(JUDGED), one.text) for one in said})
        workspace.decide(said[::3], Decision.DISMISSED, NOW).result()
        workspace.decide(said[:6:3], Decision.REOPENED, NOW).result()
        workspace.tell_journal(Deed.SHOWN, "", said[1].ref).result()
        for one in said[4:9]:
            workspace.save_draft(one.ref, "brouillon", NOW).result()
        moved = [replace(one, post=RemoteId("p4")) for one in said[7:9]]
        save(workspace, *moved, judged={one.ref: (verdict(Category.FRAUD), one.text) for one in moved})
        workspace.forget_comments(account, [one.ref.id for one in said[10:14]], read_again=True).result()
    return workspace


def rows_of(reader: Reader) -> list[Row]:
    return list(reader.page(Query(queue=Queue.ALL, order=Order.NEWEST), limit=500).rows)


def stands_in(row: Row, queue: Queue) -> bool:
    if queue is Queue.URGENT:
        return row.triage is Triage.TODO and row.verdict.severity == 4
    return row.draft if queue is Queue.DRAFTS else queue in (Queue.ALL, Queue(row.triage))


def top(row: Row) -> tuple[object, ...]:
    return (row.verdict.severity, row.comment.created_at)


def post(row: Row) -> tuple[object, ...]:
    return (row.comment.ref.account, row.comment.post)


def expected(rows: list[Row], query: Query) -> list[Handle]:
    """By the words of its definition: a post stands where the gravest of its comments in the list does, the newest of these.

    Among drafts and everything, the gravest of all its comments.
    """
    whole = Queue.ALL if query.queue is Queue.DRAFTS else Queue.TODO if query.queue is Queue.URGENT else query.queue
    tops: dict[tuple[object, ...], tuple[object, ...]] = {}
    for row in rows:
        if stands_in(row, whole):
            tops[post(row)] = max(tops.get(post(row), top(row)), top(row))
    kept = [row for row in rows if stands_in(row, query.queue) and belongs(row, query)]
    kept.sort(key=lambda row: (tops[post(row)], top(row)), reverse=True)
    return [row.handle for row in kept]


def belongs(row: Row, query: Query) -> bool:
    account = row.comment.ref.account
    return (
        query.account in (None, account)
        and query.client in (None, CLIENT_OF[account])
        and query.post in (None, row.comment.post)
        and (row.unread or not query.unread)
        and query.category in (None, *row.verdict.categories)
        and query.search in row.comment.text
    )


def pages(reader: Reader, query: Query) -> Iterator[Handle]:
    after = None
    while True:
        page = reader.page(query, after=after, limit=4)
        yield from (row.handle for row in page.rows)
        if (after := page.after) is None:
            return


@pytest.mark.parametrize("queue", QUEUES)
def test_the_list_and_its_pages_are_what_their_definition_says(busy: Workspace, reader: Reader, queue: Queue) -> None:
    rows = rows_of(reader)
    for narrow in NARROW:
        query = Query(queue=queue, order=Order.POST, **narrow)  # type: ignore[arg-type]
        wanted = expected(rows, query)
        assert list(reader.handles(query)) == wanted, query
        assert list(pages(reader, query)) == wanted, query
        assert reader.count(query) == len(wanted), query


def test_what_is_under_one_post_stands_together(busy: Workspace, reader: Reader) -> None:
    rows = reader.page(Query(order=Order.POST), limit=500).rows
    runs = [name for name, _ in groupby(rows, post)]
    assert len(runs) == len(set(runs)) > 8


def plan(workspace: Workspace, query: Query, mark: str | None) -> list[str]:
    """How SQLite reads a page of it."""
    asked = listing(query).behind(mark)
    statement = f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order} LIMIT 50"
    with closing(sqlite3.connect(workspace.folder / CACHE.name)) as db:
        return [line[3] for line in db.execute(f"EXPLAIN QUERY PLAN {statement}", asked.values)]


@pytest.mark.parametrize("scope", [{}, {"account": BLOG}, {"unread": True}], ids=str)
@pytest.mark.parametrize("queue", [Queue.TODO, Queue.URGENT, Queue.DONE])
def test_each_page_is_read_in_the_order_of_two_indexes(
    busy: Workspace, reader: Reader, queue: Queue, scope: dict[str, str]
) -> None:
    query = Query(queue=queue, order=Order.POST, **scope)  # type: ignore[arg-type]
    first = reader.page(Query(queue=queue, order=Order.POST), limit=3)
    for mark in (None, first.after):
        steps = plan(busy, query, mark)
        assert len(steps) == 2, steps
        assert "bundle_by_severity" in steps[0]
        assert "USING COVERING INDEX queue_post" in steps[1] or "USING INDEX queue_post" in steps[1]


@pytest.mark.parametrize("scope", [{}, {"client": BAKERY}, {"account": BLOG}], ids=str)
def test_everything_goes_post_by_post_in_the_order_of_an_index(
    busy: Workspace, reader: Reader, scope: dict[str, str]
) -> None:
    """Only what is under one post is sorted."""
    query = Query(queue=Queue.ALL, order=Order.POST, **scope)  # type: ignore[arg-type]
    first = reader.page(query, limit=3)
    for mark in (None, first.after):
        steps = plan(busy, query, mark)
        assert "bundle_by_first" in steps[0]
        assert not any(step.startswith("SCAN comment") for step in steps)
        assert any("queue_post (triage=? AND account=? AND post=?" in step for step in steps)
        assert [step for step in steps if "TEMP B-TREE" in step] == ["USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"]


@pytest.mark.parametrize(
    ("query", "few"),
    [
        (Query(queue=Queue.DRAFTS, order=Order.POST), "queue_drafts"),
        (Query(queue=Queue.ALL, order=Order.POST, unread=True), "queue_unread_by_time"),
    ],
)
def test_of_drafts_and_what_is_unread_only_these_are_read(busy: Workspace, query: Query, few: str) -> None:
    steps = plan(busy, query, None)
    assert few in steps[0]
    assert any("bundle_of_post" in step for step in steps)
    assert not any(step.startswith("SCAN bundle") for step in steps)


def test_bundles_are_those_of_a_file_that_never_had_them(busy: Workspace, reader: Reader) -> None:
    """Kept row by row while comments came, moved and went, and made at once from all that is there: the same."""
    with closing(sqlite3.connect(busy.folder / CACHE.name)) as db:
        kept = set(db.execute("SELECT of_triage, of_account, of_post, gravest, newest FROM bundle"))
        made = set(db.execute(FIRSTS))
    assert kept == made
    assert len(kept) > 15
