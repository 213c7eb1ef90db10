"""Where the reading of a Page stands: rounds through its posts, kept as text between two calls. May not read anything.

A round goes through the posts from the newest on, and through each post's comments from the newest back to `since`:
two days before the round that went as deep began. So a comment's edit or hiding is noticed within two days of its
writing. A round goes through the posts of the last thirty days; once a day, one goes through all of them.

Where two days of comments take more than a few calls, that is done once an hour, and the rounds between are light: they
bring what is new under the posts of the last week, so that a crowd can be followed closely within the quota.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

PAGE = 50
READ_AGAIN = timedelta(days=2)
RECENT_POSTS = timedelta(days=30)
DEEP_EVERY = timedelta(days=1)
FEW_CALLS = 2
LOOK_BACK_EVERY = timedelta(hours=1)
JUST_NOW = timedelta(minutes=5)  # how late a comment may appear in a listing before only the next look back finds it
POSTS_OF_LATE = timedelta(days=7)
_CURSORS_LIVE = timedelta(minutes=30)  # the platform's own are short-lived: no figure is documented


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round under way. `deep`: through all posts. `turned_at`: when its last page was read.

    `feed` is the cursor of the next page of posts: empty for the first one, None when there are no more; `threads` are
    posts whose comments go on, each with its cursor. `size` is how many comments are asked for at once. `turns` counts
    the pages read; `again` tells that it was begun anew, its place being forgotten.
    """

    began_at: datetime
    deep: bool
    turned_at: datetime
    feed: str | None = ""
    threads: tuple[tuple[str, str], ...] = ()
    size: int = PAGE
    light: bool = False
    turns: int = 0
    again: bool = False

    @property
    def over(self) -> bool:
        return self.feed is None and not self.threads

    def reaches(self, created_at: datetime) -> bool:
        """Whether a post of this age is still looked at."""
        return self.deep or created_at >= self.began_at - (POSTS_OF_LATE if self.light else RECENT_POSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`read_at`, `looked_at` and `deep_at` are when the last whole round, the last not light, and the last deep one began.

    None before the first. `pages` is how many the last one took that was neither light nor deep.
    """

    read_at: datetime | None = None
    looked_at: datetime | None = None
    deep_at: datetime | None = None
    pages: int = 0
    round: Round | None = None

    @classmethod
    def parse(cls, cursor: str | None) -> Self:
        """Read what `str()` wrote. Anything else means to read from the start, which is never wrong."""
        try:
            return cls._from(json.loads(cursor or "{}"))
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()

    @classmethod
    def _from(cls, kept: dict[str, str]) -> Self:
        return cls(
            read_at=_time(kept.get("read_at")),
            looked_at=_time(kept.get("looked_at") or kept.get("read_at")),
            deep_at=_time(kept.get("deep_at")),
            pages=int(kept.get("pages", 0)),
            round=_round(kept.get("round")),
        )

    def __str__(self) -> str:
        now = self.round
        under_way = now and {
            "began_at": now.began_at.isoformat(),
            "deep": now.deep,
            "turned_at": now.turned_at.isoformat(),
            "feed": now.feed,
            "threads": now.threads,
            "size": now.size,
            "light": now.light,
            "turns": now.turns,
            "again": now.again,
        }
        times = {"read_at": self.read_at, "looked_at": self.looked_at, "deep_at": self.deep_at}
        kept = {name: time.isoformat() for name, time in times.items() if time is not None}
        return json.dumps({**kept, "pages": self.pages, "round": under_way})

    def since(self, current: Round) -> datetime | None:
        """Comments older than this are known well enough; None: all are to be read."""
        if current.light and self.read_at is not None:
            return self.read_at - JUST_NOW
        before = self.deep_at if current.deep else self.looked_at
        return None if before is None else before - READ_AGAIN

    def under_way(self, now: datetime) -> Round:
        """The round to go on with: a new one where none is, or where the platform will have forgotten our place."""
        if self.round is not None and timedelta(0) <= now - self.round.turned_at <= _CURSORS_LIVE:
            return self.round
        return self.new_round(now)

    def new_round(self, now: datetime) -> Round:
        deep = self.deep_at is None or now - self.deep_at >= DEEP_EVERY
        lately = self.looked_at is not None and timedelta(0) <= now - self.looked_at < LOOK_BACK_EVERY
        return Round(began_at=now, deep=deep, turned_at=now, light=not deep and lately and self.pages > FEW_CALLS)

    def after(self, current: Round) -> Self:
        """The place once `current` has come this far: one page further."""
        current = replace(current, turns=current.turns + 1)
        if not current.over:
            return replace(self, round=current)
        return type(self)(
            read_at=current.began_at,
            looked_at=self.looked_at if current.light else current.began_at,
            deep_at=current.began_at if current.deep else self.deep_at,
            pages=self.pages if current.light or current.deep else current.turns,
        )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _round(kept: object) -> Round | None:
    if not isinstance(kept, dict):
        return None
    return Round(
        began_at=datetime.fromisoformat(kept["began_at"]),
        deep=bool(kept["deep"]),
        turned_at=datetime.fromisoformat(kept["turned_at"]),
        feed=kept["feed"],
        threads=tuple((post, after) for post, after in kept["threads"]),
        size=int(kept["size"]),
        light=bool(kept.get("light", False)),
        turns=int(kept.get("turns", 0)),
        again=bool(kept.get("again", False)),
    )
