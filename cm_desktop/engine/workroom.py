"""What every worker of the engine has at hand: the workspace, the rules, the clock, and whom to tell. May not do work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.errors import AuthExpired, Blocked, NotFound, Offline, PlatformError, RateLimited, Trouble
from cm_desktop.domain.outbox import LONGEST_WAIT
from cm_desktop.engine.giving_way import GivingWay

if TYPE_CHECKING:
    from cm_desktop.domain.actions import Capabilities
    from cm_desktop.domain.comments import Account, AccountId, ClientId, Comment, CommentRef
    from cm_desktop.domain.ports import Clock, Judge, Shelf
    from cm_desktop.engine.network import NetworkWatch
    from cm_desktop.store.comments.ingest import Judged
    from cm_desktop.store.reader import Reader
    from cm_desktop.store.workspace import Workspace

# Where a platform asks us to slow down, or blocks us, without saying for how long.
SLOW_DOWN = timedelta(minutes=5)
BLOCK = timedelta(hours=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workroom:
    """`reader` answers the calling thread's own reader, `judge` the rules in force once they are read.

    `caps` is what an account's platform can do, without asking it.

    `stopping` is set when the program ends: long work looks at it between two steps. `staying` is set where it reads by
    itself, so that what it lacks is a fact for the window, and not for one command alone. `leaving` is held from the moment
    a row is marked as leaving until it is kept what became of it. Long work asks `giving_way` between two steps.
    """

    workspace: Workspace
    reader: Callable[[], Reader]
    caps: Callable[[Account], Capabilities]
    shelf: Shelf
    judge: Callable[[], Judge]
    clock: Clock
    network: NetworkWatch
    announce: Callable[[Changes], None]
    stopping: Event = field(default_factory=Event)
    staying: Event = field(default_factory=Event)
    leaving: Lock = field(default_factory=Lock)
    giving_way: GivingWay = field(default_factory=GivingWay)

    def now(self) -> datetime:
        return self.clock.now()

    def tell(self, *changes: Change) -> None:
        """Say what kind of thing changed, after its commit."""
        self.announce(frozenset(changes))

    def opinions(self, comments: Sequence[Comment], client: ClientId) -> tuple[Judged, str]:
        """What the rules say of comments on a client's pages, their texts as search sees them; and the rules' version."""
        judge = self.judge()
        verdicts = judge.judge_all(self.in_turn((comment.text, client) for comment in comments))
        told = zip(comments, verdicts, strict=True)
        return {comment.ref: (verdict, judge.fold(comment.text)) for comment, verdict in told}, judge.version

    def in_turn(self, steps: Iterable[T]) -> Iterator[T]:
        """The same, one at a time, none while the window is at work."""
        for step in steps:
            if not self.stopping.is_set():
                self.giving_way.wait()
            yield step

    def about(self, ref: CommentRef) -> tuple[Comment, ClientId]:
        """A comment that is here, and whose page it stands on. Raises NotFound."""
        reader = self.reader()
        return reader.row(ref).comment, reader.account(ref.account).client

    def keep(self, comment: Comment) -> None:
        """Put a comment that was just read, with its verdict, into the cache."""
        self.save(comment).result()
        self.tell(Change.COMMENTS)

    def save(self, comment: Comment) -> Future[None]:
        """The same, not waiting for its commit and telling nobody yet. Raises NotFound for an account that is gone."""
        judged, rules = self.opinions([comment], self.reader().account(comment.ref.account).client)
        return self.workspace.save_comment(comment, *judged[comment.ref], rules=rules)

    def hear(self, account: AccountId, error: PlatformError) -> bool:
        """Draw what follows for the whole account from one of its errors. Answers whether it must now be left alone."""
        if isinstance(error, Offline):
            self.network.lost(account, self.now())
            return True
        self.network.reached(account)
        match error:
            case AuthExpired():
                until = None
            case RateLimited(retry_after=seconds):
                until = self.now() + (timedelta(seconds=seconds) if seconds else SLOW_DOWN)
            case Blocked(retry_after=seconds):
                until = self.now() + (timedelta(seconds=seconds) if seconds else BLOCK)
            case _:
                return False
        with suppress(NotFound):  # removed meanwhile: there is nothing left to keep still
            self.workspace.freeze(account, error.trouble(), until).result()
        self.network.forget(account)
        self.tell(Change.ACCOUNTS)
        return True

    def frozen(self) -> Mapping[AccountId, Trouble]:
        """The accounts to leave alone now, and why; those whose time is over are thawed on the way.

        An end that is more than a day away can only have come of a clock that was set back since.
        """
        still, now = {}, self.now()
        for account, (trouble, until) in self.reader().frozen().items():
            if until is None or now < until <= now + LONGEST_WAIT:
                still[account] = trouble
            else:
                self.workspace.thaw(account).result()
        return still
