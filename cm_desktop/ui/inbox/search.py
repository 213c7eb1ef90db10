"""What is looked for, as a person says it, and the list that it asks for. Pure; may not look for anything."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from cm_desktop.domain.comments import AccountId, RemoteId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.verdicts import Category, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Words and filters; both days are included, and are days where the person is.

    It looks through everything, unless `here`: then only through the list from which it began.
    """

    words: str = ""
    author: str = ""
    account: AccountId | None = None
    post: tuple[AccountId, RemoteId] | None = None
    level: Level | None = None
    category: Category | None = None
    late: datetime | None = None  # only what was written before, and waits for an answer since
    since: date | None = None
    until: date | None = None
    here: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is looked for at all."""
        return replace(self, here=False) != Search()

    def query(self, base: Query) -> Query:
        """The list of what is found, begun from `base`; `base` itself where nothing is looked for."""
        if not self.is_on:
            return base
        begun = base if self.here else Query(queue=Queue.TODO if self.late else Queue.ALL, order=base.order)
        account, post = self.post or (self.account or begun.account, None)
        until = _begins(self.until + timedelta(days=1)) if self.until else None
        return replace(
            begun,
            search=self.words,
            author=self.author,
            account=account,
            post=post,
            level=self.level,
            category=self.category,
            since=_begins(self.since) if self.since else None,
            until=min((moment for moment in (until, self.late) if moment is not None), default=None),
        )


def _begins(day: date) -> datetime:
    """The first moment of a day on this machine's clock."""
    return datetime.combine(day, time()).astimezone(UTC)
