"""An envelope is believed whole and as it was signed, or not at all."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cm_desktop.approvals import envelope
from cm_desktop.domain.approvals.events import (
    Answer,
    Event,
    EventId,
    Founding,
    Head,
    Joining,
    Outcome,
    Position,
    Welcome,
)
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role
from cm_desktop.domain.approvals.ports import Draft
from cm_desktop.domain.errors import Unacceptable
from tests.approvals.cast import CASE, NOW, TEAM, approval, payload

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
REQUEST = EventId("e7" * 32)
Spoil = Callable[[dict[str, Any]], object]


def draft() -> Draft:
    return Draft(
        team=TEAM,
        seq=2,
        prev=EventId("0a" * 32),
        at=NOW,
        body=approval(REQUEST),
        case=CASE,
        parents=(EventId("1b" * 32),),
        seen=((KeyId("9c" * 32), Position(seq=7, id=EventId("2d" * 32))),),
    )


DECISION = envelope.write(draft(), PUBLIC, KEY.sign)


def signed(data: bytes, kind: str = envelope.TYPE, key: Ed25519PrivateKey = KEY) -> bytes:
    """These very bytes, truly signed: what somebody with a key but not with our program can do."""
    pae = envelope.pae(data, kind)
    by = {"keyid": b64(key.public_key().public_bytes_raw()), "sig": b64(key.sign(pae))}
    return compact({"payload": b64(data), "payloadType": kind, "signatures": [by]})


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed(**values: Any) -> bytes:
    """The decision with other values in it, truly signed."""
    return signed(compact(json.loads(payload(DECISION)) | values))


def refusal(data: bytes) -> str:
    """Why it is not believed; empty where it is."""
    try:
        envelope.read(data)
    except Unacceptable as error:
        return error.reason
    return ""


def test_a_decision_comes_out_as_it_went_in() -> None:
    event = envelope.read(DECISION)
    said = draft()
    assert (event.team, event.seq, event.prev, event.at, event.body) == (TEAM, 2, said.prev, NOW, said.body)
    assert (event.case, event.parents, event.seen) == (CASE, said.parents, dict(said.seen))
    assert event.by == envelope.key_id(PUBLIC)
    assert signed(payload(DECISION)) == DECISION  # so that what follows spoils nothing but what it says


def test_every_bit_that_is_flipped_makes_a_decision_worthless() -> None:
    believed = [
        (place, bit)
        for place in range(len(DECISION))
        for bit in range(8)
        if not refusal(DECISION[:place] + bytes([DECISION[place] ^ (1 << bit)]) + DECISION[place + 1 :])
    ]
    assert believed == []


def test_every_truncation_makes_a_decision_worthless() -> None:
    assert [length for length in range(len(DECISION)) if not refusal(DECISION[:length])] == []
    assert refusal(DECISION + b" ")


def test_a_reader_who_looks_at_the_signature_alone_believes_some_of_it() -> None:
    """Negative control: base64 has bits that mean nothing, and JSON can be written in many ways."""

    def lenient(data: bytes) -> bool:
        try:
            value = json.loads(data)
            by = value["signatures"][0]
            pae = envelope.pae(base64.b64decode(value["payload"]))
            KEY.public_key().verify(base64.b64decode(by["sig"]), pae)
        except Exception:  # noqa: BLE001
            return False
        return True

    assert lenient(DECISION)
    assert lenient(DECISION + b" ")
    assert lenient(DECISION.replace(b'"keyid":"A', b'"keyid":"B'))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"v": 2}, "bad_value"),  # that of policies which name somebody
        ({"v": 3}, "version"),
        ({"v": True}, "bad_value"),
        ({"v": "1"}, "bad_value"),
        ({"more": 1}, "unknown_key"),
        ({"type": "verdict"}, "bad_value"),
        ({"type": ["answer"]}, "bad_value"),
        ({"type": "head"}, "unknown_key"),
        ({"seq": 0}, "bad_value"),
        ({"seq": True}, "bad_value"),
        ({"seq": -1}, "bad_value"),
        ({"seq": 1}, "bad_value"),
        ({"prev": None}, "bad_value"),
        ({"prev": "0A" * 32}, "bad_value"),
        ({"prev": "0a" * 32 + "\n"}, "bad_value"),
        ({"team": "../" * 10}, "bad_value"),
        ({"case": "c5" * 17}, "bad_value"),
        ({"at": "2026-03-02T09:30:00Z"}, "bad_value"),
        ({"at": "2026-02-30T09:30:00.000000Z"}, "bad_value"),
        ({"at": "２026-03-02T09:30:00.000000Z"}, "bad_value"),
        ({"at": 5}, "bad_value"),
        ({"by": "9c" * 32}, "signature"),
        ({"parents": "1b" * 32}, "bad_value"),
        ({"parents": [None]}, "bad_value"),
        ({"seen": {"9c": {"seq": 1, "id": "2d" * 32}}}, "bad_value"),
        ({"body": {"request": REQUEST, "outcome": "approve", "choice": 0, "text": ""}}, "unknown_key"),
        ({"body": {"request": REQUEST, "outcome": "approve"}}, "missing"),
        ({"body": {"request": REQUEST, "outcome": "APPROVE", "choice": 0}}, "bad_value"),
        ({"body": {"request": REQUEST, "outcome": "approve", "choice": -1}}, "bad_value"),
        ({"body": {"request": REQUEST, "outcome": "approve", "choice": "0"}}, "bad_value"),
        ({"body": []}, "bad_value"),
    ],
)
def test_what_is_truly_signed_but_not_exact_is_refused(values: dict[str, Any], reason: str) -> None:
    assert refusal(changed(**values)) == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (payload(DECISION).replace(b'"outcome":"approve"', b'"outcome":"reject","outcome":"approve"'), "twice"),
        (payload(DECISION).replace(b'"seq":2', b'"seq":2.0'), "number"),
        (payload(DECISION).replace(b'"seq":2', b'"seq":NaN'), "number"),
        (payload(DECISION).replace(b'"seq":2', b'"seq": 2'), "bad_value"),
        (payload(DECISION).replace(b"approve", rb"\u0061pprove"), "bad_value"),
        (payload(DECISION).replace(b"approve", rb"\ud800"), "bad_value"),
        (payload(DECISION).replace(b'"seq":2', b'"seq":' + b"[" * 90_000), "not_json"),
        (b"\xef\xbb\xbf" + payload(DECISION), "not_json"),
        (payload(DECISION) + b"\n", "bad_value"),
        (b"null", "bad_value"),
        (b"", "not_json"),
    ],
)
def test_what_is_truly_signed_but_written_otherwise_is_refused(data: bytes, reason: str) -> None:
    assert refusal(signed(data)) == reason


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda it: it.update(payload=b64(b"{}")), "signature"),
        (lambda it: it.update(payloadType="text/plain"), "signature"),
        (lambda it: it.update(payloadType=envelope.TYPE + " "), "signature"),
        (lambda it: it.update(payloadType=None), "bad_value"),
        (lambda it: it.update(note=""), "unknown_key"),
        (lambda it: it.pop("payloadType"), "missing"),
        (lambda it: it.update(signatures={}), "bad_value"),
        (lambda it: it.update(signatures=[]), "signature"),
        (lambda it: it["signatures"].append(it["signatures"][0]), "signature"),
        (lambda it: it["signatures"][0].update(keyid=b64(bytes(32))), "signature"),
        (lambda it: it["signatures"][0].update(keyid=b64(PUBLIC[:31])), "signature"),
        (lambda it: it["signatures"][0].update(keyid=1), "bad_value"),
        (lambda it: it["signatures"][0].update(sig=""), "signature"),
        (lambda it: it["signatures"][0].update(sig="$"), "bad_value"),
    ],
)
def test_an_envelope_that_somebody_worked_on_is_refused(spoil: Spoil, reason: str) -> None:
    value = json.loads(DECISION)
    spoil(value)
    assert refusal(compact(value)) == reason


def test_a_newer_program_is_told_from_a_forgery() -> None:
    """Only what is truly signed has people update."""
    newer = envelope.TYPE.replace("v=1", "v=2")
    assert refusal(signed(b"another format", newer)) == "version"
    assert refusal(signed(b"another format", newer).replace(b"YW5v", b"YW5w")) == "signature"


def test_nobody_signs_in_the_name_of_another() -> None:
    assert refusal(signed(payload(DECISION), key=Ed25519PrivateKey.generate())) == "signature"


@pytest.mark.parametrize("kind", [Founding, Welcome, Joining])
@pytest.mark.parametrize("part", ["key", "public_key", "sealing_key"])
def test_a_member_is_called_after_their_own_key(kind: type, part: str) -> None:
    member = Member(
        key=envelope.key_id(PUBLIC),
        public_key=PUBLIC,
        sealing_key=bytes(32),
        person=PersonId("3e" * 16),
        name="Claire\x00 \u202e\ud83d",
        role=Role.OWNER,
    )
    proof = {"invitation": "4f" * 16, "proof": b"\x00\xff"} if kind is Joining else {}
    said = replace(draft(), body=kind(member=member, **proof))
    assert envelope.read(envelope.write(said, PUBLIC, KEY.sign)).body == said.body
    another: dict[str, Any] = {"key": KeyId("9c" * 32), "public_key": bytes(32), "sealing_key": bytes(31)}
    false = replace(said, body=kind(member=replace(member, **{part: another[part]}), **proof))
    assert refusal(envelope.write(false, PUBLIC, KEY.sign)) == "bad_value"


def test_only_who_is_let_in_is_somebody_else() -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    member = Member(
        key=envelope.key_id(other),
        public_key=other,
        sealing_key=bytes(32),
        person=PersonId("3e" * 16),
        name="Hugo",
        role=Role.SUPERVISOR,
    )
    welcome = replace(draft(), body=Welcome(member=member))
    assert refusal(envelope.write(welcome, PUBLIC, KEY.sign)) == ""
    founding = replace(draft(), body=Founding(member=member))
    assert refusal(envelope.write(founding, PUBLIC, KEY.sign)) == "bad_value"


def test_an_event_is_named_after_what_is_signed_and_nothing_else() -> None:
    """Two signatures of one thing are one event."""
    event: Event = envelope.read(DECISION)
    assert envelope.read(signed(payload(DECISION))).id == event.id
    other = envelope.read(
        envelope.write(replace(draft(), body=Answer(request=REQUEST, outcome=Outcome.REJECT)), PUBLIC, KEY.sign)
    )
    assert other.id != event.id
    assert refusal(envelope.write(replace(draft(), seq=1, prev=None, body=Head()), PUBLIC, KEY.sign)) == ""
