"""What goes with a client that is erased. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much is erased: pages, comments that were read there, acts that wait and will never leave."""

    pages: int
    comments: int
    waiting: int
