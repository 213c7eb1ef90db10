"""Pages in simulated time, behind platforms that count every call and break the moment a quota is exceeded.

May not look at a machine's clock: time passes only where a test lets it. A page is read as the Facebook connector reads
one: newest first, pages of 50, two days back, and where that is long, in light rounds between hourly long ones.
"""

import json
import random
from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta

from cm_desktop.domain.actions import Capabilities, TextLimit
from cm_desktop.domain.comments import Account, AccountId, Author, Batch, Comment, CommentRef, RemoteId
from cm_desktop.domain.errors import PlatformError
from cm_desktop.domain.quota import Quota, Spending
from tests.engine.port import ACCOUNT, ACTS, POST, FakeClock, FakeConnector, FakePlatform

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
TWO_MINUTES = timedelta(minutes=2)
LIKE_FACEBOOK = Capabilities(
    acts=ACTS, reply_limit=TextLimit(refuse=200), quota=Quota(calls=200, window=timedelta(hours=1))
)
LIKE_A_BLOG = replace(LIKE_FACEBOOK, quota=None)
LIKE_A_FEED = replace(LIKE_FACEBOOK, acts={}, quota=Quota(calls=12, window=timedelta(hours=1)))
PAGE, LONG, LIGHT = 50, timedelta(days=2), timedelta(minutes=5)


class QuotaExceeded(BaseException):
    """Not an error that the program could handle: it ends the test."""


@dataclass
class Machine(FakeClock):
    """A machine whose own clock is `ahead` of the true time, which platforms live by."""

    time: datetime = MONDAY
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.time + self.ahead


@dataclass
class Metered(FakePlatform):
    """One page.

    `fullest` is how many calls its quota's window held at most, `readings` when each reading began, `newest` when the
    newest comment that was read was written. `always_long`: without light rounds, every reading goes two days back.
    `refusing` is what every call is answered.
    """

    written: list[datetime] = field(default_factory=list)
    made: list[Comment] = field(default_factory=list)
    always_long: bool = False
    fullest: int = 0
    newest: datetime | None = None
    percent: float | None = None
    refusing: PlatformError | None = None
    readings: list[datetime] = field(default_factory=list)
    seen_at: dict[int, datetime] = field(default_factory=dict)
    lately: deque[datetime] = field(default_factory=deque)

    def reach(self) -> None:
        """Every call passes here: one too many within the window breaks whatever is being tested."""
        super().reach()
        self.lately.append(self.clock.time)
        if self.caps.quota is not None:
            while self.lately[0] <= self.clock.time - self.caps.quota.window:
                self.lately.popleft()
            self.fullest = max(self.fullest, len(self.lately))
            if len(self.lately) > self.caps.quota.calls:
                raise QuotaExceeded(f"{self.account}: {len(self.lately)} calls at {self.clock.time}")
        if self.refusing is not None:
            raise self.refusing

    def people_write(self, moments: list[datetime]) -> None:
        """What will be written, known in advance to nobody else."""
        self.written = sorted([*self.written, *moments])
        self.made = [self._comment(number, at) for number, at in enumerate(self.written)]
        self.comments = {comment.ref.id: comment for comment in self.made}

    def since(self, since: datetime) -> range:
        """The comments written from then to now, by their numbers."""
        return range(bisect_left(self.written, since), bisect_right(self.written, self.clock.time))

    def show(self, number: int) -> Comment:
        self.seen_at.setdefault(number, self.clock.time)
        self.newest = max(self.newest or self.written[number], self.written[number])
        return replace(self.made[number], read_at=self.clock.now())

    def waits(self) -> list[timedelta]:
        """How long each comment stood there before it was read, in the order of writing."""
        return [at - self.written[number] for number, at in sorted(self.seen_at.items())]

    def busy_waits(self) -> list[timedelta]:
        """The same for the comments of busy threads: written within 20 minutes of the one before."""
        near = timedelta(minutes=20)
        return [
            at - self.written[number]
            for number, at in sorted(self.seen_at.items())
            if number > 0 and self.written[number] - self.written[number - 1] < near
        ]

    def calls_since(self, since: datetime) -> int:
        """How many calls of the last window came after that moment."""
        return sum(moment > since for moment in self.lately)

    def read_between(self, start: datetime, end: datetime) -> int:
        """How many readings began then."""
        return bisect_left(self.readings, end) - bisect_left(self.readings, start)

    def _comment(self, number: int, at: datetime) -> Comment:
        return Comment(
            ref=CommentRef(self.account, RemoteId(f"c{number}")),
            post=POST.id,
            parent=None,
            author=Author(id=f"u{number % 97}", name="Odile"),
            text="Bonjour, vous ouvrez quand ?",
            created_at=at,
            read_at=at,
        )


@dataclass(kw_only=True)
class Round:
    """The cursor: where the round under way is, none where `began` is empty, and what is known of the last ones."""

    read: str = ""
    looked: str = ""
    pages: int = 0
    began: str = ""
    since: str = ""
    light: bool = False
    turn: int = 0

    def begin(self, now: datetime, *, always_long: bool) -> None:
        looked = datetime.fromisoformat(self.looked or now.isoformat())
        self.light = not always_long and bool(self.looked) and now - looked < HOUR and self.pages > 2
        since = datetime.fromisoformat(self.read) - LIGHT if self.light else looked - LONG
        self.began, self.since, self.turn = now.isoformat(), since.isoformat(), 0

    def end(self) -> None:
        if not self.light:
            self.looked, self.pages = self.began, self.turn
        self.read, self.began = self.began, ""


class MeteredConnector(FakeConnector):
    """Reads a page newest first, a page of comments at a call."""

    def __init__(self, page: Metered, secret: str) -> None:
        super().__init__(page, secret)
        self._page = page

    @property
    def spent(self) -> Spending:
        return Spending(calls=self._page.calls, percent=self._page.percent)

    def fetch(self, cursor: str | None) -> Batch:
        page, place = self._page, Round(**json.loads(cursor or "{}"))
        if not place.began:
            page.readings.append(page.clock.time)
            place.begin(page.clock.time, always_long=page.always_long)
        page.reach()
        numbers = page.since(datetime.fromisoformat(place.since))
        upto = len(numbers) - place.turn * PAGE
        shown = tuple(page.show(number) for number in numbers[max(0, upto - PAGE) : max(0, upto)])
        place.turn += 1
        more = upto > PAGE
        if not more:
            place.end()
        return Batch(posts=(self._post,), comments=shown, cursor=json.dumps(asdict(place)), more=more)


def at_random(start: datetime, end: datetime, an_hour: float, seed: int, hours: range = range(24)) -> list[datetime]:
    """Comments that come when they like, so many an hour on average, at these hours of the day."""
    chance, moments, moment = random.Random(seed), [], start
    while (moment := moment + HOUR * chance.expovariate(an_hour)) < end:
        if moment.hour in hours:
            moments.append(moment)
    return moments


def contest(start: datetime, comments: int = 400, seed: int = 7) -> list[datetime]:
    """So many comments within one hour."""
    chance = random.Random(seed)
    return [start + HOUR * chance.random() for _ in range(comments)]


def a_crowd(start: datetime, end: datetime) -> list[datetime]:
    """Twenty comments an hour by day, and two by night."""
    return at_random(start, end, 20, 1, range(8, 23)) + at_random(start, end, 2, 2)


def dear_page(machine: Machine, start: datetime, end: datetime) -> Metered:
    """One that would cost more than its quota has: a crowd, and every reading a long one."""
    page = Metered(machine, AccountId("fake:dear"), LIKE_FACEBOOK, always_long=True)
    page.people_write(a_crowd(start - LONG, end))
    return page


def pages_of(machine: Machine, start: datetime, end: datetime) -> dict[str, Metered]:
    """Busy with bursts, dead, with office hours, with a comment a week; a blog without a quota, a feed with a small one."""

    def page(name: str, caps: Capabilities = LIKE_FACEBOOK) -> Metered:
        return Metered(machine, AccountId(f"fake:{name}"), caps)

    pages = {name: page(name) for name in ("busy", "dead", "office", "weekly")}
    pages |= {"blog": page("blog", LIKE_A_BLOG), "feed": page("feed", LIKE_A_FEED)}
    days = [start + n * DAY for n in range((end - start).days)]
    bursts = [moment for day in days[::3] for moment in contest(day + 18 * HOUR)]
    pages["busy"].people_write(a_crowd(start, end) + bursts)
    pages["office"].people_write([m for day in days[:5] for m in at_random(day, day + DAY, 3, 3, range(9, 18))])
    pages["weekly"].people_write([start + timedelta(days=6, hours=15, minutes=20)])
    pages["blog"].people_write(at_random(start, end, 1, 4))
    pages["feed"].people_write(at_random(start, end, 0.5, 5))
    return pages


def figures(pages: dict[str, Metered]) -> str:
    """What became of each page, for whoever reads the test's output."""
    lines = [
        f"{'page':>8} {'readings':>8} {'calls':>6} {'fullest hour':>12} {'busy':>5} {'in 2 min':>8} {'longest':>8}"
    ]
    for name, page in pages.items():
        waits = page.busy_waits()
        share = f"{sum(w <= TWO_MINUTES for w in waits) / len(waits):.2%}" if waits else ""
        longest = str(max(page.waits(), default=""))[:8]
        counts = f"{len(page.readings):>8} {page.calls:>6} {page.fullest:>12}"
        lines.append(f"{name:>8} {counts} {len(waits):>5} {share:>8} {longest:>8}")
    return "\n".join(lines)


def account_of(page: Metered) -> Account:
    return replace(ACCOUNT, id=page.account, name=page.account)
