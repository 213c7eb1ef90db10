"""Campaign: a desk whose keyring is in every mood. No secret is written or told, nobody is held up, no reply is lost.

The thread of a run is the window's: it reads, writes and acts. What asks the keyring is done beside it, as the product does.
"""

import logging
import random
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import ActRefused, AuthExpired, CmDesktopError, NotFound
from cm_desktop.domain.queue import Query
from cm_desktop.domain.vault import Keeping, Vault
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.sending.delivery import Pace
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform
from tests.engine.shelf import FakeShelf, NoIntake
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.canary_search import leaks
from tests.reliability.moody_keyring import MoodyKeyring

STEPS = 16
PATIENCE = 0.1  # seconds
SETTLING = 40  # half hours, in which all that waits leaves
Makes = Callable[[MoodyKeyring, Path], KeyringVault]
Window = Callable[[Desk, Vault], object]


def patient(keyring: MoodyKeyring, _home: Path) -> KeyringVault:
    """The product's own."""
    return KeyringVault({}, lambda: keyring, patience=PATIENCE)


def look(desk: Desk, _vault: Vault) -> object:
    """What a window does all the time."""
    return desk.inbox.counts(), desk.inbox.freshness(), desk.inbox.waiting()


class Overheard:
    """The vault, and how often the window's own thread asked it."""

    def __init__(self, vault: KeyringVault, counted: Counts) -> None:
        self._vault = vault
        self._counted = counted

    def get(self, account: AccountId) -> str:
        self._hear()
        return self._vault.get(account)

    def put(self, account: AccountId, secret: str) -> Keeping:
        self._hear()
        return self._vault.put(account, secret)

    def forget(self, account: AccountId) -> None:
        self._hear()
        self._vault.forget(account)

    def _hear(self) -> None:
        self._counted["asked by the window"] += threading.current_thread() is threading.main_thread()


class Said(logging.Handler):
    """All that is logged, with the errors behind it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class Trial:
    """One workspace, its page, its keyring."""

    def __init__(self, seed: int, home: Path, makes: Makes, window: Window) -> None:
        self._seed, self._home, self._makes, self._window = seed, home, makes, window
        self._dice = random.Random(seed)
        self._said = Said()
        self._keyring = MoodyKeyring(random.Random(seed))
        self._clock = FakeClock()
        self._platform = FakePlatform(self._clock)
        self._shelf, self._library = FakeShelf(), FakeLibrary()
        self._secrets: dict[str, str] = {}
        self._accepted: list[str] = []
        self.counted = Counts({"trials": 1})
        self._desk = self._open()

    def lived(self) -> Counts:
        """Steps at random, then days on which the keyring is well."""
        logging.getLogger("cm_desktop").addHandler(self._said)
        logging.getLogger("cm_desktop").setLevel(logging.DEBUG)
        self._connect()
        for step in range(STEPS):
            self._platform.post(f"c{step}", f"Bonjour {step}")
            self._dice.choice(
                (self._connect, self._read, self._read, self._reply, self._start_again, self._start_again)
            )()
            self._window(self._desk, self._vault)
            if self._dice.random() < 0.4:
                self._keyring.let_go()
        self._calm_down()
        self._desk.close()
        logging.getLogger("cm_desktop").removeHandler(self._said)
        return self._judged()

    def _open(self) -> Desk:
        self._vault = Overheard(self._makes(self._keyring, self._home), self.counted)
        fittings = Fittings(
            rules=self._library,
            vault=self._vault,
            listen=self._knock,
            connect=self._knock,
            shelf=self._shelf,
            intake=NoIntake(),
            introduce=lambda account, secret: (account, self._knock(account, secret).check()),
            caps=lambda _account: self._platform.caps,
            clock=self._clock,
            pace=Pace(),
        )
        return Desk(self._home / "workspace", fittings, threads=False)

    def _knock(self, _account: object, secret: str) -> FakeConnector:
        """The page opens to the newest secret alone."""
        self._platform.down = None if [*self._secrets.values()][-1:] == [secret] else AuthExpired()
        return FakeConnector(self._platform, "jeton")

    def _beside(self, work: Callable[[], object]) -> None:
        """Done in a thread that may wait; what comes of it is an error with a name, which tells no secret."""

        def done() -> None:
            try:
                work()
            except CmDesktopError as error:
                self.counted[type(error).__name__] += 1
                self._said.lines += [repr(error), *traceback.format_exception(error)]
            except Exception:  # noqa: BLE001  # that is what is looked for
                self.counted["untyped"] += 1

        thread = threading.Thread(target=done)
        thread.start()
        thread.join()

    def _connect(self) -> None:
        number = len(self._secrets)
        self._secrets[f"{number}"] = secret = f"EAAcanari-{self._seed}-{number}-7c31e9"
        self._beside(lambda: self._desk.accounts.add(ACCOUNT, CLIENT, secret))

    def _read(self) -> None:
        self._beside(self._desk.sync)
        self._clock.pass_(minutes=20)
        self._beside(self._desk.send)

    def _reply(self) -> None:
        for row in self._desk.inbox.page(Query()).rows[:1]:
            text = f"Merci {len(self._accepted)}"
            try:
                self._desk.acts.do(row.comment.ref, WriteReply(text)).result()
            except (ActRefused, NotFound):
                continue
            self._accepted.append(text)

    def _start_again(self) -> None:
        self._desk.close()
        self._keyring.let_go()
        self._desk = self._open()

    def _calm_down(self) -> None:
        self._keyring.calm = True
        self._start_again()
        self._connect()
        for _ in range(SETTLING):
            for waiting in self._desk.inbox.waiting():
                with suppress(ActRefused):  # what leaves by itself
                    self._desk.acts.release(waiting.entry.id).result()
            self._clock.pass_(minutes=30)
            self._read()
            if not self._desk.inbox.waiting():
                return

    def _judged(self) -> Counts:
        published = Counter(reply.text for _, reply in self._platform.replies)
        told = "\n".join(self._said.lines)
        return (
            self.counted
            + self._keyring.counted
            + Counter(
                {
                    "accepted": len(self._accepted),
                    "lost": sum(not published[text] for text in self._accepted),
                    "twice": sum(number > 1 for number in published.values()),
                    "told": sum(secret in told for secret in self._secrets.values()),
                    "in clear": len([*leaks(self._home, self._secrets)]),
                }
            )
        )


def run(seed: int, *, makes: Makes = patient, window: Window = look) -> Counts:
    """What one workspace counted."""
    with TemporaryDirectory() as home:
        return Trial(seed, Path(home), makes, window).lived()


@contextmanager
def _ready() -> Iterator[Run]:
    yield run


KEYRINGS = Campaign(
    name="keyring in every mood",
    short=40,
    long=400,
    ready=_ready,
    never=frozenset(
        {"untyped", "asked by the window", "asked on the spot", "asked while it owes an answer", "told", "in clear"}
        | {"lost", "twice"}
    ),
)
