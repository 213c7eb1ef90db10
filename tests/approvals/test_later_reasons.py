"""A request that a newer program withdrew, for a reason that this one has never heard of, is withdrawn here too."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cm_desktop.approvals import envelope, strict_json
from cm_desktop.domain.approvals.events import EventId, Failed, WhyFailed, WhyWithdrawn, Withdrawal
from cm_desktop.domain.approvals.ports import Draft
from cm_desktop.domain.errors import Unacceptable
from tests.approvals.cast import CASE, NOW, TEAM, payload

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
REQUEST = EventId("e7" * 32)


def read(body: Withdrawal | Failed, why: Any) -> Any:
    """The event as this program reads it, signed with this reason."""
    draft = Draft(team=TEAM, seq=1, prev=None, at=NOW, body=body, case=CASE)
    said: dict[str, Any] = strict_json.read(payload(envelope.write(draft, PUBLIC, KEY.sign)))
    said["body"]["why"] = why
    data = strict_json.write(said)
    return envelope.read(envelope._enclosed(data, PUBLIC, KEY.sign(envelope.pae(data)))).body


WITHDRAWAL = Withdrawal(request=REQUEST, why=WhyWithdrawn.BY_AUTHOR)


@pytest.mark.parametrize("why", ["by_decree", "x", "a" * 32, "other"])
def test_a_reason_that_is_not_known_withdraws_all_the_same(why: str) -> None:
    assert read(WITHDRAWAL, why) == Withdrawal(request=REQUEST, why=WhyWithdrawn.OTHER)


def test_a_reason_that_is_known_is_read_as_it_is() -> None:
    assert all(read(WITHDRAWAL, one).why is one for one in WhyWithdrawn)


@pytest.mark.parametrize(
    "why", ["", "Edited", "by decree", "a" * 33, "édité", "by_author\n", 3, None, True, ["edited"]]
)
def test_what_is_no_reason_is_refused(why: Any) -> None:
    with pytest.raises(Unacceptable, match="bad_value"):
        read(WITHDRAWAL, why)


def test_what_is_not_known_of_a_failure_is_refused() -> None:
    """Whether it goes on depends on it: nobody can tell."""
    with pytest.raises(Unacceptable, match="bad_value"):
        read(Failed(request=REQUEST, why=WhyFailed.HELD), "by_decree")
