"""Every connector is given spoilt answers on a real socket: whatever they are, what comes of it is whole or has a name."""

import random
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from cm_desktop.domain import errors
from cm_desktop.domain.comments import Account, Batch, Comment
from cm_desktop.domain.errors import CmDesktopError, PlatformError
from cm_desktop.domain.ports import Connector, Source
from cm_desktop.domain.queue import Handle
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.platforms import connect
from cm_desktop.platforms.transport.gateway import DIRECT
from tests.engine.packs import FakeLibrary
from tests.engine.port import CLIENT, FakeClock, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.platforms.wire import Wire
from tests.reliability.answers_mutated import spoilt
from tests.reliability.answers_recorded import ACTS, Recorded, find, of_feeds, of_graph, of_wordpress
from tests.reliability.campaign import Campaign, Counts, Run

S = TypeVar("S", bound=Source)

OF_A_STAGE = 200  # runs
SECRET = "EAAsecret"


@dataclass(slots=True)
class Server:
    """Says again what was recorded, on a real socket; one answer of those that are asked for is spoilt."""

    recorded: Recorded
    chance: random.Random | None = None
    place: int = 0
    asked: int = 0
    spoilt: str = ""

    def spoil(self, place: int, chance: random.Random | None) -> None:
        """From now on the answer in that place, or none at all without a `chance`."""
        self.place, self.chance, self.asked, self.spoilt = place, chance, 0, ""

    def answer(self, wire: Wire, connection: socket.socket) -> None:
        said = find(self.recorded, wire.heard.pop())
        if self.chance is not None and self.asked == self.place:
            self.spoilt, said = spoilt(said, self.chance)
        self.asked += 1
        connection.sendall(said.raw())


@dataclass(slots=True)
class Stage:
    """One page on a desk of its own. `doings` is all that can be asked of it, `calls` how many answers each takes.

    `brought` names the comments and posts of batches that were read whole: nothing else may change.
    """

    desk: Desk
    account: Account
    server: Server
    clock: FakeClock
    brought: set[str]
    doings: dict[str, Callable[[], object]] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)

    def prepare(self) -> None:
        """Do everything once, with nothing spoilt."""
        self.desk.sync(self.account.id)
        comment = next(one for one in self._comments() if not one.author.is_page)
        self.doings = {"sync": self._sync, "first sync": self._sync_anew, "check": lambda: self._source().check()}
        if self.account.platform != "feed":
            self.doings |= self._acting(comment)
        for name, doing in self.doings.items():
            self.server.spoil(0, None)
            doing()
            self.calls[name] = self.server.asked

    def run(self, chance: random.Random) -> Counts:
        """Do one thing while one answer is spoilt; what came of it."""
        self.clock.pass_(hours=2)
        name = chance.choice([*self.doings])
        before = self._told()
        self.brought.clear()
        outcome = self._spoilt(name, chance.randrange(self.calls[name]), chance)
        if not self.server.spoilt:  # this time it asked for less
            outcome = self._spoilt(name, 0, chance)
        counts = Counts([self.account.platform, f"spoilt: {self.server.spoilt}", outcome])
        try:
            after = self._told()
        except CmDesktopError:
            return counts + Counts(["kept what cannot be read"])
        changed = {what for what, _ in before.items() ^ after.items()}
        if changed - self.brought:
            counts["state changed"] += 1
        if changed:
            self._sync_anew()
        return counts

    def _spoilt(self, name: str, place: int, chance: random.Random) -> str:
        self.server.spoil(place, chance)
        outcome = self._outcome(self.doings[name])
        self.server.chance = None
        return outcome

    def _outcome(self, doing: Callable[[], object]) -> str:
        try:
            doing()
        except PlatformError as error:
            return type(error).__name__
        except Exception as error:  # noqa: BLE001 - whatever has no name is what is looked for
            print(f"no name: {error!r:.200} from {self.server.spoilt}")
            return "no name"
        return "read"

    def _sync(self) -> None:
        (pulled,) = self.desk.sync(self.account.id)
        if pulled.trouble is not None:
            raise getattr(errors, pulled.trouble.name)

    def _sync_anew(self) -> None:
        self.desk._workspace._connections[1].execute("UPDATE sync SET cursor = NULL")
        self._sync()

    def _acting(self, comment: Comment) -> dict[str, Callable[[], object]]:
        reply, hide = ACTS
        return {
            "reply": lambda: self._connector().act(reply, comment, "key"),
            "hide": lambda: self._connector().act(hide, comment, "key"),
            "read": lambda: self._connector().read(comment.ref.id),
            "own replies": lambda: self._connector().own_replies(comment),
            "stats": lambda: self._connector().stats(),
        }

    def _source(self) -> Source:
        return connect.listen(self.account, SECRET, gateway=DIRECT)

    def _connector(self) -> Connector:
        return connect.connect(self.account, SECRET, gateway=DIRECT)

    def _comments(self) -> list[Comment]:
        cache = self.desk._workspace._connections[1]
        handles = [Handle(handle) for (handle,) in cache.execute("SELECT id FROM comment ORDER BY id")]
        with closing(self.desk._workspace.reader()) as reader:
            return [row.comment for row in reader.rows(handles)]

    def _told(self) -> dict[str, str]:
        """All comments and posts of the page by their names, but for when they were read."""
        posts = self.desk._workspace._connections[1].execute("SELECT remote_id, * FROM post")
        comments = {one.ref.id: repr(replace(one, read_at=one.created_at, media_url="")) for one in self._comments()}
        return {f"post {name}": repr(told) for name, *told in posts} | comments


def noting(source: S, brought: set[str]) -> S:
    """The same, but what a reading brings whole is noted."""
    as_always: Callable[[str | None], Batch] = source.fetch

    def fetch(cursor: str | None) -> Batch:
        batch = as_always(cursor)
        brought.update(one.ref.id for one in batch.comments)
        brought.update(f"post {one.id}" for one in batch.posts)
        return batch

    vars(source)["fetch"] = fetch
    return source


@contextmanager
def stage(account: Account, recorded: Recorded) -> Iterator[Stage]:
    """The page, on a server and a desk of its own."""
    server, clock, brought = Server(recorded), FakeClock(), set[str]()

    def listen(account: Account, secret: str) -> Source:
        return noting(connect.listen(account, secret, gateway=DIRECT), brought)

    with TemporaryDirectory() as folder, Wire(server.answer) as wire:
        known = replace(account, base_url=wire.url)
        fittings = Fittings(
            rules=FakeLibrary(),
            vault=FakeVault(),
            listen=listen,
            connect=lambda account, secret: connect.connect(account, secret, gateway=DIRECT),
            introduce=lambda account, secret: (account, listen(account, secret).check()),
            caps=lambda account: connect.capabilities(account.platform),
            shelf=FakeShelf(),
            intake=NoIntake(),
            clock=clock,
        )
        with closing(Desk(Path(folder, "workspace"), fittings, threads=False)) as desk:
            desk.accounts.add(known, CLIENT, SECRET)
            made = Stage(desk, known, server, clock, brought)
            made.prepare()
            yield made


@contextmanager
def stages() -> Iterator[Run]:
    """Each run spoils one answer of one kind of page; the kinds take turns."""
    pages = [of_graph("facebook"), of_graph("instagram"), of_wordpress(), *of_feeds()]
    kinds = [pages[:1], pages[1:2], pages[2:3], pages[3:]]
    with ExitStack() as stack:
        standing: dict[int, Stage] = {}

        def run(seed: int) -> Counts:
            turn, number = seed // OF_A_STAGE, seed % OF_A_STAGE
            kind = turn % len(kinds)
            if number == 0 or not standing or kind not in standing:
                stack.close()
                standing.clear()
                some = kinds[kind]
                standing[kind] = stack.enter_context(stage(*some[turn // len(kinds) % len(some)]))
            return standing[kind].run(random.Random(seed))

        yield run


ANSWERS = Campaign(
    name="spoilt answers",
    short=2_000,
    long=50_000,
    ready=stages,
    never=frozenset({"no name", "state changed", "kept what cannot be read"}),
)
