"""A policy that names people is of a version of its own: one without names is written as it was before there were any."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cm_desktop.approvals import envelope, strict_json
from cm_desktop.approvals.forms import versioned
from cm_desktop.domain.approvals.events import PolicySet
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.ports import Draft
from cm_desktop.domain.errors import Unacceptable
from tests.approvals.cast import CLIENT, NOW, TEAM, payload

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ANYBODY = Demand(level=Level.DECLARED)
CLAIRE = Demand(level=Level.SIGNED, by=frozenset({PersonId("c1" * 16)}))


def said(*demands: Demand) -> dict[str, Any]:
    """What is signed of a policy."""
    body = PolicySet(client=CLIENT, policy=Policy(demands=demands))
    draft = Draft(team=TEAM, seq=1, prev=None, at=NOW, body=body)
    found: dict[str, Any] = strict_json.read(payload(envelope.write(draft, PUBLIC, KEY.sign)))
    return found


def read(what: dict[str, Any]) -> object:
    data = strict_json.write(what)
    return envelope.read(envelope._enclosed(data, PUBLIC, KEY.sign(envelope.pae(data)))).body


def demands(what: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = what["body"]["policy"]["demands"]
    return found


def test_without_a_name_nothing_is_written_otherwise() -> None:
    assert said(ANYBODY)["v"] == 1
    assert demands(said(ANYBODY)) == [{"acts": [], "categories": [], "level": "declared"}]
    assert read(said(ANYBODY)) == PolicySet(client=CLIENT, policy=Policy(demands=(ANYBODY,)))


def test_a_name_is_written_where_there_is_one_and_read_again() -> None:
    both = said(ANYBODY, CLAIRE)
    assert both["v"] == 2
    assert ["by" in one for one in demands(both)] == [False, True]
    assert read(both) == PolicySet(client=CLIENT, policy=Policy(demands=(ANYBODY, CLAIRE)))


def test_a_program_of_before_says_that_it_is_outdated() -> None:
    with pytest.raises(Unacceptable, match="version"):
        versioned(said(CLAIRE), 1)
    assert versioned(said(ANYBODY), 1)


@pytest.mark.parametrize(
    ("demand", "change", "reason"),
    [
        (ANYBODY, {"v": 2}, "bad_value"),
        (CLAIRE, {"v": 1}, "bad_value"),
        (ANYBODY, {"by": []}, "bad_value"),
        (CLAIRE, {"by": ["c1" * 16, "c1" * 16]}, "bad_value"),
        (CLAIRE, {"by": ["C1" * 16]}, "bad_value"),
        (CLAIRE, {"by": "c1" * 16}, "bad_value"),
        (CLAIRE, {"by": None}, "bad_value"),
        (CLAIRE, {"whom": ["c1" * 16]}, "unknown_key"),
    ],
)
def test_a_policy_is_written_in_one_way(demand: Demand, change: dict[str, Any], reason: str) -> None:
    what = said(demand)
    where = what if "v" in change else demands(what)[0]
    where |= change
    with pytest.raises(Unacceptable, match=reason):
        read(what)
