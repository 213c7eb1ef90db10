"""Where a sync stands: which page comes next, and what the next sync may leave out."""

from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.platforms.wordpress.position import LISTINGS, OVERLAP, PAGE, Position


def run(listings: dict[str, list[int]], start: Position) -> tuple[list[int], int, Position]:
    """What one sync brings of these ids, in how many pages, and where it ends."""
    position, brought, pages = start, list[int](), 0
    while True:
        ids = sorted(listings[position.status], reverse=True)
        page = ids[position.offset : position.offset + PAGE]
        brought += [ident for ident in page if position.brings(ident)]
        position = Position.parse(str(position.after(page, len(ids))))
        pages += 1
        if position.begins:
            return brought, pages, position


def test_a_first_sync_brings_everything_once() -> None:
    listings = {"all": list(range(1, 301)), "spam": list(range(301, 420)), "trash": [500]}
    brought, pages, end = run(listings, Position.parse(None))
    assert sorted(brought) == [*range(1, 420), 500]
    assert pages == 4 + 2 + 1
    assert end.seen == (300, 419, 500)


def test_a_quiet_sync_reads_one_page_of_each_listing() -> None:
    listings = {"all": list(range(1, 1001)), "spam": list(range(1001, 1200)), "trash": list[int]()}
    *_, end = run(listings, Position())
    brought, pages, again = run(listings, end)
    assert pages == len(LISTINGS)
    assert len(brought) == 2 * PAGE
    assert again == end


@given(st.sets(st.integers(1, 600)), st.sets(st.integers(601, 1200)))
def test_the_next_sync_brings_all_that_is_new_once(old: set[int], new: set[int]) -> None:
    empty: dict[str, list[int]] = {listing: [] for listing in LISTINGS}
    *_, end = run({**empty, "all": sorted(old)}, Position())
    brought, *_ = run({**empty, "all": sorted(old | new)}, end)
    assert new <= set(brought)
    assert len(brought) == len(set(brought))


def test_a_page_with_gaps_does_not_end_a_listing() -> None:
    position = Position().after([250, 249, 240], total=250)
    assert (position.listing, position.offset) == (0, PAGE - OVERLAP)


def test_an_emptied_listing_does_not_forget_what_was_seen() -> None:
    end = Position(seen=(40, 0, 0)).after([], total=0)
    assert end.seen == (40, 0, 0)
