"""A dossier that was mailed is read back whole, or not at all."""

import hashlib

import pytest

from cm_desktop.approvals import dossier
from cm_desktop.approvals.dossier import pack, unpack
from cm_desktop.approvals.looking import LARGEST
from cm_desktop.domain.approvals.ports import Dossiers, Sheet
from cm_desktop.domain.errors.supervision import Unacceptable


def sheet(data: bytes) -> Sheet:
    return Sheet(name=hashlib.sha256(data).hexdigest(), data=data)


SHEETS = (sheet(b'{"a": 1}'), sheet(b"\n\n\0"), sheet("Céret\n".encode()))


def refused(data: bytes) -> str:
    with pytest.raises(Unacceptable) as caught:
        unpack(data)
    return caught.value.reason


def test_it_is_read_back_as_it_was() -> None:
    as_port: Dossiers = dossier
    assert as_port.unpack(as_port.pack(SHEETS)) == SHEETS


def test_a_sheet_is_in_it_once() -> None:
    assert unpack(pack([*SHEETS, *SHEETS])) == SHEETS


def test_every_bit_flip_and_every_cut_is_refused() -> None:
    packed = pack(SHEETS)
    flipped = [
        packed[:place] + bytes([packed[place] ^ (1 << bit)]) + packed[place + 1 :]
        for place in range(len(packed))
        for bit in range(8)
    ]
    assert all(refused(one) for one in flipped)
    assert all(refused(packed[:length]) for length in range(len(packed)))
    assert len(flipped) == 8 * len(packed)


@pytest.mark.parametrize("more", [b"\n", b" ", b"end 3\n", b"\0"])
def test_what_comes_after_the_end_is_refused(more: bytes) -> None:
    assert refused(pack(SHEETS) + more) == "not_whole"


def test_what_a_mail_gateway_did_to_the_ends_of_lines_is_noticed() -> None:
    assert refused(pack(SHEETS).replace(b"\n", b"\r\n")) in {"not_whole", "version"}


def test_a_dossier_of_a_newer_program_is_told_from_a_damaged_one() -> None:
    assert refused(pack(SHEETS).replace(b"dossier 1", b"dossier 2")) == "version"
    assert refused(b"anything") == "not_whole"
    assert refused(b"") == "not_whole"


def test_a_sheet_that_is_twice_in_it_is_refused() -> None:
    once = pack([SHEETS[0]])
    entry = once[len(b"CM Desktop dossier 1\n") : -len(b"end 1\n")]
    assert refused(once[: -len(b"end 1\n")] + entry + b"end 2\n") == "twice"


def test_a_length_that_promises_more_than_there_is_costs_nothing() -> None:
    head = f"{SHEETS[0].name} 99999999\n".encode()
    assert refused(b"CM Desktop dossier 1\n" + head + b"x\nend 1\n") == "too_large"


def test_what_no_mail_would_carry_is_not_packed() -> None:
    with pytest.raises(Unacceptable):
        pack([sheet(bytes(LARGEST + 1))])
    with pytest.raises(Unacceptable):
        pack([])
    assert refused(b"CM Desktop dossier 1\n" + bytes(dossier.MOST)) == "too_large"
