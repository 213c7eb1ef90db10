"""One life of a sender: the product's own desk, real files, a real connector; it tells each step that it takes.

Run in a process of its own, which dies where it was told to.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from typing import Any

from cm_desktop.domain.actions import ActionKind, Capabilities, Escalate, Repeat, WriteReply, action_from
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Client,
    ClientId,
    CommentRef,
    RemoteId,
    Reply,
)
from cm_desktop.domain.departure import heads
from cm_desktop.domain.errors import ActRefused, EntryMoved, NotFound, PlatformError, WorkspaceBusy
from cm_desktop.domain.outbox import Entry, EntryId, State, cancel, claim, sent
from cm_desktop.domain.ports import Connector, Done
from cm_desktop.domain.readback import find_reply
from cm_desktop.engine import desk as desks
from cm_desktop.engine import workers
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.sending import delivery
from cm_desktop.platforms.connect import capabilities, introduce
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.platforms.instagram.connector import InstagramConnector
from cm_desktop.platforms.transport.gateway import DIRECT
from cm_desktop.platforms.wordpress.connector import WordPressConnector
from tests.engine.packs import FakeLibrary
from tests.engine.port import FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.reliability.sender_place import START, Item, Order
from tests.reliability.sender_watch import Step, Trail, WatchedConnector, watch_bytes, watch_rows

A_BREATH = 0.05  # seconds
CONNECTORS: Mapping[str, type[FacebookConnector | InstagramConnector | WordPressConnector]] = {
    "facebook": FacebookConnector,
    "instagram": InstagramConnector,
    "wordpress": WordPressConnector,
}
CLIENT = Client(id=ClientId("lumen"), name="Brasserie Lumen", colour="#C8862B")


class Arm(StrEnum):
    """Who sends: the product, or one that would be written without its protocol."""

    PRODUCT = "product"
    WITHOUT_LOCK = "the product, without the sender's lock"
    RETRIES = "posts, marks after, tries again on any error"
    MARKS_FIRST = "marks, posts after, never again"
    BELIEVES = "posts, and calls it done whatever is answered"
    OLD_LIST = "posts what it read before the user changed their mind"
    GIVES_UP = "the product, which gives up without a word what it does not find"
    TAKES_BACK = "the product, which takes back without a look what an earlier one left sending"


_THE_PRODUCTS = (Arm.PRODUCT, Arm.WITHOUT_LOCK, Arm.GIVES_UP, Arm.TAKES_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What one sender is to do, and where it is to die. `settle` replaces the settling time, in seconds.

    The clock stands still at `now`, unless the sender `lasts` so many seconds: as a window, which sends in the background,
    or as one command after the other. It acts all the while then.
    """

    folder: str
    now: str
    platform: str
    page: str
    base_url: str
    token: str
    login: str
    deadline: float
    begins: bool = False
    acts: Sequence[Item] = ()
    orders: Sequence[Order] = ()
    drops: Sequence[str] = ()
    suspends: bool = False
    releases: Sequence[str] = ()
    confirms: Sequence[str] = ()
    die_at: str = ""
    die_on: int = 1
    die_after: float | None = None
    settle: float | None = None
    arm: str = Arm.PRODUCT
    lasts: float = 0
    since: float = 0  # what the machine's monotonic clock told at `now`
    window: bool = False

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.now)

    @property
    def account(self) -> Account:
        return Account(
            id=AccountId(f"{self.platform}:{self.page}"),
            client=CLIENT.id,
            platform=self.platform,
            name="Brasserie Lumen",
            base_url=self.base_url,
            login=self.login,
            allow_local=True,
        )

    @property
    def caps(self) -> Capabilities:
        caps = capabilities(self.platform)
        settle = caps.settle if self.settle is None else timedelta(seconds=self.settle)
        return replace(caps, settle=settle, quota=None)  # hours of calls are made in one moment here


def live(life: Life, pipe: int) -> None:
    """From the opening of the workspace to its closing, unless it dies before. Who acts on what was written there has just
    read the page.
    """
    trail = Trail(pipe, life.die_at, life.die_on)
    watch_bytes(trail)
    trail.reach(Step.STARTED)
    if life.arm == Arm.WITHOUT_LOCK:
        desks.hold = workers.hold = _no_lock  # type: ignore[attr-defined,assignment]
    if life.arm == Arm.GIVES_UP:
        delivery.find_reply = give_up  # type: ignore[attr-defined]
    if life.arm == Arm.TAKES_BACK:
        delivery.recover = take_back  # type: ignore[attr-defined]
    desk = Desk(Path(life.folder), _fittings(life, trail), threads=life.window)
    watch_rows(desk._workspace, trail, suspends=life.suspends)
    try:
        if life.begins:
            desk.accounts.add(life.account, CLIENT, life.token)
            desk.sync()
        if life.lasts:
            _stay(desk, life, trail)
            return
        if life.orders:
            desk.sync()
        known = _to_send(desk)
        _decide(desk, life, trail)
        if life.arm in _THE_PRODUCTS:
            desk.send()
        else:
            rows = known if life.arm == Arm.OLD_LIST else _to_send(desk)
            _send_naively(desk, _open(life, trail), Arm(life.arm), rows)
    finally:
        desk.close()


def _decide(desk: Desk, life: Life, trail: Trail) -> None:
    if desk.inbox.suspended():
        desk.acts.suspend(False).result()
    for name in life.drops:
        desk.acts.drop(EntryId(name)).result()
    for comment, text in life.acts:
        desk.acts.do(CommentRef(life.account.id, RemoteId(comment)), WriteReply(text), delay=timedelta(0)).result()
        trail.reach(Step.ACTED)
    for order in life.orders:
        trail.reach(_order(desk, life.account.id, *order))
    for name in life.confirms:
        desk.acts.confirm(EntryId(name)).result()
    for name in life.releases:
        desk.acts.release(EntryId(name)).result()


def _order(desk: Desk, account: AccountId, comment: str, kind: str, text: str) -> Step:
    try:
        action = action_from(ActionKind(kind), {"text": text})
        desk.acts.do(CommentRef(account, RemoteId(comment)), action, delay=timedelta(0)).result()
    except (ActRefused, NotFound):
        return Step.REFUSED
    return Step.ORDERED


@contextmanager
def _no_lock(_folder: Path, _role: str) -> Iterator[None]:
    """The negative control: everybody gets it."""
    yield


def give_up(entry: Entry, replies: Iterable[Reply], *, credited: Collection[RemoteId], now: datetime) -> Entry:
    """The negative control: nobody is asked."""
    found = find_reply(entry, replies, credited=credited, now=now)
    return found if found.state is State.SENT else cancel(found)


def take_back(entry: Entry, *, repeat: Repeat, until: datetime) -> Entry:
    """The negative control: nothing of it is said to have left."""
    del repeat, until
    return replace(entry, state=State.QUEUED)


def _stay(desk: Desk, life: Life, trail: Trail) -> None:
    """Act, and send: in the background, or time after time."""
    acts, over = list(reversed(life.acts)), Event()
    end = Timer(life.lasts, over.set)
    end.start()
    if life.window:
        desk.start()
    while not over.wait(A_BREATH):
        if acts:
            comment, text = acts.pop()
            desk.acts.do(CommentRef(life.account.id, RemoteId(comment)), WriteReply(text), delay=timedelta(0)).result()
            trail.reach(Step.ACTED)
        if not life.window:
            try:
                desk.send()
            except WorkspaceBusy:
                trail.reach(Step.BUSY)
    end.join()


def _to_send(desk: Desk) -> list[Entry]:
    return heads(desk._room.reader().entries())


def _send_naively(desk: Desk, connector: Connector, arm: Arm, rows: Sequence[Entry]) -> None:
    """The negative controls: senders as they are written without a protocol."""
    workspace, reader = desk._workspace, desk._room.reader
    for entry in rows:
        assert not isinstance(entry.action, Escalate)
        comment = reader().row(entry.comment).comment
        row = entry
        if arm is Arm.MARKS_FIRST:
            row = claim(entry, now=desk.clock.now(), baseline=())
            workspace.change_entry(entry, row).result()
        done = Done()
        try:
            done = connector.act(entry.action, comment, entry.id)
        except PlatformError:
            if arm is not Arm.BELIEVES:
                continue
        with suppress(EntryMoved):
            workspace.change_entry(row, sent(row, done.remote_id)).result()


def _open(life: Life, trail: Trail) -> WatchedConnector:
    clock = _clock(life)
    # A workspace may have been begun with the page on another port.
    inner = CONNECTORS[life.platform](life.account, life.token, deadline=life.deadline, now=clock.now)
    (inner._site if isinstance(inner, WordPressConnector) else inner._graph)._http._now = clock.now
    return WatchedConnector(inner, life.caps, Path(life.folder).with_suffix(".turn"), trail)


@dataclass(frozen=True, slots=True)
class ToldClock:
    """Stands still where it was told to, or goes on from there. Nobody sets it."""

    moment: datetime
    since: float | None

    def now(self) -> datetime:
        return self.moment + timedelta(seconds=0 if self.since is None else monotonic() - self.since)

    def steady(self) -> timedelta:
        return self.now() - START


def _clock(life: Life) -> ToldClock:
    return ToldClock(life.moment, life.since if life.lasts else None)


def _fittings(life: Life, trail: Trail) -> Fittings:
    vault = FakeVault()
    vault.secrets[life.account.id] = life.token
    opened: Callable[[Account, str], Any] = lambda _account, _secret: _open(life, trail)  # noqa: E731
    return Fittings(
        rules=FakeLibrary(),
        vault=vault,
        listen=opened,
        connect=opened,
        introduce=lambda account, secret: (
            account,
            introduce(account, secret, gateway=DIRECT)[1],
        ),
        caps=lambda _account: life.caps,
        shelf=FakeShelf(),
        intake=NoIntake(),
        clock=_clock(life),
        grace=timedelta(0),
    )
