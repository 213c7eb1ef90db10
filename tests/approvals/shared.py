"""Sheets of a few letters, and what a carrier finds of them. May not fake a folder."""

import hashlib
from pathlib import Path

import pytest

from cm_desktop.approvals.folder import PLACE
from cm_desktop.domain.approvals.people import KeyId
from cm_desktop.domain.approvals.ports import Carrier, Sheet
from cm_desktop.domain.errors.supervision import CarrierError

OURS, THEIRS = KeyId("ab" * 32), KeyId("cd" * 32)


def sheet(text: str) -> Sheet:
    data = text.encode()
    return Sheet(name=hashlib.sha256(data).hexdigest(), data=data)


def file_of(root: Path, key: KeyId, one: Sheet) -> Path:
    return root / PLACE / key[:8] / f"{one.name}.cmev"


def given(carrier: Carrier) -> set[str]:
    return {one.data.decode() for one in carrier.scan()}


def reason_of(carrier: Carrier) -> str:
    with pytest.raises(CarrierError) as caught:
        list(carrier.scan())
    return caught.value.reason
