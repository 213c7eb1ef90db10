"""What was done, line by line, in the order of the commits. May not say what a moderator wrote: texts stay in their rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef
from cm_desktop.domain.outbox import EntryId


class Deed(StrEnum):
    """What kind of thing was done."""

    ACT_ADDED = "act_added"
    ACT_MOVED = "act_moved"
    DECIDED = "decided"
    DRAFT_KEPT = "draft_kept"
    DRAFT_DROPPED = "draft_dropped"
    CLIENT_SAVED = "client_saved"
    ACCOUNT_SAVED = "account_saved"
    ACCOUNT_REMOVED = "account_removed"
    FROZEN = "frozen"
    THAWED = "thawed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One thing done. `at` is when it was committed, by this machine's clock.

    `detail` is a word of the trade: "hide queued" (an act and its state), "dismissed" (a decision), "AuthExpired" (a
    trouble); empty where the deed says it all.
    """

    number: int
    at: datetime
    deed: Deed
    client: ClientId | None = None
    account: AccountId | None = None
    comment: CommentRef | None = None
    entry: EntryId | None = None
    detail: str = ""
