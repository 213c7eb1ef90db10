"""What kind of thing changed: all that a window needs in order to read again. May not say what the new value is."""

from enum import StrEnum


class Change(StrEnum):
    COMMENTS = "comments"
    OUTBOX = "outbox"
    DECISIONS = "decisions"
    DRAFTS = "drafts"
    ACCOUNTS = "accounts"
    NETWORK = "network"
    RULES = "rules"  # those in force, or the packs that they are written in


Changes = frozenset[Change]
