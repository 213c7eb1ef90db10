"""Where a sync of a WordPress site stands: which listing, how far down, and what was read before. May not ask for anything.

Each listing is read from the newest id down: ids only grow, while a comment's date follows the site's time zone, its
clock changes and imports. A sync reads at least the PAGE newest of each, and down to the newest that the last one met;
so what happens elsewhere to those is noticed, though WordPress keeps no date of change. Older ones are read again
before anything is done to them. Pages overlap, since a comment that leaves a listing meanwhile pulls the next ones up;
what a page repeats is left out.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

PAGE = 100
OVERLAP = 10
LISTINGS = ("all", "spam", "trash")  # "all" leaves out the other two


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """`seen` is the newest id of each listing when it was last read to the end.

    Of the listing under way, `top` is the newest id and `low` the oldest one read so far, None before its first page.
    """

    seen: tuple[int, ...] = (0,) * len(LISTINGS)
    listing: int = 0
    offset: int = 0
    top: int = 0
    low: int | None = None

    @classmethod
    def parse(cls, cursor: str | None) -> Self:
        """Read what `str()` wrote; the beginning where there is nothing."""
        if cursor is None:
            return cls()
        data = json.loads(cursor)
        return cls(
            seen=tuple(data["seen"]), listing=data["listing"], offset=data["offset"], top=data["top"], low=data["low"]
        )

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    @property
    def begins(self) -> bool:
        """Whether a sync starts here."""
        return self.listing == 0 and self.offset == 0

    @property
    def status(self) -> str:
        """The listing to ask for, as WordPress names it."""
        return LISTINGS[self.listing]

    def brings(self, comment: int) -> bool:
        """Whether a page read here is the first of this sync to bring this id."""
        return self.low is None or comment < self.low

    def after(self, ids: Sequence[int], total: int) -> Self:
        """Where to go on once this page brought `ids` of `total`; at the end, where the next sync begins."""
        top = max(ids, default=0) if self.low is None else self.top
        low = min(ids, default=self.low or 0)
        if self.offset + PAGE < total and low > self.seen[self.listing]:
            return replace(self, top=top, low=low, offset=self.offset + PAGE - OVERLAP)
        seen = (*self.seen[: self.listing], max(top, self.seen[self.listing]), *self.seen[self.listing + 1 :])
        return replace(self, seen=seen, listing=(self.listing + 1) % len(LISTINGS), offset=0, top=0, low=None)
