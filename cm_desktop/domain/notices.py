"""What somebody is told of who does not look at the window: rarely, many things at once, never in quiet hours. Pure.

May not hold what strangers wrote: a notice stands on locked screens.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from enum import StrEnum

from cm_desktop.domain.comments import CommentRef

APART = timedelta(minutes=5)
"""So long at least between two notices: what comes meanwhile is told together."""


class About(StrEnum):
    """What one can be told of."""

    URGENT = "urgent"  # a comment
    ANSWER = "answer"  # to what we asked to be validated
    REQUEST = "request"  # that waits for our answer


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From `begin` to `end`, over midnight where `end` comes first; none at all where both are the same. Local times."""

    begin: time
    end: time

    def hold(self, at: time) -> bool:
        """Whether it is quiet at that time of the day."""
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Of what the user wants to be told, and when not."""

    about: frozenset[About] = frozenset(About)
    quiet: QuietHours | None = QuietHours(begin=time(20), end=time(8))

    def written(self) -> str:
        """One line of plain signs, which `read` reads."""
        hours = f"{self.quiet.begin:%H.%M}-{self.quiet.end:%H.%M}" if self.quiet else "never"
        return " ".join([*sorted(self.about), hours])

    @classmethod
    def read(cls, line: str) -> "Wishes":
        """What is not understood, by a newer version or another hand, counts for nothing; an empty line is as at first."""
        said = line.split()
        if not said:
            return cls()
        about = frozenset(each for each in About if each in said)
        return cls(about=about, quiet=next(filter(None, map(_hours, said)), None))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that one may be told of. `key` is its own; `client` and `page` are names that the user gave, or knows.

    `comment` is what it is about, where that is in this workspace.
    """

    about: About
    key: str
    client: str
    page: str = ""
    comment: CommentRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """So many of each kind, and where: the most first. `comment` is the first of those that it tells of, if any is."""

    about: tuple[tuple[About, int], ...]
    places: tuple[tuple[str, str, int], ...]  # client, page, how many
    comment: CommentRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known already, and what waits to be told; `told_at` is on a clock that nobody sets."""

    known: frozenset[str] | None = None  # None before the first look: what was there before is no news
    waiting: frozenset[str] = field(default_factory=frozenset)
    told_at: timedelta | None = None


def hear(
    heard: Heard, news: Iterable[News], wishes: Wishes, *, watched: bool, local: time, steady: timedelta
) -> tuple[Heard, Notice | None]:
    """Look at all that there is now: what is known from then on, and the notice that is to be given, if one is.

    Nothing is told of what somebody sees anyway: `watched` says that the window has the keyboard.
    """
    here = {one.key: one for one in news if one.about in wishes.about}
    if heard.known is None or watched:
        return replace(heard, known=frozenset(here), waiting=frozenset()), None
    waiting = (here.keys() - heard.known) | (heard.waiting & here.keys())
    still = replace(heard, known=frozenset(here), waiting=frozenset(waiting))
    too_soon = heard.told_at is not None and steady - heard.told_at < APART
    if not waiting or too_soon or (wishes.quiet and wishes.quiet.hold(local)):
        return still, None
    told = replace(still, waiting=frozenset(), told_at=steady)
    return told, _notice([one for key, one in here.items() if key in waiting])


def _notice(news: list[News]) -> Notice:
    kinds = Counter(one.about for one in news)
    places = Counter((one.client, one.page) for one in news)
    ordered = sorted(places.items(), key=lambda place: (-place[1], place[0]))
    return Notice(
        about=tuple((about, kinds[about]) for about in About if kinds[about]),
        places=tuple((client, page, number) for (client, page), number in ordered),
        comment=next((one.comment for one in news if one.comment is not None), None),
    )


def _hours(word: str) -> QuietHours | None:
    begin, _, end = word.partition("-")
    try:
        return QuietHours(begin=_time(begin), end=_time(end))
    except ValueError:
        return None


def _time(word: str) -> time:
    hour, _, minute = word.partition(".")
    return time(int(hour), int(minute))
