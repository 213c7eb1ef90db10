"""A reply on a bad network: one answer of a real server is spoilt on its way, then the network is good again.

May not look with the connector at what became of the reply: the servers tell.
"""

import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.comments import Account, CommentRef
from cm_desktop.domain.outbox import State
from cm_desktop.domain.ports import Connector
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.platforms.connect import capabilities, introduce
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from tests.engine.packs import FakeLibrary
from tests.engine.port import CLIENT, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.platforms.wire import Wire, answers
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.fault_places import DEADLINE, PATIENT, Blog, Place, page
from tests.reliability.fault_table import ENDLESS, FAULTS, HARMLESS, Fault
from tests.reliability.memory import grown
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import wordpress

MEMORY = 64 * 1024 * 1024
PATIENCE = 1.0  # seconds beyond the deadline
ATTEMPTS = 8  # where the machine itself is too slow for the deadline
TRIES = 3  # who stalls is late once, who has no deadline is always late
NEVER = frozenset({"late", "too much memory", "sent wrongly", "told elsewhere", "twice", "lost", "never spoilt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """`harmless` is what a program must cope with; all else proves nothing of a write. `tls` says whom the server is.

    `deadline` is in seconds, for each answer that comes this way.
    """

    name: str
    fault: Fault = HARMLESS["as it is"]
    method: str = "POST"
    harmless: bool = False
    deadline: float = DEADLINE
    tls: Callable[[trustme.CA], trustme.LeafCert] | None = None

    @property
    def label(self) -> str:
        """As it is counted."""
        return f"{self.method} {self.name}"


def _expired(office: trustme.CA) -> trustme.LeafCert:
    past = datetime.now(UTC) - timedelta(days=30)
    return office.issue_cert("localhost", not_before=past, not_after=past + timedelta(days=20))


TROUBLES = (
    *(
        Trouble(name=name, fault=fault, method=how, deadline=DEADLINE if name in ENDLESS else PATIENT)
        for name, fault in FAULTS.items()
        for how in ("GET", "POST")
    ),
    *(Trouble(name=name, fault=fault, harmless=True, deadline=PATIENT) for name, fault in HARMLESS.items()),
    Trouble(
        name="TLS that is good", harmless=True, deadline=PATIENT, tls=lambda office: office.issue_cert("localhost")
    ),
    Trouble(name="TLS that nobody vouches for", tls=lambda _: trustme.CA().issue_cert("localhost")),
    Trouble(name="TLS that has expired", tls=_expired),
    Trouble(name="TLS of another host", tls=lambda office: office.issue_cert("elsewhere.example")),
)


class Clock:
    """The machine's, and further as told."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def steady(self) -> timedelta:
        return timedelta(seconds=time.monotonic()) + self.ahead


class Day:
    """One workspace, one comment, one reply: on a good network until it is spoilt."""

    def __init__(self, folder: Path, place: Place, office: trustme.CA) -> None:
        self._place, self._clock = place, Clock()
        self._address, self._deadline = f"http://127.0.0.1:{place.port}", PATIENT
        self._gateway = Gateway(certificates=office.cert_pem.bytes().decode())
        self._folder, self._vault = folder, FakeVault()
        self.desk = self._open()
        account = self.desk.accounts.add(place.account(self._address), CLIENT, place.secret).account
        self._ref = CommentRef(account.id, place.question)
        self.text = f"Bonjour {datetime.now(UTC):%H%M%S%f}, écrivez-nous."

    def answer(self, proxy: FaultProxy, deadline: float) -> State:
        """Write the reply, and let it leave through this proxy; no answer is waited for longer than the deadline."""
        self.desk.sync()
        self._address, self._deadline = proxy.base_url, deadline
        self.desk.acts.do(self._ref, WriteReply(self.text), delay=timedelta(0)).result()
        return self.go_on()

    def close(self) -> None:
        """End the program."""
        self.desk.close()

    def go_on(self) -> State:
        """Send what is due; answer where the reply stands."""
        self.desk.send()
        (waiting,) = self.desk.inbox.waiting(states=frozenset(State))
        return waiting.entry.state

    def later(self, *, mended: bool = True) -> State:
        """The program is started again ten minutes on, on a good network or on the same as before."""
        if mended:
            self._address, self._deadline = f"http://127.0.0.1:{self._place.port}", PATIENT
        self._clock.ahead += timedelta(minutes=10)
        self.desk.close()
        self.desk = self._open()
        return self.go_on()

    def _open(self) -> Desk:
        def connector(account: Account, _secret: str) -> Connector:
            return self._place.connector(replace(account, base_url=self._address), self._gateway, self._deadline)

        fittings = Fittings(
            rules=FakeLibrary(),
            vault=self._vault,
            listen=connector,
            connect=connector,
            introduce=lambda account, secret: introduce(account, secret, gateway=DIRECT),
            caps=lambda account: capabilities(account.platform),
            shelf=FakeShelf(),
            intake=NoIntake(),
            clock=self._clock,
        )
        return Desk(self._folder, fittings, threads=False)


@contextmanager
def ready() -> Iterator[Run]:
    """A real WordPress for all runs, a practice platform for each: they take turns, and so do the troubles."""
    office = trustme.CA()
    with wordpress() as site:

        def run(seed: int) -> Counts:
            trouble = TROUBLES[seed // 2 % len(TROUBLES)]
            for _ in range(TRIES):
                with tempfile.TemporaryDirectory() as folder:
                    here = Path(folder)
                    where = page(here) if seed % 2 else nullcontext(Blog(site))
                    with where as place:
                        counts = live(place, trouble, here / "workspace", office)
                if (+counts).keys() & NEVER != {"late"}:
                    break
            return counts

        yield run


def live(place: Place, trouble: Trouble, folder: Path, office: trustme.CA) -> Counts:
    """One reply through one trouble."""
    with ExitStack() as stack:
        elsewhere = stack.enter_context(Wire(answers(b'{"id": "1"}')))
        proxy = stack.enter_context(FaultProxy(place.port, tls=trouble.tls and _context(trouble.tls(office))))
        day = Day(folder, place, office)
        stack.callback(day.close)
        other = f"http://localhost:{elsewhere.port}"
        proxy.spoil(trouble.method, lambda answer: trouble.fault(answer, other))
        with grown() as memory:
            state = day.answer(proxy, trouble.deadline)
            for _ in range(ATTEMPTS):
                if not proxy.waiting or trouble.tls:
                    break
                state = day.later(mended=False)
        there = place.replies(day.text)
        state_later = day.later()
        for _ in range(ATTEMPTS):
            state_later = state_later if state_later is State.SENT else day.later()
        return Counts(
            {
                trouble.label: 1,
                "never spoilt": bool(proxy.waiting) and not trouble.tls,
                "late": proxy.longest > trouble.deadline + PATIENCE,
                "too much memory": memory() > MEMORY,
                "sent wrongly": state is State.SENT and (there != 1 or _proves_nothing(trouble)),
                "told elsewhere": len(elsewhere.heard) + (len(proxy.requests) if _untrusted(trouble) else 0),
                "lost": state_later is not State.SENT or place.replies(day.text) < 1,
                "twice": place.replies(day.text) > 1,
                "went through": state is State.SENT,
            }
        )


def _proves_nothing(trouble: Trouble) -> bool:
    """Of the one write: a reading that was spoilt may be made in another way."""
    return trouble.method == "POST" and not trouble.harmless


def _untrusted(trouble: Trouble) -> bool:
    return trouble.tls is not None and not trouble.harmless


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    return tls


NETWORK_FAULTS = Campaign(
    name="network faults", short=2 * len(TROUBLES), long=2 * len(TROUBLES) * 20, ready=ready, never=NEVER, hands=3
)
