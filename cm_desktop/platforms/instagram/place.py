"""Where the reading of an Instagram account stands, kept as text between two calls. May not read anything.

Instagram's lists know neither an order nor a beginning. A round goes through the media from the newest on, most rounds through
those of the last RECENT days, and reads the comments where `comments_count` (replies count too) is not what it was when the
medium was last read: one call for fifty quiet media. A medium is read whole: a reply may be new under the oldest comment.
Equal counts can hide a comment that went and another that came, and a hiding changes none: so once a day a deep round reads
everything under the newest WATCHED media; older ones are not looked after.

A crowd is skimmed, so that it can be followed closely within the quota: its newest comments with their replies, down to what
the last reading knew; what came under older ones is found within the hour, when it is read whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

PAGE = 50  # the most that Instagram gives at once
WATCHED = 200
RECENT = timedelta(days=60)
DEEP_EVERY = timedelta(days=1)
CROWD = 2 * PAGE  # comments
LOOK_BACK_EVERY = timedelta(hours=1)
# How late a comment may appear in a listing before only the next whole reading finds it.
JUST_NOW = timedelta(minutes=5)
_KEPT = 2 * WATCHED
_CURSORS_LIVE = timedelta(minutes=30)  # the platform's own are short-lived: no figure is documented
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a medium counted when it was listed, when it was then read whole, and when it was skimmed since, if it was."""

    count: int
    read_at: datetime
    skimmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What of a medium is still to be read: its comments, or the replies to one of them, from a cursor on (empty: all).

    `since` is where a skimming stops; None: at the end.
    """

    medium: str
    comment: str = ""
    after: str = ""
    count: int = 0
    since: datetime | None = None

    def reaches(self, created_at: datetime) -> bool:
        """Whether what is as old as this is read too."""
        return self.since is None or created_at >= self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round under way. `turned_at` is when its last page was read; `listed` how many media it has met; `again` tells that
    it was begun anew, its place being forgotten.

    `media` is the cursor of the next page of media: empty for the first one, None when there are no more. `size` is how
    many comments are asked for at once.
    """

    began_at: datetime
    deep: bool
    turned_at: datetime
    media: str | None = ""
    threads: tuple[Thread, ...] = ()
    listed: int = 0
    size: int = PAGE
    again: bool = False

    @property
    def over(self) -> bool:
        return self.media is None and not self.threads

    def reaches(self, oldest: datetime) -> bool:
        """Whether the media after one of this age are still looked at."""
        return self.listed < WATCHED and (self.deep or oldest >= self.began_at - RECENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`known` are the media read before; `deep_at` is when the last deep round that came to its end began."""

    known: Mapping[str, Known] = field(default_factory=dict)
    deep_at: datetime | None = None
    round: Round | None = None

    @classmethod
    def parse(cls, cursor: str | None) -> Self:
        """Read what `str()` wrote. Anything else means to read from the start, which is never wrong."""
        try:
            return cls._from(json.loads(cursor or "{}"))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            return cls()

    @classmethod
    def _from(cls, kept: dict[str, Any]) -> Self:
        if kept["version"] != _VERSION:
            return cls()
        return cls(
            known={
                medium: Known(count=int(counted), read_at=_time(read), skimmed_at=_moment(skimmed))
                for medium, (counted, read, skimmed) in kept["known"].items()
            },
            deep_at=_moment(kept["deep_at"]),
            round=None if kept["round"] is None else _round(kept["round"]),
        )

    def __str__(self) -> str:
        known = {
            medium: (one.count, _second(one.read_at), _second(one.skimmed_at)) for medium, one in self.known.items()
        }
        under_way = None if self.round is None else _written(self.round)
        return json.dumps({"version": _VERSION, "known": known, "deep_at": _second(self.deep_at), "round": under_way})

    def under_way(self, now: datetime) -> Round:
        """The round to go on with: a new one where none is, or where the platform will have forgotten our place."""
        if self.round is not None and timedelta(0) <= now - self.round.turned_at <= _CURSORS_LIVE:
            return self.round
        return self.new_round(now)

    def new_round(self, now: datetime) -> Round:
        """From the newest medium on. A deep round that was cut short keeps its beginning, and what it has read since."""
        if self.round is not None and self.round.deep and self.round.began_at <= now:
            return Round(began_at=self.round.began_at, deep=True, turned_at=now)
        deep = self.deep_at is None or not timedelta(0) <= now - self.deep_at < DEEP_EVERY
        return Round(began_at=now, deep=deep, turned_at=now)

    def plan(self, thread: Thread, current: Round) -> Thread | None:
        """How this round reads a medium that counts so many comments now; None: not at all."""
        known = self.known.get(thread.medium)
        if current.deep:
            return thread if known is None or known.read_at < current.began_at else None
        if known is None:
            return thread if thread.count else None
        overdue = current.began_at - known.read_at >= LOOK_BACK_EVERY
        if thread.count == known.count and not (overdue and known.skimmed_at):
            return None
        whole = overdue or thread.count <= CROWD
        return thread if whole else replace(thread, since=(known.skimmed_at or known.read_at) - JUST_NOW)

    def having_read(self, *threads: Thread, at: datetime) -> Self:
        """The place once these media were read to where each reading was to stop."""
        return replace(self, known={**self.known, **{one.medium: self._having_read(one, at) for one in threads}})

    def _having_read(self, thread: Thread, at: datetime) -> Known:
        known = self.known.get(thread.medium)
        if thread.since is None or known is None:
            return Known(count=thread.count, read_at=at)
        return replace(known, count=thread.count, skimmed_at=at)

    def after(self, current: Round) -> Self:
        """The place once `current` has come this far."""
        if not current.over:
            return replace(self, round=current)
        if not current.deep:
            return replace(self, known=_newest(self.known), round=None)
        seen = {medium: one for medium, one in self.known.items() if one.read_at >= current.began_at}
        return replace(self, known=_newest(seen), deep_at=current.began_at, round=None)


def _newest(known: Mapping[str, Known]) -> dict[str, Known]:
    """The media that were read last: a cursor stays small whatever happens."""
    return dict(sorted(known.items(), key=lambda item: item[1].read_at, reverse=True)[:_KEPT])


def _written(current: Round) -> dict[str, object]:
    return {
        "began_at": _second(current.began_at),
        "deep": current.deep,
        "turned_at": _second(current.turned_at),
        "media": current.media,
        "threads": [(one.medium, one.comment, one.after, one.count, _second(one.since)) for one in current.threads],
        "listed": current.listed,
        "size": current.size,
        "again": current.again,
    }


def _round(kept: dict[str, Any]) -> Round:
    return Round(
        began_at=_time(kept["began_at"]),
        deep=bool(kept["deep"]),
        turned_at=_time(kept["turned_at"]),
        media=kept["media"],
        threads=tuple(
            Thread(medium=medium, comment=comment, after=after, count=int(count), since=_moment(since))
            for medium, comment, after, count, since in kept["threads"]
        ),
        listed=int(kept["listed"]),
        size=int(kept["size"]),
        again=bool(kept["again"]),
    )


def _time(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def _moment(second: float | None) -> datetime | None:
    return None if second is None else _time(second)


def _second(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
