"""On a bad network a reply is never lost, twice or said to be sent, and no secret goes astray; a naive client does all that."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
import trustme

from cm_desktop.domain.actions import PlatformAction, WriteReply
from cm_desktop.domain.comments import Account, Comment, RemoteId
from cm_desktop.domain.ports import Connector, Done
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.platforms.graph.client import VERSION
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from tests.conftest import NeedsDebianPackages
from tests.platforms.facebook_page import play, small_history
from tests.reliability.fault_places import DEADLINE, PATIENT, Page
from tests.reliability.fault_table import FAULTS, PAUSE, Fault
from tests.reliability.faults import NETWORK_FAULTS, NEVER, TROUBLES, Trouble, live
from tests.servers.fault_proxy import Pieces
from tests.servers.wordpress import PACKAGES


def test_no_network_makes_a_reply_lost_twice_or_said_to_be_sent(needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages(*PACKAGES)
    total = NETWORK_FAULTS.total()
    print(dict(total))
    assert not NETWORK_FAULTS.broken(total)
    assert {total[trouble.label] for trouble in TROUBLES} == {2}


class Naive(FacebookConnector):
    """Writes as the first example of its library does: no deadline for the whole, redirects, retries, 200 means done."""

    def __init__(self, account: Account, token: str) -> None:
        super().__init__(account, token, deadline=DEADLINE)
        self._address = f"{account.base_url}/{VERSION}"
        self._headers = {"X-Api-Key": token}

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:
        assert isinstance(action, WriteReply)
        for _ in range(3):
            try:
                with requests.post(
                    f"{self._address}/{comment.ref.id}/comments",
                    data={"message": action.text},
                    params={"access_token": self._headers["X-Api-Key"]},
                    headers=self._headers,
                    timeout=DEADLINE,
                ) as answer:
                    if answer.ok:
                        return Done(remote_id=RemoteId(str(len(answer.content))))
            except requests.RequestException:
                continue
        return Done()


class NaivePage(Page):
    """The same page, written to naively once it has been read."""

    def connector(self, account: Account, gateway: Gateway = DIRECT, deadline: float = PATIENT) -> Connector:
        return Naive(account, self.secret)


@contextmanager
def naive(folder: Path) -> Iterator[NaivePage]:
    with play(folder, small_history()) as practice:
        yield NaivePage(practice)


def _slow_for_a_while(answer: bytes, _elsewhere: str) -> Pieces:
    """Each wait is shorter than a timeout between two bytes; the whole is longer than any deadline."""
    spaces = itertools.repeat(b" ", round((DEADLINE + 2) / PAUSE))
    return Pieces(pieces=itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], spaces), pause=PAUSE)


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("told elsewhere", FAULTS["redirect 307"]),
        ("too much memory", FAULTS["gzip bomb"]),
        ("late", _slow_for_a_while),
        ("sent wrongly", FAULTS["captive portal"]),
        ("twice", FAULTS["nothing"]),
    ],
)
def test_a_naive_client_is_caught(tmp_path: Path, what: str, fault: Fault) -> None:
    with naive(tmp_path) as place:
        counts = live(place, Trouble(name=what, fault=fault), tmp_path / "workspace", trustme.CA())
    assert what in NEVER
    assert counts[what] > 0
