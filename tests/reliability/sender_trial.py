"""A workspace, its flaky page, and a truthful user: senders live and die there until nothing moves any more.

May not choose when they die: a campaign does.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from cm_desktop.domain.actions import ActionKind, Escalate, PlatformAction, WriteReply, payload
from cm_desktop.domain.outbox import LIVE, WAITS_FOR_THE_USER, Entry, State
from cm_desktop.store.reader import Reader
from tests.reliability.campaign import Counts
from tests.reliability.sender_life import Arm, Life
from tests.reliability.sender_nursery import End, Nursery
from tests.reliability.sender_page import LAG
from tests.reliability.sender_place import Item, Order, Place
from tests.reliability.sender_watch import Step

NEVER = frozenset(
    {
        "lost",
        "twice",
        "not as asked",
        "asked without leave",
        "left sending",
        "stuck",
        "one reply for two rows",
        "two at once",
        "not said why",
        "damaged",
    }
)
PATIENCE = 50  # lives, to come to rest; the second half of them without troubles
NO_PATIENCE = 6  # with those who never come to rest
RATHER_LONG = timedelta(hours=1)
A_TICK = timedelta(milliseconds=1)  # no two senders are started at the same moment


@dataclass(kw_only=True)
class Trial:
    """`told` counts the replies that were said to be accepted, `ordered` the other acts; a row may stand for one more, whose
    word a death cut off. `taken_back` are the rows that the user gave up.
    """

    nursery: Nursery
    page: Place
    folder: Path
    arm: Arm = Arm.PRODUCT
    settle: float | None = None
    patience: int = PATIENCE
    told: Counter[Item] = field(default_factory=Counter)
    taken_back: set[str] = field(default_factory=set)
    ordered: Counter[Order] = field(default_factory=Counter)
    counts: Counts = field(default_factory=Counter)
    begun: bool = False
    idle: bool = False  # the last sender found nothing that could move

    def live(
        self,
        gap: timedelta = timedelta(0),
        *,
        acts: Iterable[Item] = (),
        orders: Iterable[Order] = (),
        drops: Iterable[str] = (),
        suspends: bool = False,
        die_at: Step | None = None,
        die_on: int = 1,
        die_after: float | None = None,
    ) -> End:
        """One more sender, so much later. The user, who looked before, says what they saw, then acts."""
        self.page.time += gap + A_TICK
        acts, orders, written = tuple(acts), tuple(orders), self.page.written
        confirms, releases, pointless = self._what_the_user_says()
        drops = (*drops, *pointless)
        self.taken_back.update(drops)
        life = replace(
            self.life(acts),
            begins=not self.begun,
            orders=orders,
            drops=drops,
            confirms=confirms,
            releases=releases,
            suspends=suspends,
            die_at=die_at.value if die_at else "",
            die_on=die_on,
            die_after=die_after,
        )
        end = self.nursery.raise_(life)
        sent, begun = end.count(Step.BYTES_SENT), end.count(Step.SENDING)
        self.page.await_writes(written + sent, begun - sent if end.killed else 0)
        self.idle = end.steps == Step.STARTED.value and not end.killed
        self.counts["said to be seen"] += len(confirms)
        self.counts["let go again"] += len(releases)
        self.counts["given up"] += len(drops)
        self.note(end, acts)
        said = [step for step in end.steps if step in (Step.ORDERED, Step.REFUSED)]
        self.ordered.update(order for order, step in zip(orders, said, strict=False) if step == Step.ORDERED)
        sending = self.rows({State.SENDING})
        if end.killed:
            self.counts.update(f"killed at: {row.action.kind}" for row in sending)
        elif self.arm is Arm.PRODUCT:
            self.counts["left sending"] += len(sending)
        return end

    def life(self, acts: Iterable[Item] = ()) -> Life:
        """That of an ordinary sender, now."""
        return Life(
            folder=str(self.folder),
            now=self.page.time.isoformat(),
            platform=self.page.platform,
            page=self.page.id,
            base_url=self.page.base_url,
            token=self.page.token,
            login=self.page.login,
            deadline=self.page.deadline,
            acts=tuple(acts),
            settle=self.settle,
            arm=self.arm,
        )

    def note(self, end: End, acts: tuple[Item, ...]) -> None:
        """Count what became of a sender that was to act so."""
        self.told.update(acts[: end.count(Step.ACTED)])
        self.counts["lives"] += 1
        self.counts["two at once"] += end.count(Step.NOT_ALONE)
        if end.killed:
            self.counts[f"killed: {_NAMES[end.last]}"] += 1
            self.counts["kills"] += 1

    def begin(self) -> None:
        """The page is added and read, with no trouble on the way."""
        mood, self.page.mood = self.page.mood, lambda _method: None
        self.live()
        self.page.mood = mood
        self.page.lag(LAG)
        self.begun = True

    def rows(self, states: Iterable[State] = State) -> list[Entry]:
        """The outbox as it stands on the disk."""
        if not self.begun:
            return []
        with closing(Reader(self.folder)) as reader:
            return list(reader.entries(states=frozenset(states)))

    def to_the_next(self) -> timedelta:
        """How long until a row can move; a whole account may have to be left alone."""
        if self.idle:
            return RATHER_LONG
        waiting = [row.not_before for row in self.rows({State.QUEUED, State.UNCERTAIN}) if not row.asking]
        return max(min(waiting, default=self.page.time) - self.page.time, timedelta(0))

    def come_to_rest(self) -> None:
        """Let senders live, each when something can move, until nothing can; in the end without troubles."""
        for life in range(self.patience):
            if life == self.patience // 2:
                self.page.mood = lambda _method: None
            if not self.rows(LIVE):
                break
            self.live(self.to_the_next())

    def verdict(self) -> Counts:
        """What was counted, and what was found that never may be."""
        self.page.time += 2 * RATHER_LONG  # what is late has come
        rows = self.rows()
        known = [row.remote_id for row in rows if row.remote_id]
        with closing(sqlite3.connect(self.folder / "work.db")) as db:
            whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        self.counts["items"] = self.told.total()
        self.counts["writes"] = self.page.written
        self.counts["stuck"] = sum(row.state in LIVE for row in rows)
        self.counts["one reply for two rows"] = len(known) - len(set(known))
        self.counts["damaged"] += not whole
        self._judge_replies([row for row in rows if isinstance(row.action, WriteReply)])
        self._judge_orders([row for row in rows if not isinstance(row.action, WriteReply)])
        return self.counts

    def _judge_replies(self, rows: list[Entry]) -> None:
        """A reply that the user gave up had not left, and may not leave; one that nobody gave up was lost without a word."""
        effects = self.page.effects()
        accepted = Counter(map(_item, rows))
        over = [row for row in rows if row.state is State.CANCELLED]
        dropped = Counter(_item(row) for row in over if row.id in self.taken_back)
        self.counts["lost"] = (self.told - dropped - effects).total() + (self.told - accepted).total()
        self.counts["twice"] = (effects - (accepted - Counter(map(_item, over)))).total()

    def _judge_orders(self, rows: list[Entry]) -> None:
        """What can be done again is judged by what stands there in the end, and by who allowed each asking."""
        self.counts["lost"] += (self.ordered - Counter(map(_order, rows))).total()
        self.counts.update(f"asked: {row.action.kind}" for row in rows)
        self.counts["not as asked"] = sum(not self.page.is_so(name, action) for name, action in _last_words(rows))
        allowed: Counter[tuple[str, str]] = Counter()
        for row in rows:
            allowed[row.comment.id, row.action.kind.value] += row.attempts
        asked = Counter({what: times for what, times in self.page.asked().items() if what[1] != ActionKind.REPLY})
        self.counts["asked without leave"] = (asked - allowed).total()

    def _what_the_user_says(self) -> tuple[list[str], list[str], list[str]]:
        """Of each row that waits for them: seen on the page, to be let go, or pointless. They look at the page first."""
        rows = self.rows()
        waiting = [row for row in rows if row.asking or row.state in WAITS_FOR_THE_USER]
        self.counts["not said why"] += sum(row.trouble is None for row in waiting)
        free = Counter[Item]()
        if any(row.asking for row in waiting):
            sent = Counter(_item(row) for row in rows if row.state is State.SENT and isinstance(row.action, WriteReply))
            free = self.page.effects() - sent
        confirms, releases, pointless = list[str](), list[str](), list[str]()
        for row in waiting:
            if row.asking and free[_item(row)] > 0:
                free[_item(row)] -= 1
                confirms.append(row.id)
            elif self.page.stands(row.comment.id):
                releases.append(row.id)
            else:
                pointless.append(row.id)
        return confirms, releases, pointless


_NAMES = {
    Step.BEFORE_CLAIM: "before claim",
    Step.CLAIMED: "claimed",
    Step.SENDING: "claimed",
    Step.BYTES_SENT: "bytes sent",
    Step.ANSWERED: "answered",
    Step.STARTED: "started",
    Step.DOUBTING: "doubting",
    Step.DOUBTED: "doubted",
    Step.UNDOING: "undoing",
    Step.UNDONE: "undone",
    Step.LOOKING: "before claim",
    Step.SETTLED: "settled",
    Step.LOOKED_BACK: "looked back",
    Step.RESOLVED: "resolved",
    Step.ACTED: "acted",
    Step.ORDERED: "acted",
    Step.REFUSED: "acted",
}


def _item(row: Entry) -> Item:
    assert isinstance(row.action, WriteReply)
    return row.comment.id, row.action.text


def _order(row: Entry) -> Order:
    return row.comment.id, row.action.kind.value, payload(row.action).get("text", "")


def _last_words(rows: Iterable[Entry]) -> Iterator[tuple[str, PlatformAction]]:
    """What each comment was last asked for and is said to be: its text, its like, its place. Nothing else where it was
    taken away.
    """
    last: dict[tuple[str, str], PlatformAction] = {}
    for row in rows:
        if row.state is State.SENT and not isinstance(row.action, Escalate):
            last[row.comment.id, _ASPECTS.get(row.action.kind, "place")] = row.action
    gone = {name for (name, _), action in last.items() if action.kind is ActionKind.DELETE}
    return ((name, action) for (name, aspect), action in last.items() if aspect == "place" or name not in gone)


_ASPECTS = {ActionKind.EDIT: "text", ActionKind.LIKE: "like"}
