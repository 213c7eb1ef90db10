"""Lists: their order, their pages, their filters and words; and counts that never disagree with them."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise, product

import pytest

from cm_desktop.domain.actions import Decision, Escalate, Hide
from cm_desktop.domain.comments import Visibility, fingerprint
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Handle, Order, Query, Queue, Row, Triage
from cm_desktop.domain.snooze import Snooze
from cm_desktop.domain.verdicts import Category, Verdict
from cm_desktop.store.lists.queries import listing
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, BRANCH, CLIENT_OF, NOW, SHOP, comment, entry, ref, save, verdict

VERDICTS = [
    Verdict(),
    verdict(Category.INSULT),
    verdict(Category.COMPLAINT, severity=2),
    verdict(Category.INSULT, Category.FRAUD, severity=3),
    verdict(Category.FRAUD),
]
SCOPES = [{}, {"client": BAKERY}, {"account": BLOG}, {"client": BAKERY, "account": SHOP}, {"account": BRANCH}]
ORDERS = [Order.SEVERITY, Order.NEWEST, Order.OLDEST]  # others: test_by_post.py, test_waiting.py
NARROW: list[dict[str, object]] = [
    {},
    {"unread": True},
    {"unread": True, "search": "pain"},
    {"category": Category.FRAUD},
    {"search": "pain"},
    {"search": "pain", "category": Category.FRAUD},
]
QUERIES = [
    Query(queue=queue, order=order, **scope, **narrow)  # type: ignore[arg-type]
    for queue, order, scope, narrow in product(Queue, ORDERS, SCOPES, NARROW)
]


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Sixty comments of every kind: many alike in severity and time."""
    for place, account in enumerate(CLIENT_OF):
        said = [
            comment(
                f"c{number}",
                account=account,
                minutes=number // 7,
                text="du pain" if number % 3 else "du vin",
                visibility=Visibility.HIDDEN if number % 5 == place else Visibility.PUBLIC,
            )
            for number in range(20)
        ]
        judged = {one.ref: (VERDICTS[number % 5], one.text) for number, one in enumerate(said)}
        save(workspace, *said, judged=judged)
        workspace.add_entries([entry(said[1], Hide(), name=f"{account} 1")], said[1]).result()
        workspace.add_entries([entry(said[2], Escalate(), name=f"{account} 2")], said[2]).result()
        workspace.decide([said[3]], Decision.DISMISSED, NOW).result()
        for one in said[::4]:
            workspace.tell_journal(Deed.SHOWN, "", one.ref).result()
        asleep = Snooze(at=NOW, until=NOW + timedelta(days=1), fingerprint=fingerprint(said[8].text))
        workspace.snoozes.keep({one.ref: asleep for one in (said[8], said[11], said[14])}).result()
        for one in said[4:8]:
            workspace.save_draft(one.ref, "brouillon", NOW).result()
    return workspace


def expected(rows: list[Row], query: Query) -> list[Handle]:
    """The list by the words of its definition, with no help from SQL."""
    kept = [row for row in rows if _belongs(row, query)]
    kept.sort(key=lambda row: (row.comment.created_at, row.handle), reverse=query.order is not Order.OLDEST)
    if query.order is Order.SEVERITY:
        kept.sort(key=lambda row: -row.verdict.severity)
    return [row.handle for row in kept]


def _belongs(row: Row, query: Query) -> bool:
    account = row.comment.ref.account
    return (
        _queued(row, query.queue)
        and query.account in (None, account)
        and query.client in (None, CLIENT_OF[account])
        and (row.unread or not query.unread)
        and query.category in (None, *row.verdict.categories)
        and query.search in row.comment.text
    )


def _queued(row: Row, queue: Queue) -> bool:
    if queue is Queue.DRAFTS:
        return row.draft
    if queue is Queue.URGENT:
        return row.triage is Triage.TODO and row.verdict.severity == 4
    return queue is Queue.ALL or row.triage == queue.value


def all_rows(reader: Reader) -> list[Row]:
    lists = [Query(queue=Queue(triage.value)) for triage in Triage if triage is not Triage.ASIDE]
    return [row for query in lists for row in reader.rows([Handle(handle) for handle in reader.handles(query)])]


def test_every_list_is_what_its_definition_says(busy: Workspace, reader: Reader) -> None:
    rows = all_rows(reader)
    assert len(rows) == 60
    lengths = set()
    for query in QUERIES:
        handles = list(reader.handles(query))
        assert handles == expected(rows, query), query
        lengths.add(len(handles))
    assert len(lengths) > 10  # the lists are not all empty, nor all alike


def test_pages_put_end_to_end_are_the_whole_list(busy: Workspace, reader: Reader) -> None:
    for query in QUERIES:
        handles: list[int] = []
        page = reader.page(query, limit=3)
        handles += [row.handle for row in page.rows]
        while page.after is not None:
            assert len(page.rows) == 3
            page = reader.page(query, after=page.after, limit=3)
            handles += [row.handle for row in page.rows]
        assert handles == list(reader.handles(query)), query


def test_a_page_goes_on_from_its_mark_whatever_came_in_meanwhile(busy: Workspace, reader: Reader) -> None:
    query = Query(order=Order.NEWEST)
    before = list(reader.handles(query))
    page = reader.page(query, limit=5)
    save(busy, *(comment(f"new{number}", minutes=100) for number in range(5)))
    rest = reader.page(query, after=page.after, limit=100)
    assert [row.handle for row in (*page.rows, *rest.rows)] == before


@pytest.mark.parametrize("mark", ["", "x", "3", "[1]", '["a", "b", "c", "d"]', "null"])
def test_a_mark_of_another_list_is_refused(reader: Reader, mark: str) -> None:
    with pytest.raises(NotFound):
        reader.page(Query(), after=mark)


def test_the_counts_are_the_lengths_of_the_lists(busy: Workspace, reader: Reader) -> None:
    counts = reader.counts()
    assert counts.queues == {queue: len(reader.handles(Query(queue=queue))) for queue in Queue}
    assert counts.clients == {client: len(reader.handles(Query(client=client))) for client in (BAKERY, BANK)}
    assert min(counts.queues.values()) > 0


def test_rows_come_in_the_order_asked_without_those_that_are_gone(busy: Workspace, reader: Reader) -> None:
    handles = [Handle(handle) for handle in reader.handles(Query())]
    asked = [handles[4], Handle(10**9), handles[1], handles[2]]
    assert [row.handle for row in reader.rows(asked)] == [handles[4], handles[1], handles[2]]
    assert reader.rows([]) == []


def test_rows_read_by_several_statements_come_in_one_order(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *(comment(f"c{number}") for number in range(1100)))
    handles = [Handle(handle) for handle in reader.handles(Query())]
    assert [row.handle for row in reader.rows(handles)] == handles


def test_a_list_that_is_unpacked_piece_by_piece_is_whole(
    busy: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one = reader.handles(Query(queue=Queue.ALL))
    monkeypatch.setattr("cm_desktop.store.lists.listing.PIECE", 7)
    assert (len(in_one), reader.handles(Query(queue=Queue.ALL))) == (60, in_one)


def test_a_reader_sees_what_another_connection_committed(workspace: Workspace) -> None:
    with closing(workspace.reader()) as early:
        assert len(early.handles(Query())) == 0
        save(workspace, comment("c1"))
        assert len(early.handles(Query())) == 1


@pytest.mark.parametrize(
    "search",
    [
        "colis",
        "COLIS",
        "cœur",
        "coeur",
        "COEUR",
        "noel",
        "Noël",
        "zoe",
        "ZOÉ",
        "noel colis",
        "rembours",
        "œuvrar",
        "l'été",
    ],
)
def test_words_are_found_whatever_their_accents_case_and_ending(
    workspace: Workspace, reader: Reader, search: str
) -> None:
    said = comment("c1", text="Remboursement du colis de Noël, de tout cœur, à l'été", author="Zoé Œuvrard")
    save(workspace, said, comment("c2", text="autre chose", author="Max"))
    assert [row.comment for row in reader.page(Query(search=search)).rows] == [said]


@pytest.mark.parametrize("search", ["colis perdu", "olis", "!!!", "\U0001f621", '""', "*", "\0", "\ud800"])
def test_words_that_are_not_there_find_nothing(workspace: Workspace, reader: Reader, search: str) -> None:
    save(workspace, comment("c1", text="Remboursement du colis \U0001f621 !!! \ud800 \0"))
    assert reader.page(Query(search=search)).rows == ()


@pytest.mark.parametrize("search", ["", "  ", "\n"])
def test_no_words_narrow_nothing(workspace: Workspace, reader: Reader, search: str) -> None:
    save(workspace, comment("c1"))
    assert len(reader.handles(Query(search=search))) == 1


@pytest.mark.parametrize(
    "search",
    [
        "text:bonjour",
        "NOT bonjour",
        "bonjour OR x",
        "NEAR(bonjour, 2)",
        "-bonjour",
        "bonjour*",
        '"bonjour',
        "(bonjour",
        "bonjour^",
        "{text}: bonjour",
        "bonjour + x",
        "'; DROP TABLE comment; --",
        "\\",
        "%",
        "_",
    ],
)
def test_words_are_never_operators(workspace: Workspace, reader: Reader, search: str) -> None:
    words = "not or near text x 2 drop table comment"
    save(workspace, comment("c1", text=f"bonjour {words}"), comment("c2", text=words), comment("c3", text="bonjour"))
    found = {row.comment.ref.id for row in reader.page(Query(search=search)).rows}
    assert found <= {"c1", "c2", "c3"}
    if "bonjour" in search:
        assert found == ({"c1", "c3"} if search.strip('-*"(^') == "bonjour" else {"c1"})


@pytest.mark.parametrize("scope", SCOPES[:3] + SCOPES[4:], ids=str)
@pytest.mark.parametrize(
    ("queue", "order"),
    # Drafts are few, and everything is only read by time.
    [both for both in product(Queue, ORDERS) if both[0] is not Queue.DRAFTS and both != (Queue.ALL, Order.SEVERITY)],
)
def test_a_list_is_read_in_the_order_of_an_index(
    workspace: Workspace, queue: Queue, scope: dict[str, str], order: Order
) -> None:
    asked = listing(Query(queue=queue, order=order, **scope))  # type: ignore[arg-type]
    steps = plan(workspace, f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order}", asked.values)
    assert len(steps) == 1
    assert "USING INDEX queue_" in steps[0] or "USING COVERING INDEX queue_" in steps[0]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("order", ORDERS)
def test_what_is_unread_is_read_in_the_order_of_an_index_of_its_own(
    workspace: Workspace, scope: dict[str, str], order: Order
) -> None:
    for queue in (Queue.TODO, Queue.URGENT, Queue.ALL):
        asked = listing(Query(queue=queue, order=order, unread=True, **scope))  # type: ignore[arg-type]
        steps = plan(
            workspace, f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order}", asked.values
        )
        assert len(steps) == 1
        assert "USING INDEX queue_unread_" in steps[0] or "USING COVERING INDEX queue_unread_" in steps[0]


@pytest.mark.parametrize(
    ("narrow", "index"), [({"search": "pain"}, "VIRTUAL TABLE"), ({"category": "fraud"}, "hit_category")]
)
def test_a_narrow_list_starts_from_what_few_rows_have(workspace: Workspace, narrow: dict[str, str], index: str) -> None:
    asked = listing(Query(**narrow))  # type: ignore[arg-type]
    steps = plan(workspace, f"SELECT id FROM {asked.table} WHERE {asked.where} ORDER BY {asked.order}", asked.values)
    assert "SEARCH comment USING INTEGER PRIMARY KEY (rowid=?)" in steps
    assert any(index in step for step in steps)


def plan(workspace: Workspace, statement: str, values: tuple[object, ...]) -> list[str]:
    with closing(sqlite3.connect(workspace.folder / "cache.db")) as db:
        return [line[3] for line in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]


def test_equal_times_and_severities_still_have_one_order(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *(comment(f"c{number}") for number in range(10)))
    for order in Order:
        handles = list(reader.handles(Query(order=order)))
        assert all((one < other) == (order is Order.OLDEST) for one, other in pairwise(handles))


def test_a_comment_that_was_hidden_elsewhere_is_in_the_hidden_list(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1", visibility=Visibility.HIDDEN))
    assert [row.comment.ref for row in reader.page(Query(queue=Queue.HIDDEN)).rows] == [ref("c1")]
