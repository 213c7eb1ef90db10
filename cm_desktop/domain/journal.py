"""What was done, line by line, in the order of the commits. May not say what a moderator wrote: texts stay in their rows."""

from enum import StrEnum


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
    READING_PAUSED = "reading_paused"
    READING_RESUMED = "reading_resumed"
    MISTAKE_NOTED = "mistake_noted"
    MISTAKE_FORGOTTEN = "mistake_forgotten"
    EXPRESSION_ADDED = "expression_added"
    EXPRESSION_FORGOTTEN = "expression_forgotten"
    PACK_SAVED = "pack_saved"
    RULE_MOVED = "rule_moved"
