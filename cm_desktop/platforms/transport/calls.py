"""The two kinds of call to a platform. May not say how either is made."""

from enum import StrEnum


class Call(StrEnum):
    """What a call may have changed: after a READ nothing, after a WRITE that was cut nobody knows."""

    READ = "read"
    WRITE = "write"
