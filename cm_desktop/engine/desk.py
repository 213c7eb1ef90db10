"""The desk: all that a window or a command line needs of the core. May not word anything, nor know any platform."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cm_desktop.domain.actions import Capabilities
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import StoreError
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.ports import Clock, Connector, Discover, Imports, Intake, RuleLibrary, Shelf, Source, Vault
from cm_desktop.domain.proxies import WayOut
from cm_desktop.domain.spelling import NoSpeller, Speller
from cm_desktop.engine.accounts import Accounts
from cm_desktop.engine.acts import Acts
from cm_desktop.engine.bulletin import Bulletin, Listener
from cm_desktop.engine.clients import Clients
from cm_desktop.engine.connections import Connect, Connections, Introduce, Listen
from cm_desktop.engine.delivery import Pace
from cm_desktop.engine.departing import Departing
from cm_desktop.engine.erasing import Erasing, PersonErasing
from cm_desktop.engine.inbox import Inbox
from cm_desktop.engine.incoming import Incoming
from cm_desktop.engine.ledger import Ledger
from cm_desktop.engine.looking import Looking
from cm_desktop.engine.network import Network, NetworkWatch
from cm_desktop.engine.news import Newsroom
from cm_desktop.engine.office_proxy import NoWayOut, OfficeProxy
from cm_desktop.engine.past import Past
from cm_desktop.engine.pictures import FetchPicture, PicturesAhead, no_picture
from cm_desktop.engine.pull import Pull, Pulled
from cm_desktop.engine.push import Push
from cm_desktop.engine.readers import Readers
from cm_desktop.engine.replies import SavedReplies
from cm_desktop.engine.retention import Retention
from cm_desktop.engine.ruling.in_force import InForce
from cm_desktop.engine.ruling.rules import Rules
from cm_desktop.engine.safekeeping import FilesWatch, Safekeeping
from cm_desktop.engine.snoozing import Snoozing
from cm_desktop.engine.spelling import Spelling
from cm_desktop.engine.supervision.outside import Outside
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.timetable import Timetable
from cm_desktop.engine.views import SavedViews
from cm_desktop.engine.workers import Workers
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.lock import hold
from cm_desktop.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Fittings:
    """What the outer parts bring to a desk.

    `listen` opens where an account's comments come from, `connect` the same where acts can be sent too. `introduce`
    proves whose secret it is and names the account after that; `caps` tells what an account's platform can do, without
    asking it. `way_out` is how all of them leave this machine. `shelf` keeps what is said on pages without an API, `intake`
    puts there what people bring in. `discover` looks for the feeds behind a link, `fetch_picture` brings what is at a
    picture's address. `language` is the program's. `outside` brings what it takes to have anything validated: without it,
    requests wait. `speller` has the dictionaries.
    """

    rules: RuleLibrary
    vault: Vault
    listen: Listen
    connect: Connect
    introduce: Introduce
    caps: Callable[[Account], Capabilities]
    shelf: Shelf
    intake: Intake
    clock: Clock
    way_out: WayOut = field(default_factory=NoWayOut)
    language: str = "fr"
    discover: Discover = lambda _link, **_local: ()
    fetch_picture: FetchPicture = no_picture
    outside: Callable[[], Outside] | None = None
    speller: Speller = field(default_factory=NoSpeller)
    undo_delay: timedelta = timedelta(seconds=10)
    grace: timedelta = timedelta(seconds=10)
    pace: Pace = field(default_factory=Pace)


class Desk:
    """One open workspace. Any thread may call it; `sync`, `send` and `accounts` wait for platforms, nothing else does."""

    def __init__(self, folder: Path, fittings: Fittings, *, threads: bool = True) -> None:
        """Open the workspace in `folder`, made when absent. Raises StoreError.

        With `threads=False` every write is committed when its call returns.
        """
        self._workspace = Workspace.open(folder, threads=threads)
        self._readers = Readers(self._workspace)
        self._bulletin = Bulletin()
        self._network = NetworkWatch(self._bulletin.announce, fittings.clock.now)
        self._in_force = InForce(fittings.rules, self._rules_changed, threads=threads)
        self._room = self._furnish(fittings)
        reading = Connections[Source](fittings.vault, fittings.caps, fittings.listen)
        sending = Connections[Connector](fittings.vault, fittings.caps, fittings.connect)
        self._connections = (reading, sending)
        ledger = Ledger(self._room)
        self._timetable = Timetable(self._room, ledger)
        self._pull = Pull(self._room, reading, ledger, self._timetable)
        self.supervision = Supervision(self._room, fittings.outside, fleeting=not threads)
        self.departing = Departing(self._room)
        self._push = Push(self._room, sending, ledger, fittings.pace, self.supervision.gate, self.departing)
        self._pictures = PicturesAhead(self._room, fittings.fetch_picture)
        self.rules = Rules(self._room, fittings.rules, self._in_force, self._judge_soon, fittings.language)
        self._files = FilesWatch(self._bulletin.announce)
        self.retention = Retention(self._room)
        self._safekeeping = Safekeeping(self._room, self.retention)
        self.snoozing = Snoozing(self._room)
        self._workers = Workers(
            self._room,
            self._pull,
            self._push,
            self.rules,
            self._timetable,
            self._pictures,
            self._safekeeping,
            self.supervision,
            self.snoozing,
            self._files,
            fittings.grace,
        )
        self._threads = threads
        self._started = False
        self._claims = ExitStack()
        self.folder = folder
        self.clock = fittings.clock
        self.undo_delay = fittings.undo_delay
        self.discover = fittings.discover
        self.proxy = OfficeProxy(self._room, fittings.way_out, self._connections)
        self.clients = Clients(self._room)
        self.views = SavedViews(self._room)
        self.replies = SavedReplies(self._room)
        self.looking = Looking(self._room)
        self.spelling = Spelling(self._room, fittings.speller)
        self.past = Past(self._room, self.supervision)
        self.news = Newsroom(self._room, self.supervision)
        self.imports: Imports = Incoming(self._room, fittings.intake, self._pull)
        self.acts = Acts(
            self._room,
            fittings.undo_delay,
            self._workers.outbox_changed,
            self.supervision.demanded,
            self.supervision.gate,
            self.snoozing,
        )
        self.accounts = Accounts(
            self._room,
            fittings.vault,
            fittings.listen,
            fittings.introduce,
            self._connections,
            ledger,
            self._timetable,
            self.supervision.check_page_may_leave,
        )
        self.person_erasing = PersonErasing(self._room, self.supervision)
        self.erasing = Erasing(self._room, self.accounts, self.clients)

    @property
    def inbox(self) -> Inbox:
        """The calling thread's own reading of the workspace."""
        return Inbox(self._readers.mine(), self._room.caps, self._timetable, self._workspace.pictures)

    @property
    def network(self) -> Network:
        """Whether the platforms can be reached, as the last attempts told."""
        return self._network.state

    @property
    def files_trouble(self) -> StoreError | None:
        """What the background work or the window last met with the workspace's files; None while all goes well."""
        return self._files.trouble

    def hear_of_files(self, error: StoreError | None) -> None:
        """What the window met with the workspace's files; None once it is over."""
        self._files.hear("window", error)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear what kind of thing changed, after each commit, from any thread. Answers how to stop hearing."""
        return self._bulletin.subscribe(listener)

    def claim(self) -> None:
        """Be the workspace's only window, until closed. Raises WorkspaceBusy where there is one already."""
        self._claims.enter_context(hold(self.folder, "window"))

    def start(self) -> None:
        """Read and send in the background from now on."""
        self._started = True
        self._room.staying.set()
        self._bulletin.subscribe(self._plan_again)
        self._workers.start()

    def sync_soon(self) -> None:
        """Read every account now, in the background, asking the keyring again for what it refused."""
        self._ask_again()
        self._workers.read_soon()
        self._workers.send_soon()
        self._workers.supervise_soon()

    def poll(self) -> None:
        """Notice what another process did to the workspace, in the background. Waits for nothing: for a timer."""
        self._workspace.notice_others(self._others_acted)

    def sync(self, account: AccountId | None = None) -> tuple[Pulled, ...]:
        """Read one account, frozen or not, or every account that is not frozen. Raises NotFound."""
        one = account and self._room.reader().account(account)
        pulled = (self._pull.account(one),) if one else self._pull.everything()
        self.rules.keep_up()
        return pulled

    def sync_due(self) -> tuple[Pulled, ...]:
        """Read the accounts whose time has come, as a started desk does by itself: see `Inbox.budgets`."""
        pulled = self._pull.due()
        self.rules.keep_up()
        return pulled

    def bring_pictures(self) -> bool:
        """Fetch some of the pictures of what is to do, as a started desk does by itself; answers whether there are more."""
        return self._pictures.bring_in({account.id for account in self._room.reader().accounts()})

    def keep_house(self) -> None:
        """Copy the work where the last copy is an hour old, and let go what grew old, as a started desk does by itself.

        Raises StoreError.
        """
        self._safekeeping.keep_house()

    def wake(self) -> int:
        """Wake what was put off until now, as a started desk does by itself; answers how many. Raises StoreError."""
        return self.snoozing.wake_due()

    def send(self) -> tuple[Entry, ...]:
        """Ask and send what is due, and look for what is uncertain, once. Raises WorkspaceBusy while another process sends."""
        with hold(self.folder, "sender"):
            asked = self.supervision.go()
            sent = self._push.run()
            self.supervision.follow()
        return (*asked, *sent)

    def close(self) -> None:
        """End the workers, the writer and all readers. Nothing is lost: what is queued stays queued."""
        self._room.stopping.set()
        if self._started:
            self._workers.stop()
        self.spelling.rest()
        self._workspace.close()
        self._readers.close()
        self._claims.close()

    def _others_acted(self) -> None:
        self._room.tell(*Change)
        self._workers.send_soon()
        self._workers.supervise_soon()
        self._workers.judge_soon()  # they may have written a pack

    def _rules_changed(self) -> None:
        if not self._room.stopping.is_set():
            self._room.tell(Change.RULES)

    def _judge_soon(self) -> None:
        """In the background where there is one; a desk that is not started yet does so when it starts."""
        if self._threads:
            self._workers.judge_soon()
        else:
            self.rules.keep_up()

    def _plan_again(self, changes: Changes) -> None:
        """An account that came, went or was reconnected, or reading paused or not, moves the next reading; what was put off,
        the next waking.
        """
        if Change.ACCOUNTS in changes:
            self._workers.plan_again()
        if Change.DECISIONS in changes:
            self._workers.wake_soon()

    def _ask_again(self) -> None:
        for connections in self._connections:
            connections.ask_again()

    def _furnish(self, fittings: Fittings) -> Workroom:
        return Workroom(
            workspace=self._workspace,
            reader=self._readers.mine,
            caps=fittings.caps,
            shelf=fittings.shelf,
            judge=self._in_force.judge,
            clock=fittings.clock,
            network=self._network,
            announce=self._bulletin.announce,
        )
