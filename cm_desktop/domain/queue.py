"""The queues a moderator works through: what to ask for, and a row of the answer. May not read any database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from cm_desktop.domain.verdicts import CALM, Category, Level, Verdict

if TYPE_CHECKING:
    from cm_desktop.domain.comments import AccountId, ClientId, Comment, RemoteId
    from cm_desktop.domain.errors import Trouble
    from cm_desktop.domain.outbox import Entry

Handle = NewType("Handle", int)  # a comment's row in the cache: quick, and worthless once the cache is rebuilt
MOST_AT_ONCE = 5_000  # comments in one act: it is one transaction, and can be taken back as one
HANDLES = "I"  # how an `array` of them is packed: a million in 4 MB, and the store numbers no row beyond four thousand million
_REFUSED = frozenset({"AuthExpired", "Forbidden", "NotAPage", "SecretMissing"})  # errors, as a Trouble names them


class Triage(StrEnum):
    """Where a comment stands in the moderator's work: derived, never set by hand."""

    TODO = "todo"
    VALIDATION = "validation"
    OUTGOING = "outgoing"
    HIDDEN = "hidden"
    DONE = "done"
    SNOOZED = "snoozed"  # put off until a moment: then it is to do again
    ASIDE = "aside"  # older than what the moderator wants to see queue up: in no list but that of everything


class Queue(StrEnum):
    """A list in the rail."""

    TODO = "todo"
    URGENT = "urgent"
    VALIDATION = "validation"
    OUTGOING = "outgoing"
    DRAFTS = "drafts"
    SNOOZED = "snoozed"
    HIDDEN = "hidden"
    DONE = "done"
    ALL = "all"  # whatever there is, wherever it stands: what a search looks through


class Order(StrEnum):
    """How a list is sorted; the newest first among equals."""

    SEVERITY = "severity"
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"  # who waits since before `Query.late` first, the longest first; then the gravest
    POST = "post"  # what is under one post together; posts by their gravest comment, the newest of these first


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One list: a queue, narrowed.

    `search` finds words in texts and authors' names, accents ignored, never an operator; what stands between quotation
    marks is one phrase. `author` finds words in authors' names. `since` is included in the period, `until` is not. `post`
    is one of an account's. `unread` is what is to do and was never shown.
    """

    queue: Queue = Queue.TODO
    client: ClientId | None = None
    account: AccountId | None = None
    post: RemoteId | None = None
    category: Category | None = None
    level: Level | None = None
    unread: bool = False
    search: str = ""
    author: str = ""
    since: datetime | None = None
    until: datetime | None = None
    order: Order = Order.SEVERITY
    late: datetime | None = None

    @property
    def seeks_words(self) -> bool:
        """Whether words are looked for, whatever they are."""
        return bool(self.search.strip() or self.author.strip())

    @property
    def in_turn(self) -> tuple[Query, ...]:
        """The lists of which it is made, one after the other."""
        if self.order is not Order.WAITING:
            return (self,)
        if self.late is None:
            return (replace(self, order=Order.SEVERITY),)
        late = replace(self, order=Order.OLDEST, until=min(self.until or self.late, self.late))
        return (late, replace(self, order=Order.SEVERITY, since=max(self.since or self.late, self.late)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list. `pending` are the rows of the outbox still alive for this comment, oldest first.

    `asleep_until` is when a snoozed one is to do again; `returned`: it was snoozed, woke, and nothing was done about it since.
    """

    handle: Handle
    comment: Comment
    verdict: Verdict = CALM
    triage: Triage = Triage.TODO
    draft: bool = False
    unread: bool = False
    pending: tuple[Entry, ...] = ()
    asleep_until: datetime | None = None
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A run of rows. `after` goes into the next call; None at the end."""

    rows: tuple[Row, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The figures of the rail, all from one reading. `clients` counts what is to do."""

    queues: Mapping[Queue, int]
    clients: Mapping[ClientId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When an account was last read to the end, and what keeps it from being read or written since, if anything does."""

    account: AccountId
    read_at: datetime | None
    trouble: Trouble | None = None

    @property
    def is_refused(self) -> bool:
        """Whether only a new access helps."""
        return self.trouble is not None and self.trouble.name in _REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorHistory:
    """What one author wrote on one account lately, and what became of it: answered by the page, hidden now."""

    comments: int = 0
    replied: int = 0
    hidden: int = 0
