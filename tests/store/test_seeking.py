"""A page of what is sought: whichever way is the quickest, it is the page that the slow way gives."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cm_desktop.domain.comments import AccountId, Comment
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.store.index.search import searchable
from cm_desktop.store.lists import seeking, stretches
from cm_desktop.store.lists.keys import Key, keys_of
from cm_desktop.store.lists.queries import Listing
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, BRANCH, NOW, SHOP, add_accounts, comment, save, verdict

WORDS = [f"{first}{then}" for first in ("a", "ab", "abc", "b", "é", "d") for then in ("", "a", "b", "ab", "ô", "e")]
ROWS = {SHOP: 300, BRANCH: 100, BLOG: 60}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Enough comments for all ways, with everyday words and rare ones; many of the same second, not all of one moment."""
    chance = random.Random(5)
    workspace = Workspace.open(tmp_path_factory.mktemp("seeking") / "workspace", threads=False)
    add_accounts(workspace)
    for account, count in ROWS.items():
        rows = [some_comment(chance, f"c{number}", account) for number in range(count)]
        grave = {one.ref: (verdict(Category.FRAUD), searchable(one.text)) for one in rows[::7]}
        less = {one.ref: (verdict(Category.COMPLAINT, severity=2), searchable(one.text)) for one in rows[1::5]}
        save(workspace, *rows, judged=less | grave)
    with closing(workspace), closing(workspace.reader()) as reader:
        yield reader


def some_comment(chance: random.Random, name: str, account: AccountId) -> Comment:
    one = comment(
        name,
        text=" ".join(WORDS[int(36 ** chance.random()) - 1] for _ in range(6)),
        author=chance.choice(WORDS),
        minutes=chance.randrange(60),
        account=account,
    )
    return replace(
        one, created_at=one.created_at + timedelta(microseconds=chance.choice([0, 0, chance.randrange(900_000)]))
    )


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each way was gone; what is few and what is frequent is made to suit some hundred comments."""
    for name, small in {"SAMPLE": 20, "TOLD": 3, "FREQUENT": 0.2, "AT_ONCE": 5, "LOOKED_UP": 30}.items():
        monkeypatch.setattr(seeking, name, small)
    monkeypatch.setattr(seeking, "ROWS_READ", 200)
    monkeypatch.setattr(seeking, "FEW", 500)
    count: Counter[str] = Counter()
    keys, by_texts, by_index = keys_of, seeking._Search._by_texts, seeking._Search._by_index

    def counted(db: Any, asked: Listing, *rest: Any, **named: Any) -> list[Key]:
        told = "few of all" if "NOT INDEXED" in asked.table else "the list, told"
        count[told if "MATCH" in asked.where else "the list, read" if "said" in asked.where else ""] += 1
        return keys(db, asked, *rest, **named)

    def texts(search: seeking._Search, most: int) -> Iterator[int]:
        count["texts"] += 1
        return by_texts(search, most)

    def index(search: seeking._Search, words: str) -> Iterator[int]:
        count["index"] += 1
        return by_index(search, words)

    monkeypatch.setattr(seeking, "keys_of", counted)
    monkeypatch.setattr(seeking._Search, "_by_texts", texts)
    monkeypatch.setattr(seeking._Search, "_by_index", index)
    return count


PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["é", "Ab", "a", "zzz", "!"]),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda two: f'"{two[0]} {two[1]}"'),
)
QUERIES = st.builds(
    Query,
    queue=st.sampled_from([Queue.TODO, Queue.TODO, Queue.ALL, Queue.URGENT, Queue.DONE]),
    order=st.sampled_from(Order),
    late=st.sampled_from([None, NOW + timedelta(minutes=30)]),
    client=st.sampled_from([None, None, BAKERY, BANK]),
    account=st.sampled_from([None, None, *ROWS]),
    category=st.sampled_from([None, None, None, Category.FRAUD]),
    level=st.sampled_from([*[None] * 16, *Level]),
    unread=st.sampled_from([False, False, False, True]),
    search=st.lists(PIECES, min_size=1, max_size=3).map(" ".join),
    author=st.one_of(st.just(""), st.just(""), st.sampled_from(WORDS)),
    since=st.sampled_from([None, None, None, NOW + timedelta(minutes=20)]),
    until=st.sampled_from([None, None, None, NOW + timedelta(minutes=50, microseconds=400_000)]),
)


def by_pages(reader: Reader, query: Query, limit: int) -> list[int]:
    """The whole list, a page at a time."""
    page = reader.page(query, limit=limit)
    found = [row.handle for row in page.rows]
    while page.after is not None:
        page = reader.page(query, after=page.after, limit=limit)
        found += [row.handle for row in page.rows]
    return list(map(int, found))


def is_always_the_same(reader: Reader, examples: int) -> None:
    @settings(deadline=None, max_examples=examples, derandomize=True, database=None, phases=[Phase.generate])
    @given(query=QUERIES, limit=st.integers(8, 60))
    def check(query: Query, limit: int) -> None:
        assert by_pages(reader, query, limit) == list(reader.handles(query))

    check()


def test_page_after_page_is_the_list_that_the_index_of_words_tells(many: Reader, ways: Counter[str]) -> None:
    is_always_the_same(many, 400)
    assert min(ways[way] for way in ("texts", "index", "the list, read", "the list, told", "few of all")) > 20, ways


@pytest.mark.parametrize(
    "broken",
    [
        lambda part: ("instr(said.c0 || said.c1, ?)", (part.words,)),  # anywhere in a word
        lambda part: ("instr(' ' || said.c0, ?)", (f" {part.words}",)),  # no authors, and nothing whole
    ],
)
def test_a_careless_look_at_texts_would_be_noticed(
    many: Reader, ways: Counter[str], monkeypatch: pytest.MonkeyPatch, broken: Callable[[Any], Any]
) -> None:
    monkeypatch.setattr(seeking, "_held", broken)
    with pytest.raises(AssertionError):
        is_always_the_same(many, 100)
    assert ways


def test_places_taken_for_the_order_itself_would_be_noticed(
    many: Reader, ways: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretches.Stretches, "rank", property(lambda along: lambda place: place))
    with pytest.raises(AssertionError):
        is_always_the_same(many, 100)
    assert ways


def test_a_long_text_that_is_pasted_is_left_to_the_index(many: Reader, ways: Counter[str]) -> None:
    pasted = " ".join(WORDS)
    assert by_pages(many, Query(queue=Queue.ALL, order=Order.NEWEST, search=pasted), 10) == []
    assert dict(ways) == {"few of all": 1}
