"""What kind of thing changed: all that a window needs in order to read again. May not say what the new value is."""

from enum import StrEnum


class Change(StrEnum):
    COMMENTS = "comments"
    OUTBOX = "outbox"
    DECISIONS = "decisions"  # what no platform is told: filed away, to do again, put off, woken
    DRAFTS = "drafts"
    ACCOUNTS = "accounts"
    NETWORK = "network"
    FILES = "files"  # whether they can be read and written
    RULES = "rules"  # those in force, or the packs that they are written in
    VIEWS = "views"  # the lists that are kept under a name
    CASES = "cases"  # what is put before somebody, how it stands, or who takes part


Changes = frozenset[Change]
