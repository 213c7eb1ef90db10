"""The language of the `fields` parameter."""

from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.practice.errors import Refusal
from cm_desktop.practice.graph.fields import FieldRequest, parse_fields, written

_names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
_modifiers = st.dictionaries(_names, st.from_regex(r"[a-z0-9=:+-]{0,8}", fullmatch=True), max_size=2)
_fields = st.recursive(
    st.builds(lambda name: FieldRequest(name=name), _names),
    lambda inner: st.builds(
        lambda name, modifiers, held: FieldRequest(name=name, modifiers=modifiers, inner=tuple(held)),
        _names,
        _modifiers,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def depth(request: FieldRequest) -> int:
    return 1 + max(map(depth, request.inner), default=0) if request.inner else 0


def test_edges_are_read_with_their_modifiers_and_inner_fields() -> None:
    message, comments = parse_fields("message, comments.filter(stream).limit(50) { id , parent{id} }")
    assert message == FieldRequest(name="message")
    assert comments.modifiers == {"filter": "stream", "limit": "50"}
    assert comments.inner is not None
    assert [request.name for request in comments.inner] == ["id", "parent"]


@given(st.lists(_fields, min_size=1, max_size=4).filter(lambda found: all(depth(f) < 8 for f in found)))
def test_what_is_written_is_read_back(fields: list[FieldRequest]) -> None:
    assert parse_fields(written(tuple(fields))) == tuple(fields)


@given(st.text(alphabet="ab.,(){}_ é\n", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        fields = parse_fields(text)
    except Refusal as caught:
        refusal = caught.answer
    else:
        assert parse_fields(written(fields)) == fields
        return
    assert refusal.code == 2500
