"""Campaign: day after day in one workspace, with everything at random, on a clock that is moved. May not look inside the desk.

Strangers write, edit and vanish; the moderator acts, changes their mind, answers what asks as the page stands; the network
comes and goes, writes fail before or after their effect, the program starts again, the clock is set.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.domain.actions import Action, Hide, Like, Unhide, WriteReply
from cm_desktop.domain.comments import CommentRef, RemoteId, Visibility
from cm_desktop.domain.errors import ActRefused, NotFound, Offline, RateLimited, Unknown
from cm_desktop.domain.outbox import LIVE, Entry, EntryId, State
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.acting.receipt import Receipt
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.sending.delivery import Pace
from cm_desktop.store.reader import Reader
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault, Fault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.memory import held_now

HOURS = 24
STANDS = 40  # comments that the page still shows
SETTLED_AFTER = 5  # days: until then caches fill
MOST_GROWTH = 1 << 20  # bytes an hour
_NEVER_SHOWN = 1_000_000  # readings
LISTED = frozenset(Queue) - {Queue.OUTGOING, Queue.VALIDATION}
Failing = Callable[[], Exception]
PROOFS: tuple[Failing, ...] = (Offline, RateLimited)  # that nothing happened
IN_DOUBT: tuple[Failing, ...] = (Unknown, ValueError)


@dataclass
class Life:
    """One workspace and its page. `careless`: its moderator lets whatever asks leave again, and the page shows no replies.

    What is over stays as it was: `names` and `published` count it once, and each look is only at what is `unsettled`.
    """

    folder: Path
    careless: bool = False
    leak: int = 0  # bytes an hour
    clock: FakeClock = field(default_factory=FakeClock)
    shelf: FakeShelf = field(default_factory=FakeShelf)
    library: FakeLibrary = field(default_factory=FakeLibrary)
    vault: FakeVault = field(default_factory=FakeVault)
    days: int = 0
    settled: int = 0
    leaked: list[bytes] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    taken_back: set[EntryId] = field(default_factory=set)
    unsettled: set[EntryId] = field(default_factory=set)
    over: list[Entry] = field(default_factory=list)
    names: Counter[RemoteId] = field(default_factory=Counter)
    published: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.platform = FakePlatform(self.clock)
        self.desk = self.open()
        self.desk.accounts.add(ACCOUNT, CLIENT, "jeton")

    def open(self) -> Desk:
        """As the next start does."""
        fittings = Fittings(
            rules=self.library,
            vault=self.vault,
            listen=lambda _account, secret: FakeConnector(self.platform, secret),
            connect=lambda _account, secret: FakeConnector(self.platform, secret),
            shelf=self.shelf,
            intake=NoIntake(),
            introduce=lambda account, secret: (account, FakeConnector(self.platform, secret).check()),
            caps=lambda _account: self.platform.caps,
            clock=self.clock,
            pace=Pace(),
        )
        return Desk(self.folder, fittings, threads=False)

    def day(self, seed: int) -> Counts:
        """What a day counted."""
        rng, counted = random.Random(seed), Counts({"days": 1})
        for hour in range(HOURS):
            self._page_lives(rng, f"{self.days}-{hour}")
            self._weather(rng)
            self.desk.sync()
            self._moderate(rng, f"{self.days}-{hour}", counted)
            for _ in range(3):
                self.clock.pass_(minutes=20)
                self._send(counted)
            self.leaked.append(b"x" * self.leak)
            counted += self.wrong()
        self._calm_down(counted)
        self.days += 1
        counted += self.wrong() + self._lost()
        return counted + self._grown()

    def wrong(self) -> Counts:
        """What may never be, at any moment."""
        self._look()
        figures, inbox = self.desk.inbox.counts().queues, self.desk.inbox
        sending = [one for one in inbox.waiting() if one.entry.state is State.SENDING]
        return Counts(
            {
                "twice": self.published.total() - len(self.published),
                "one name twice": self.names.total() - len(self.names),
                "left sending": len(sending),
                "counts disagree": sum(figures.get(q, 0) != len(inbox.handles(Query(queue=q))) for q in LISTED),
            }
        )

    def _look(self) -> None:
        """At the rows that were not over at the last look, and at the replies that are new on the page."""
        self._look_at_the_page()
        with closing(Reader(self.folder)) as reader:
            over = [row for row in map(reader.entry, self.unsettled) if row.state not in LIVE]
        self.over += over
        self.unsettled -= {row.id for row in over}
        self.names.update(row.remote_id for row in over if row.state is State.SENT and row.remote_id is not None)

    def _look_at_the_page(self) -> None:
        self.published.update(reply.text for _, reply in self.platform.replies[self.published.total() :])

    def _page_lives(self, rng: random.Random, name: str) -> None:
        for number in range(rng.randint(0, 3)):
            self.platform.post(
                f"c{name}-{number}", rng.choice(("Quel escroc !", "Bonjour", "Merci à vous")) + f" {name}"
            )
        comments = self.platform.comments
        while len(comments) > STANDS:
            del comments[next(iter(comments))]
        if comments and rng.random() < 0.3:
            ref = comments[rng.choice(list(comments))].ref
            rng.choice((lambda: self.platform.edit(ref, f"Modifié {name}"), lambda: self._moved(ref, rng)))()

    def _moved(self, ref: CommentRef, rng: random.Random) -> None:
        self.platform.move(ref, rng.choice((Visibility.PUBLIC, Visibility.HIDDEN)))

    def _weather(self, rng: random.Random) -> None:
        self.platform.down = Offline() if rng.random() < 0.2 else None
        self.platform.unread = _NEVER_SHOWN if self.careless else rng.choice((0, 0, 1, 2))
        self.platform.faults = [self._fault(rng) for _ in range(rng.choice((0, 0, 1, 2)))]
        if rng.random() < 0.05:
            self.clock.set_(timedelta(hours=rng.choice((-1, 1))))
        if rng.random() < 0.1:
            self.desk.close()
            self.desk = self.open()

    @staticmethod
    def _fault(rng: random.Random) -> Fault:
        if rng.random() < 0.3:
            return Fault(rng.choice(PROOFS)())
        return Fault(rng.choice(IN_DOUBT)(), applied=rng.random() < 0.5)

    def _moderate(self, rng: random.Random, name: str, counted: Counts) -> None:
        """Some acts on what is to do; then what was asked is answered."""
        done: list[Receipt] = []
        for number, row in enumerate(self.desk.inbox.page(Query()).rows[:4]):
            text = f"Réponse {name}-{number}"
            with suppress(ActRefused, NotFound):
                match rng.randrange(6):
                    case 0:
                        done.append(self.desk.acts.dismiss(row.comment.ref).result())
                    case 1:
                        self.desk.acts.draft(row.comment.ref, text).result()
                    case 2 | 3:
                        done.append(self._do(row.comment.ref, WriteReply(text)))
                        self.accepted.add(text)
                    case _:
                        done.append(self._do(row.comment.ref, rng.choice((Hide(), Unhide(), Like()))))
        counted["acts"] += len(done)
        self.unsettled.update(name for receipt in done for name in receipt.entries)
        if done and rng.random() < 0.2:
            with suppress(ActRefused):
                self.taken_back.update(self.desk.acts.undo(done[-1]).result().entries)
        self._answer(rng)

    def _do(self, ref: CommentRef, action: Action) -> Receipt:
        return self.desk.acts.do(ref, action).result()

    def _answer(self, rng: random.Random) -> None:
        """What asks, is held or failed: settled by who looks at the page, or by who does not."""
        for waiting in self.desk.inbox.waiting():
            entry = waiting.entry
            there = isinstance(entry.action, WriteReply) and self._stands(entry.action.text)
            with suppress(ActRefused, NotFound):
                if self.careless and entry.asking:
                    self.desk.acts.release(entry.id).result()
                elif entry.asking or entry.state in (State.HELD, State.FAILED):
                    if there and entry.asking:
                        self.desk.acts.confirm(entry.id).result()
                    elif not there and rng.random() < 0.5:
                        self.desk.acts.release(entry.id).result()
                    else:
                        self.desk.acts.drop(entry.id).result()
                        self.taken_back.add(entry.id)

    def _send(self, counted: Counts) -> None:
        before = len(self.platform.writes)
        self.desk.send()
        counted["writes"] += len(self.platform.writes) - before

    def _calm_down(self, counted: Counts) -> None:
        """The weather clears, until nothing moves any more."""
        self.platform.down, self.platform.faults = None, []
        self.platform.unread = _NEVER_SHOWN if self.careless else 0
        rng = random.Random(self.days)
        for _ in range(60):
            self._answer(rng)
            if not self.desk.inbox.waiting():
                return
            self.clock.pass_(minutes=30)
            self._send(counted)
        counted["never settled"] += 1

    def _lost(self) -> Counts:
        """Replies that are over and stand nowhere, though nobody gave them up. They are told of once."""
        lost = 0
        for row in self.over:
            if isinstance(row.action, WriteReply):
                given_up = row.state is State.CANCELLED and row.id in self.taken_back
                lost += not given_up and not self._stands(row.action.text)
        published = sum(self._stands(text) for text in self.accepted)
        self.over.clear()
        self.accepted.clear()
        self.taken_back.clear()
        return Counts({"lost": lost, "published": published})

    def _stands(self, text: str) -> bool:
        self._look_at_the_page()
        return self.published[text] > 0

    def _grown(self) -> Counts:
        """Whether memory grows by more than it may, once the caches are filled."""
        if self.days == SETTLED_AFTER:
            self.settled = held_now()
        hours = HOURS * (self.days - SETTLED_AFTER)
        grows = hours > 0 and held_now() - self.settled > hours * MOST_GROWTH
        return Counts({"memory grows": grows})


@contextmanager
def living(*, careless: bool = False, leak: int = 0) -> Iterator[Run]:
    """One life; each run is its next day."""
    with TemporaryDirectory() as folder:
        life = Life(Path(folder, "workspace"), careless=careless, leak=leak)
        try:
            yield life.day
        finally:
            life.desk.close()


NEVER = frozenset(
    {"twice", "one name twice", "left sending", "counts disagree", "lost", "never settled", "memory grows"}
)
SOAK = Campaign(name="soak, simulated days", short=30, long=1_200, ready=living, never=NEVER)
