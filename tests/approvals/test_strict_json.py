"""JSON of others is read without any leniency."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.approvals.strict_json import LARGEST, read, write
from cm_desktop.domain.errors import Unacceptable

numbers = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


@given(values)
def test_what_we_write_we_read_again(value: Any) -> None:
    assert read(write(value)) == value


@given(st.dictionaries(texts, numbers))
def test_there_is_one_way_of_writing(value: dict[str, int]) -> None:
    assert write(value) == write(dict(reversed(value.items())))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"outcome":"reject","outcome":"approve"}', "twice"),
        (b'[{"a":{"b":1,"b":1}}]', "twice"),
        (b'{"a":1,"\\u0061":2}', "twice"),
        (b"NaN", "number"),
        (b"[Infinity]", "number"),
        (b"-Infinity", "number"),
        (b"1.0", "number"),
        (b"1e3", "number"),
        (b"-0", "number"),
        (b"9007199254740992", "number"),
        (b"-9007199254740992", "number"),
        (b"1" * 5000, "number"),
        (rb'"\ud800"', "bad_value"),
        (rb'{"\udfff":1}', "bad_value"),
        (b"[" * 33 + b"]" * 33, "bad_value"),
        (b"[" * 100_000, "not_json"),
        (b"[" * 100_000 + b"]" * 100_000, "not_json"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "not_json"),
        (b'"\xff"', "not_json"),
        (b'"\xed\xa0\x80"', "not_json"),
        (b'"\xc0\xaf"', "not_json"),
        ('"é"'.encode("utf-16"), "not_json"),
        (b'\xef\xbb\xbf"a"', "not_json"),
        (b"", "not_json"),
        (b"1 2", "not_json"),
        (b"{'a':1}", "not_json"),
        (b"[1,]", "not_json"),
        (b'"a\nb"', "not_json"),
        (b'"' + b"a" * LARGEST, "too_large"),
    ],
)
def test_what_two_readers_could_take_for_two_things_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unacceptable, match=rf"={reason}\)"):
        read(data)


def test_a_lenient_reader_takes_all_of_it() -> None:
    """Negative control: what is refused above is not refused by everybody."""
    assert json.loads(b'{"outcome":"reject","outcome":"approve"}') == {"outcome": "approve"}
    assert json.loads(b"[Infinity, 1e3]") == [float("inf"), 1000.0]
    assert json.loads('"é"'.encode("utf-16")) == "é"
    assert json.loads(rb'"\ud800"') == "\ud800"


def test_nothing_larger_than_a_megabyte_is_written() -> None:
    assert len(write("a" * (LARGEST - 2))) == LARGEST
    with pytest.raises(Unacceptable, match="too_large"):
        write("a" * (LARGEST - 1))


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    try:
        value = read(data)
    except Unacceptable:
        return
    assert read(write(value)) == value
