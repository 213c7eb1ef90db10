"""What is taken for JSON and what is not."""

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.transport.strict_json import MAX_DEPTH, MAX_PIECES, safe_loads


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html>",
        b'{"a": 1',
        b'{"a": 1}{"a": 1}',
        b'{"a": 1, "a": 2}',
        b'{"b": {"a": 1, "\\u0061": 2}}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b"9" * 5000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
        b'"' + b"x" * (8 * 1024 * 1024) + b'"',
    ],
)
def test_what_is_not_strict_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        safe_loads(body)


def test_nesting_is_allowed_to_the_limit() -> None:
    body = b'{"a":' * MAX_DEPTH + b"1" + b"}" * MAX_DEPTH
    assert isinstance(safe_loads(body), dict)


def measured(body: bytes) -> int:
    """The bytes that it takes at most to read this, or to refuse it."""
    tracemalloc.start()
    try:
        safe_loads(body)
    except Unreadable:
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    pytest.fail("it was read")


NEST = b"[" * 60 + b"]" * 60
COSTLY = [NEST + b",", b'{"":' * 40 + b"0" + b"}" * 40 + b",", b"{},", b'"",', b"0,", b'"\\"",']


@pytest.mark.parametrize("some", COSTLY)
def test_what_is_small_and_many_is_refused_before_anything_is_made_of_it(some: bytes) -> None:
    assert measured(b"[" + some * (4_000_000 // len(some)) + b"0]") < 1_000_000


def test_without_that_bound_it_would_take_all_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the one above: the same brackets, an eighth of them, refused for their end alone."""
    monkeypatch.setattr("cm_desktop.platforms.transport.strict_json.MAX_PIECES", 8 * 1024 * 1024)
    assert measured(b"[" + (NEST + b",") * 4_000) > 16_000_000


def test_as_many_pieces_are_read_as_there_may_be() -> None:
    assert safe_loads(b"[" + b"0," * (MAX_PIECES - 1) + b"0]") == [0] * MAX_PIECES
    with pytest.raises(Unreadable):
        safe_loads(b"[" + b"0," * MAX_PIECES + b"0]")


@pytest.mark.parametrize("text", [",[{:" * MAX_PIECES, '",[{:' * MAX_PIECES, "\\" * MAX_PIECES, '\\"' * MAX_PIECES])
def test_what_people_write_counts_for_one_piece(text: str) -> None:
    assert safe_loads(json.dumps([text, text]).encode()) == [text, text]


def test_half_a_surrogate_pair_becomes_a_replacement_and_a_whole_one_an_emoji() -> None:
    assert safe_loads(b'{"\\ud800k": ["\\udc00", "\\ud83d\\ude00"]}') == {"\ufffdk": ["\ufffd", "😀"]}


def test_a_mark_in_front_and_bytes_that_are_no_utf8_do_not_stop_the_reading() -> None:
    assert safe_loads(b'\xef\xbb\xbf{"a": "\xe9"}') == {"a": "\ufffd"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=15,
)


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert safe_loads(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_unreadable(body: bytes) -> None:
    try:
        value = safe_loads(body)
    except Unreadable:
        return
    assert json.dumps(value, ensure_ascii=False).encode()
