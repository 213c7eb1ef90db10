"""What is taken for JSON and what is not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.transport.strict_json import MAX_DEPTH, safe_loads


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
