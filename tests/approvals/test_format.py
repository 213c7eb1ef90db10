"""The format is what was once agreed on: whatever can be said comes out as it went in, and is written as it always was."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from cm_desktop.approvals import envelope, filing, strict_json
from cm_desktop.approvals.forms import form
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import (
    Acted,
    Body,
    CaseId,
    Declaration,
    Departure,
    Erasure,
    EventId,
    Expiry,
    Failed,
    Founding,
    Head,
    Joining,
    Outcome,
    PolicySet,
    Position,
    Revocation,
    Sending,
    Sent,
    Way,
    Welcome,
    WhyFailed,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.papers import Answered, Papers, PapersId
from cm_desktop.domain.approvals.people import KeyId, Level, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.ports import Draft
from cm_desktop.domain.errors import Unacceptable
from cm_desktop.domain.verdicts import Category
from tests.approvals.cast import CASE, CLIENT, NOW, TEAM, approval, asked, request

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
BY = envelope.key_id(PUBLIC)
ODD = "\x00 \ud83d\ude00 😀 \udfff \u202eتعليق\u202c e\u0301 \u2028 </script> ÿ"

any_text = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Cf"])) | st.just(ODD)
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))
MADE: dict[Any, st.SearchStrategy[Any]] = {
    str: any_text,
    int: st.integers(min_value=0, max_value=2**53 - 1),
    bytes: st.binary(),
    datetime: moments.filter(lambda moment: 1 < moment.year < 9999),
    **dict.fromkeys((EventId, PapersId, KeyId), st.text("0123456789abcdef", min_size=64, max_size=64)),
    **dict.fromkeys((TeamId, PersonId, CaseId), st.text("0123456789abcdef", min_size=32, max_size=32)),
    Member: st.builds(
        Member,
        key=st.just(BY),
        public_key=st.just(PUBLIC),
        sealing_key=st.binary(min_size=32, max_size=32),
        person=st.just(PersonId("3e" * 16)),
        name=any_text,
        role=st.sampled_from(Role),
    ),
}


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Anything of a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in MADE:
        return MADE[kind]
    if hasattr(kind, "__supertype__"):
        return made(kind.__supertype__)
    if origin in (Union, UnionType):
        return st.one_of([st.none() if part is type(None) else made(part) for part in parts])
    if origin is tuple:
        return st.lists(made(parts[0])).map(tuple) if parts[1] is ... else st.tuples(*map(made, parts))
    if origin is frozenset:
        return st.frozensets(made(parts[0]))
    if origin is Mapping:
        return st.dictionaries(made(parts[0]), made(parts[1]))
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    assert isinstance(kind, type)
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: made(hints[field.name]) for field in fields(kind)})


@given(made(Body), made(tuple[tuple[KeyId, Position], ...]), made(datetime), made(tuple[EventId, ...]))
def test_whatever_is_said_is_read_as_it_was_said(
    body: Body, seen: tuple[tuple[KeyId, Position], ...], at: datetime, parents: tuple[EventId, ...]
) -> None:
    draft = Draft(team=TEAM, seq=1, prev=None, at=at, body=body, parents=parents, seen=seen)
    event = envelope.read(envelope.write(draft, PUBLIC, KEY.sign))
    assert (event.body, event.at, event.parents, event.seen) == (body, at, parents, dict(seen))
    assert (event.by, event.case, event.papers) == (BY, None, None)


@given(made(Papers))
@example(Answered(text=ODD, reason="\ud800", message="\ud83d\ude00"))
@example(asked(ODD, (ODD, "")))
def test_whatever_people_wrote_is_filed_as_it_was_written(papers: Papers) -> None:
    data = filing.write(papers)
    assert filing.read(data) == papers
    data.decode("utf-8")


def test_halves_of_characters_do_not_become_a_whole_one() -> None:
    """Negative control: in plain JSON they do, and the text that comes back is another one."""
    halves = "\ud83d\ude00"
    assert json.loads(json.dumps(halves)) == "😀" != halves
    assert filing.read(filing.write(Answered(text=halves))) == Answered(text=halves)


@pytest.mark.parametrize(
    "text",
    [
        {"utf-8": "YQ=="},  # needs none of it
        {"utf-8": "/w=="},
        {"utf-8": "7aCA\n"},
        {"utf-8": "7aCA", "utf-16": ""},
        {"utf-8": 1},
        ["7aCA"],
        7,
        None,
    ],
)
def test_a_text_is_written_in_one_way(text: object) -> None:
    with pytest.raises(Unacceptable):
        form(str).read(text)
    assert form(str).read({"utf-8": "7aCA"}) == "\ud800"


@pytest.mark.parametrize("data", ["YR==", "YQ", "YQ==\n", "Y Q==", "é", "-_==", 5, None])
def test_bytes_are_written_in_one_way(data: object) -> None:
    with pytest.raises(Unacceptable):
        form(bytes).read(data)
    assert form(bytes).read("YQ==") == b"a"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (frozenset[Category], ["threat", "legal"]),
        (frozenset[Category], ["legal", "legal"]),
        (frozenset[Category], "legal"),
        (tuple[KeyId, bytes], ["9c" * 32]),
        (Mapping[KeyId, int], [["9c" * 32, 1]]),
        (int, True),
        (int, "1"),
        (Category, None),
        (datetime, None),
    ],
)
def test_a_value_of_another_kind_or_order_is_refused(kind: object, value: object) -> None:
    with pytest.raises(Unacceptable, match="bad_value"):
        form(kind).read(value)


def test_what_has_no_form_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError):
        form(float)


def test_papers_say_the_same_only_under_another_salt() -> None:
    data = filing.write(asked())
    salt = data.index(b'"salt":"') + len(b'"salt":"')
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert filing.name(changed) != filing.name(data)
        try:
            assert filing.read(changed) != asked() or salt <= place < salt + 32
        except Unacceptable:
            continue


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"v": 2}, "version"),
        ({"v": True}, "bad_value"),
        ({"salt": "0" * 31}, "bad_value"),
        ({"salt": 0}, "bad_value"),
        ({"type": "declared"}, "bad_value"),
        ({"type": ["answered"]}, "bad_value"),
        ({"type": "asked"}, "unknown_key"),
        ({"texts": None}, "bad_value"),
        ({"more": None}, "unknown_key"),
    ],
)
def test_papers_that_are_not_exact_are_refused(change: dict[str, object], reason: str) -> None:
    value = strict_json.read(filing.write(Answered(text="Oui"))) | change
    with pytest.raises(Unacceptable, match=rf"={reason}\)"):
        filing.read(strict_json.write(value))


MEMBER = Member(
    key=BY, public_key=PUBLIC, sealing_key=bytes(32), person=PersonId("3e" * 16), name="Inès", role=Role.MODERATOR
)
REQUEST = EventId("e7" * 32)
ONE_OF_EACH: tuple[Body, ...] = (
    Founding(member=MEMBER, sealed=b"\x01"),
    Joining(member=MEMBER, invitation="4f" * 16, proof=b"\x02"),
    Welcome(member=MEMBER),
    Revocation(key=KeyId("9c" * 32), last_seq=3, sealed=((BY, b"\x03"),)),
    Departure(),
    PolicySet(
        client=CLIENT,
        policy=Policy(
            demands=(
                Demand(level=Level.SIGNED, categories=frozenset({Category.LEGAL, Category.THREAT})),
                Demand(level=Level.DECLARED, acts=frozenset({ActionKind.DELETE})),
            )
        ),
    ),
    request(),
    approval(REQUEST),
    Declaration(request=REQUEST, outcome=Outcome.CORRECT, way=Way.FILE, code="7K3Q"),
    Withdrawal(request=REQUEST, why=WhyWithdrawn.EDITED),
    Expiry(request=REQUEST),
    Sending(request=REQUEST, answers=(EventId("1b" * 32),)),
    Sent(request=REQUEST),
    Failed(request=REQUEST, why=WhyFailed.REFUSED),
    Acted(deed="hide", about="b0"),
    Head(),
    Erasure(papers=(PapersId("6d" * 32),)),
)


NAMES = {
    "Founding": "bcb8702c2fff653c",
    "Joining": "ddc6cebbd2655142",
    "Welcome": "734f688177c4e009",
    "Revocation": "e969e4446dd9dbfc",
    "Departure": "91ef732584a93bf1",
    "PolicySet": "423b7f5278dc150d",
    "Request": "bce95608cfffa048",
    "Answer": "f5543f319084fa55",
    "Declaration": "eb50f30657887e0c",
    "Withdrawal": "0728ef3299d59e07",
    "Expiry": "e8c599f0fc5761e3",
    "Sending": "14b8fc08c9cccac4",
    "Sent": "53783faa69484437",
    "Failed": "bd3a63c4441fa830",
    "Acted": "a8e63d2ff3e421ee",
    "Head": "d26e07386dcb5402",
    "Erasure": "bf16fbae053923a2",
}
FILED = (
    b'{"salt":"00000000000000000000000000000000","texts":{"account":"facebook:1001","client":"Brasserie Lu'
    b'men","colour":"#7a4b12","comment":{"at":"2026-03-02T09:30:00.000000Z","author":"Marc Delvaux","text"'
    b':{"utf-8":"ACDtoL3tuIAg8J+YgCDtv78g4oCu2KrYudmE2YrZguKArCBlzIEg4oCoIDwvc2NyaXB0PiDDvw=="}},"fingerpr'
    b'int":"c5726ff572412dd24857cf2237caa702","hidden_at":"2026-03-02T09:30:00.000000Z","hits":[{"category'
    b'":"complaint","end":5,"pack":"fr","rule":"taste","severity":2,"start":0}],"page":"Brasserie Lumen","'
    b'permalink":"https://example.org/9_1","platform":"facebook","proposals":["Merci, nous regardons."],"r'
    b'eason":"Faut-il l\'inviter ?","remote_id":"9_1","severity":2,"thread":[{"at":"2026-03-02T09:30:00.000'
    b'000Z","author":"Brasserie Lumen","text":"Notre blonde de mars"}]},"type":"asked","v":1}'
)


def written(body: Body) -> bytes:
    draft = Draft(team=TEAM, seq=1, prev=None, at=NOW, body=body, case=CASE, papers=PapersId("6d" * 32))
    return envelope.write(draft, PUBLIC, KEY.sign)


def test_one_of_each_is_here() -> None:
    assert {type(body) for body in ONE_OF_EACH} == set(get_args(Body))


@pytest.mark.parametrize("body", ONE_OF_EACH, ids=lambda body: type(body).__name__)
def test_what_was_signed_once_is_signed_alike_for_ever(body: Body) -> None:
    """These names follow from each byte. A class that changes needs another version, and a reader for this one."""
    assert envelope.read(written(body)).id[:16] == NAMES[type(body).__name__]


def test_papers_that_were_filed_once_are_read_for_ever() -> None:
    assert filing.read(FILED) == replace(asked(ODD), hidden_at=NOW)
