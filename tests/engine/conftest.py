"""A desk on real databases, with a strict platform of our own making at the port."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.comments import Account, CommentRef, Identity
from cm_desktop.domain.ports import RuleLibrary, Source
from cm_desktop.domain.spelling import NoSpeller, Speller
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.reading.pictures import FetchPicture, no_picture
from cm_desktop.engine.sending.delivery import Pace
from tests.engine.packs import FakeLibrary
from tests.engine.port import (
    ACCOUNT,
    CLIENT,
    OTHER,
    FakeClock,
    FakeConnector,
    FakePlatform,
    FakeVault,
)
from tests.engine.shelf import BY_HAND, FakeShelf, NoIntake, ShelfSource

OpenDesk = Callable[..., Desk]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock)


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def other(clock: FakeClock) -> FakePlatform:
    """What the second account's page is on."""
    return FakePlatform(clock, OTHER.id)


@pytest.fixture
def shelf() -> FakeShelf:
    """What is said on pages without an API; like a file, it outlives a desk."""
    return FakeShelf()


@pytest.fixture
def library() -> FakeLibrary:
    """The rules of every desk that is given no others."""
    return FakeLibrary()


@pytest.fixture
def open_desk(
    tmp_path: Path,
    clock: FakeClock,
    platform: FakePlatform,
    other: FakePlatform,
    vault: FakeVault,
    shelf: FakeShelf,
    library: FakeLibrary,
) -> Iterator[OpenDesk]:
    """Opens desks on one workspace: a second one is what another process, or the next start, would open."""
    desks: list[Desk] = []

    def connect(account: Account, secret: str) -> FakeConnector:
        assert account.platform == "fake", "a page without an API was opened to act on it"
        return FakeConnector(other if account.id == OTHER.id else platform, secret)

    def listen(account: Account, secret: str) -> Source:
        return ShelfSource(shelf, account) if account.platform == "assisted" else connect(account, secret)

    def introduce(account: Account, secret: str) -> tuple[Account, Identity]:
        named = replace(account, id=account.id or ACCOUNT.id, name=account.name or ACCOUNT.name)
        return named, listen(named, secret).check()

    def open_one(
        rules: RuleLibrary | None = None,
        *,
        threads: bool = False,
        fetch_picture: FetchPicture = no_picture,
        speller: Speller | None = None,
    ) -> Desk:
        fittings = Fittings(
            rules=rules or library,
            vault=vault,
            listen=listen,
            connect=connect,
            shelf=shelf,
            intake=NoIntake(),
            introduce=introduce,
            caps=lambda account: BY_HAND if account.platform == "assisted" else platform.caps,
            fetch_picture=fetch_picture,
            speller=speller or NoSpeller(),
            clock=clock,
            undo_delay=timedelta(seconds=10),
            pace=Pace(),
        )
        desks.append(Desk(tmp_path / "workspace", fittings, threads=threads))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """A desk with one connected page."""
    desk = open_desk()
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    return desk


@pytest.fixture
def comment(desk: Desk, platform: FakePlatform) -> CommentRef:
    """A grievance that was just read."""
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    return ref
