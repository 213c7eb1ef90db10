"""How fresh the pages are, in one line. May not read them."""

from collections.abc import Collection
from datetime import datetime

from cm_desktop.domain.queue import Freshness
from cm_desktop.wording import times
from cm_desktop.wording.words import Words


def halt_line(words: Words, *, suspended: bool, paused: bool) -> str:
    """What the user has stopped: sending (`suspended`), reading (`paused`), or both. Empty where all goes on."""
    if suspended and paused:
        return words.say("Sending and reading suspended")
    if suspended:
        return words.say("Sending suspended")
    return words.say("Reading suspended") if paused else ""


def freshness_line(
    words: Words, pages: Collection[Freshness], *, offline: bool, now: datetime, ending: int = 0, by_hand: int = 0
) -> str:
    """How many pages are up to date, to be reconnected, late; offline, when one was last read. Empty without any page.

    `ending` accesses end soon; `by_hand` other pages are never read, which is said where there is nothing else to say.
    """
    if by_hand and not pages:
        return words.count("{n} page by hand", "{n} pages by hand", by_hand)
    read = [page.read_at for page in pages if page.read_at is not None]
    if offline and read:
        return words.say("Last read at {time}", time=times.moment(words, max(read), now))
    troubled = sum(page.trouble is not None for page in pages)
    broken = sum(page.is_refused for page in pages)
    late = troubled - broken
    fresh = sum(page.read_at is not None and not page.trouble for page in pages)
    if pages and not (fresh or troubled):
        return words.say("First reading…")
    parts = [
        _fresh(words, fresh, alone=not (troubled or ending)) if fresh else "",
        _to_reconnect(words, broken, first=not fresh) if broken else "",
        _late(words, late, first=not (fresh or broken)) if late else "",
        words.count("{n} to renew", "{n} to renew", ending) if ending > broken else "",
    ]
    return ", ".join(part for part in parts if part)


def _fresh(words: Words, fresh: int, *, alone: bool) -> str:
    """Shorter beside something else: all of it stands in one line of the rail."""
    if alone:
        return words.count("{n} page up to date", "{n} pages up to date", fresh)
    return words.count("{n} up to date", "{n} up to date", fresh)


def _to_reconnect(words: Words, broken: int, *, first: bool) -> str:
    """The first thing said says what is counted."""
    if first:
        return words.count("{n} page to reconnect", "{n} pages to reconnect", broken)
    return words.count("{n} to reconnect", "{n} to reconnect", broken)


def _late(words: Words, late: int, *, first: bool) -> str:
    if first:
        return words.count("{n} page late", "{n} pages late", late)
    return words.count("{n} late", "{n} late", late)
