"""However badly a folder is shared, all come to know the same, and no view ever approves what nobody approved."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from cm_desktop.domain.approvals.cases import Standing
from cm_desktop.domain.approvals.events import Event, Welcome
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import KeyId, Role, TeamId
from tests.reliability.bad_carriers import Gullible, OneFileAnAuthor
from tests.reliability.hostile_folder import HOSTILE_FOLDER, run
from tests.reliability.replicas import Carries

pytestmark = pytest.mark.reliability

HAPPENED = (
    "partial files",
    "conflict copies",
    "bits flipped",
    "files taken away",
    "sheets put again",
    "devices revoked",
    "approved in a view",
    "in the end approved",
)


def anybody_validates(events: Iterable[Event], *, team: TeamId, root: KeyId) -> Standing:
    """Whoever is let in may decide about the others' requests."""
    trusted = []
    for event in events:
        body = event.body
        if isinstance(body, Welcome):
            body = replace(body, member=replace(body.member, role=Role.SUPERVISOR))
        trusted.append(replace(event, body=body))
    return fold(trusted, team=team, root=root)


def test_all_come_to_know_the_same_and_nothing_is_approved_that_nobody_approved() -> None:
    total = HOSTILE_FOLDER.total()
    assert not HOSTILE_FOLDER.broken(total)
    assert all(total[what] for what in HAPPENED), total
    assert total["worlds"] == HOSTILE_FOLDER.short


@pytest.mark.parametrize("carries", [OneFileAnAuthor, Gullible])
def test_a_carrier_that_trusts_the_folder_is_found_out(carries: Carries) -> None:
    assert any(run(seed, carries=carries)["diverged"] for seed in range(20))


def test_whoever_lets_anybody_validate_is_found_out() -> None:
    assert any(run(seed, follows=anybody_validates)["approved without"] for seed in range(20))
