"""What was done, line by line, in the order of the commits. May not say what a moderator wrote: texts stay in their rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cm_desktop.domain.outbox import EntryId


class Deed(StrEnum):
    """What kind of thing was done."""

    SHOWN = "shown"  # its detail stood before the moderator's eyes
    UNSHOWN = "unshown"  # the moderator wants to read it anew
    ACT_ADDED = "act_added"
    ACT_MOVED = "act_moved"
    DECIDED = "decided"
    SNOOZED = "snoozed"  # `detail` is until when
    WOKEN = "woken"  # by hand, by its time, or because its snooze was taken back
    REPLY_SAVED = "reply_saved"  # one that is kept to be used again
    REPLY_DROPPED = "reply_dropped"
    SPELLING_SET = "spelling_set"  # whether it is checked, or a word that the dictionaries were taught
    VIEW_SAVED = "view_saved"  # a list that is kept under a name
    VIEW_DROPPED = "view_dropped"
    DRAFT_KEPT = "draft_kept"
    DRAFT_DROPPED = "draft_dropped"
    CLIENT_SAVED = "client_saved"
    CLIENT_ERASED = "client_erased"  # with all that was done for it
    ACCOUNT_SAVED = "account_saved"
    ACCOUNT_REMOVED = "account_removed"
    LEFT_ASIDE = "left_aside"  # what is older than a moment is not to do, or is again
    RETENTION_SET = "retention_set"  # how many months are kept of what nothing was done about; empty: for ever
    FROZEN = "frozen"
    THAWED = "thawed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    POST_SUSPENDED = "post_suspended"  # nothing leaves any more that is about comments under one post
    POST_RESUMED = "post_resumed"
    READING_PAUSED = "reading_paused"
    READING_RESUMED = "reading_resumed"
    MISTAKE_NOTED = "mistake_noted"
    MISTAKE_FORGOTTEN = "mistake_forgotten"
    EXPRESSION_ADDED = "expression_added"
    EXPRESSION_FORGOTTEN = "expression_forgotten"
    PACK_SAVED = "pack_saved"
    PACK_REMOVED = "pack_removed"
    RULE_MOVED = "rule_moved"
    TEAM_SAVED = "team_saved"
    CASE_NOTED = "case_noted"  # something was done about what is put before somebody
    PAPERS_ERASED = "papers_erased"
    AUTHOR_NOTED = "author_noted"
    TEXT_ERASED = "text_erased"  # what a person wrote in a comment, from both databases
    PERSON_ERASED = "person_erased"  # the same with all that was done about it, its author being erased
    RESTORED = "restored"  # a copy took the place of a damaged file, or work came from another computer


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line about a comment. `detail` says in a few words what was done, to the row `entry` of the outbox if to one."""

    at: datetime
    deed: Deed
    entry: EntryId | None
    detail: str
