"""What is sealed for a team is opened by its members alone, and as it was sealed."""

from hashlib import sha256
from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.approvals import envelope
from cm_desktop.approvals.sealing import Ring, merged, unwrap
from cm_desktop.domain.approvals.events import EventId, Head
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors import Unacceptable
from tests.approvals.cast import CASE, Cast, approval, asked, cast

OLD, NEW, OTHER = (bytes([n]) * 32 for n in (1, 2, 3))


@pytest.fixture(scope="module")
def team() -> Cast:
    return cast()


def named(data: bytes) -> Sheet:
    """Bytes under the name that they have to have: what somebody does who works on a folder."""
    return Sheet(name=sha256(data).hexdigest(), data=data)


def test_every_bit_flipped_and_every_byte_missing_makes_a_sealed_decision_worthless(team: Cast) -> None:
    data = team.moderator.notary.sign(team.moderator.draft(approval(EventId("e7" * 32)), case=CASE)).sheet.data
    spoilt = [data[:place] for place in range(len(data))]
    spoilt += [
        data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]
        for place in range(len(data))
        for bit in range(8)
    ]
    believed = 0
    for other in spoilt:
        try:
            team.owner.notary.open(named(other))
        except Unacceptable:
            continue
        believed += 1
    assert believed == 0
    assert len(spoilt) == 9 * len(data)
    team.owner.notary.open(named(data))


@given(
    st.sampled_from([b"", b"cmdesktop/1 clear\n", b"cmdesktop/1 clear\nevent\n", b"cmdesktop/1 sealed\n"]), st.binary()
)
def test_no_bytes_do_more_than_to_be_refused(team: Cast, front: bytes, rest: bytes) -> None:
    with pytest.raises(Unacceptable):
        team.owner.notary.open(named(front + rest))


def test_whatever_reading_runs_into_is_a_refusal(team: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def unforeseen(_envelope: bytes) -> None:
        raise RuntimeError

    monkeypatch.setattr(envelope, "read", unforeseen)
    with pytest.raises(Unacceptable, match="bad_value"):
        team.owner.notary.open(team.owner.said[0].sheet)


def test_the_same_words_are_sealed_otherwise_each_time(team: Cast) -> None:
    """Whoever watches the folder does not see that two people said the same."""
    draft = team.moderator.draft(Head())
    once, again = team.moderator.notary.sign(draft), team.moderator.notary.sign(draft)
    assert once.event == again.event
    assert once.sheet.name != again.sheet.name


def test_papers_are_no_event_and_an_event_is_no_papers(team: Cast) -> None:
    """What it is stands inside the seal."""
    ring = team.moderator.notary._ring
    header = b"cmdesktop/1 sealed\n"
    event = team.owner.notary.bare(team.moderator.notary.sign(team.moderator.draft(Head())).sheet)
    papers = team.owner.notary.bare(team.moderator.notary.file(asked()).sheet)
    for false in (b"event\n" + papers, b"papers\n" + event, b"note\n" + event, event):
        with pytest.raises(Unacceptable):
            team.owner.notary.open(named(header + ring.seal(false, header)))
    team.owner.notary.open(named(header + ring.seal(b"event\n" + event, header)))


def test_what_is_in_clear_is_not_believed_sealed(team: Cast) -> None:
    """Else some would know who takes part, and others not."""
    header = b"cmdesktop/1 sealed\n"
    inside = b"event\n" + team.owner.notary.bare(team.owner.said[1].sheet)
    with pytest.raises(Unacceptable, match="bad_value"):
        team.owner.notary.open(named(header + team.owner.notary._ring.seal(inside, header)))


def test_a_seal_holds_for_its_header() -> None:
    ring = Ring((OLD,))
    sealed = ring.seal(b"said", b"one\n")
    assert ring.open(sealed, b"one\n") == b"said"
    with pytest.raises(Unacceptable, match="not_whole"):
        ring.open(sealed, b"two\n")


def test_each_key_opens_what_was_sealed_with_it() -> None:
    before = Ring((OLD,)).seal(b"said", b"")
    both = Ring((OLD, NEW))
    assert both.open(before, b"") == b"said"
    assert Ring((NEW,)).open(both.seal(b"later", b""), b"") == b"later"
    with pytest.raises(Unacceptable, match="sealed"):
        Ring((OLD,)).open(both.seal(b"later", b""), b"")
    assert both.renewed().keys[:2] == both.keys
    assert len(set(both.renewed().keys)) == 3


def test_rings_that_come_in_any_order_make_one() -> None:
    rings = (Ring((OLD,)), Ring((OLD, NEW)), Ring((OLD, OTHER)), Ring())
    made = {merged(some) for some in permutations(rings)}
    assert made == {Ring((NEW, OLD, OTHER))}
    assert merged([]) == Ring()


def test_a_ring_is_unwrapped_by_whom_it_is_for_and_there_alone() -> None:
    hugo, eve = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    ring = Ring((OLD, NEW))
    wrapped = ring.wrap(hugo.public_key().public_bytes_raw(), b"team hugo")
    assert unwrap(wrapped, hugo, b"team hugo") == ring
    assert wrapped != ring.wrap(hugo.public_key().public_bytes_raw(), b"team hugo")
    for spoilt, key, context in (
        (wrapped, eve, b"team hugo"),
        (wrapped, hugo, b"other team hugo"),
        (wrapped[:-1], hugo, b"team hugo"),
        (bytes(32) + wrapped[32:], hugo, b"team hugo"),
        (wrapped[:31], hugo, b"team hugo"),
        (b"", hugo, b"team hugo"),
    ):
        with pytest.raises(Unacceptable, match="sealed"):
            unwrap(spoilt, key, context)


@pytest.mark.parametrize("joined", [b"", bytes(31), bytes(33)])
def test_what_was_truly_wrapped_but_is_no_ring_is_refused(joined: bytes) -> None:
    hugo = X25519PrivateKey.generate()
    wrapped = Ring((joined,)).wrap(hugo.public_key().public_bytes_raw(), b"")
    with pytest.raises(Unacceptable, match="sealed"):
        unwrap(wrapped, hugo, b"")


@pytest.mark.parametrize("key", [bytes(32), (1).to_bytes(32, "little"), bytes(31), b""])
def test_nothing_is_wrapped_for_a_key_that_is_none(key: bytes) -> None:
    """Points of small order would give everybody the same secret."""
    with pytest.raises(Unacceptable, match="bad_value"):
        Ring((OLD,)).wrap(key, b"")


def test_a_cipher_that_authenticates_nothing_would_let_a_flipped_bit_pass() -> None:
    """Negative control: the bits come out flipped where nobody checks."""
    nonce = bytes(12)
    sealed = bytearray(ChaCha20Poly1305(OLD).encrypt(nonce, b"reject", None))
    sealed[0] ^= 1
    stream = ChaCha20Poly1305(OLD).encrypt(nonce, bytes(6), None)[:6]
    assert bytes(a ^ b for a, b in zip(sealed[:6], stream, strict=True)) == b"seject"
