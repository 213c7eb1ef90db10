"""Reading a list again keeps what can still be undone, in its place."""

from array import array
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.queue import HANDLES, Handle, Query
from cm_desktop.ui.inbox.reading import find, read_again, same_end, same_start
from tests.ui.rows import NOW, Shelf, hiding, showcase

ALL = array(HANDLES, range(1, 11))


def read(shelf: Shelf, seconds: int = 0, watched: range = range(1, 11), old: "array[int]" = ALL) -> list[int]:
    now = NOW + timedelta(seconds=seconds)
    return list(read_again(shelf, Query(), old, [Handle(h) for h in watched], now).handles)


def leave(shelf: Shelf, *handles: int) -> None:
    for handle in handles:
        shelf.change(hiding(shelf.known[Handle(handle)], acted_at=NOW))
        shelf.take(Handle(handle))


def test_a_row_that_leaves_stays_in_its_place_until_its_delay_is_over(shelf: Shelf) -> None:
    leave(shelf, 3)
    assert read(shelf) == list(ALL)
    assert read(shelf, seconds=10) == [1, 2, 4, 5, 6, 7, 8, 9, 10]


def test_a_row_that_was_only_dismissed_goes_at_once(shelf: Shelf) -> None:
    shelf.take(Handle(3))
    assert 3 not in read(shelf)


def test_rows_that_leave_side_by_side_keep_their_order(shelf: Shelf) -> None:
    leave(shelf, 1, 2, 5, 6, 10)
    assert read(shelf) == list(ALL)


def test_a_new_row_at_the_top_moves_the_leaving_one_with_its_neighbours(shelf: Shelf) -> None:
    leave(shelf, 3)
    new = showcase()[9]
    shelf.listed = [row for row in shelf.listed if row.handle != 10]
    shelf.listed.insert(0, new)
    assert read(shelf)[:5] == [10, 1, 2, 3, 4]


def test_a_row_that_nobody_saw_is_not_kept(shelf: Shelf) -> None:
    leave(shelf, 3)
    assert 3 not in read(shelf, watched=range(5, 8))


def test_the_row_that_stays_is_kept_whatever_became_of_it(shelf: Shelf) -> None:
    shelf.take(Handle(3))
    listed = read_again(shelf, Query(), ALL, [Handle(3)], NOW, stays=Handle(3))
    assert listed.handles == ALL
    assert listed.kept == {Handle(3): None}


def test_what_the_lists_share_is_told_of_the_one_that_is_shown(shelf: Shelf) -> None:
    shelf.take(Handle(3))
    for stays, shared in ((None, (2, 7)), (Handle(3), (10, 0))):
        listed = read_again(shelf, Query(), ALL, [Handle(3)], NOW, stays=stays)
        assert listed.shared == shared


@given(
    st.lists(st.sampled_from((0, 1, 256, 257, 2**16, 2**24, 2**24 + 1)), max_size=9), st.sampled_from((1, 256, 2**24))
)
def test_a_handle_is_found_where_it_stands_and_nowhere_between_two(handles: list[int], sought: int) -> None:
    place = handles.index(sought) if sought in handles else None
    assert find(array(HANDLES, handles), sought) == place


LISTS = st.lists(st.integers(0, 9), max_size=30).map(lambda numbers: array(HANDLES, numbers))


@given(LISTS, LISTS)
def test_what_two_lists_share_at_both_ends_is_found(one: "array[int]", other: "array[int]") -> None:
    start = same_start(one, other)
    end = same_end(one, other, start)
    assert one[:start] == other[:start]
    assert one[len(one) - end :] == other[len(other) - end :]
    assert start + end <= min(len(one), len(other))
    if start + end < min(len(one), len(other)):
        assert one[start] != other[start]
        assert one[len(one) - end - 1] != other[len(other) - end - 1]
