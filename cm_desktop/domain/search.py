"""What is looked for, as a person says it, and the list that it asks for. Pure; may not look for anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cm_desktop.domain.queue import Query, Queue

if TYPE_CHECKING:
    from cm_desktop.domain.comments import AccountId, RemoteId
    from cm_desktop.domain.verdicts import Category, Level

LATE = timedelta(hours=4)  # who has waited for longer was left waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Words and filters; both days are included, and are days where the person is. `days` are the last ones, to now.

    It looks through everything, unless `here`: then only through the list from which it began. What is late or unread is to do.
    """

    words: str = ""
    author: str = ""
    account: AccountId | None = None
    post: tuple[AccountId, RemoteId] | None = None
    level: Level | None = None
    category: Category | None = None
    unread: bool = False
    late: bool = False  # only what waits for an answer for longer than LATE
    days: int | None = None
    since: date | None = None
    until: date | None = None
    here: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is looked for at all."""
        return replace(self, here=False) != Search()

    def queue(self, base: Query) -> Queue:
        """Where it looks, begun from `base`."""
        if self.here or not self.is_on:
            return base.queue
        return Queue.TODO if self.late or self.unread else Queue.ALL

    def query(self, base: Query, now: datetime) -> Query:
        """The list of what is found at that moment, begun from `base`; `base` itself where nothing is looked for."""
        if not self.is_on:
            return base
        begun = base if self.here else Query(queue=self.queue(base), order=base.order)
        account, post = self.post or (self.account or begun.account, None)
        since, until = self._period(now)
        return replace(
            begun,
            search=self.words,
            author=self.author,
            account=account,
            post=post,
            level=self.level,
            category=self.category,
            unread=self.unread,
            since=since,
            until=until,
        )

    def _period(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        """From which moment on, and before which."""
        since = now.astimezone().date() - timedelta(days=self.days) if self.days else self.since
        ends = [_begins(self.until + timedelta(days=1))] if self.until else []
        ends += [now - LATE] if self.late else []
        return _begins(since) if since else None, min(ends, default=None)


def _begins(day: date) -> datetime:
    """The first moment of a day on this machine's clock."""
    return datetime.combine(day, time()).astimezone(UTC)
