"""What is told of one page: when it was read, when it will be, what that may cost, what is wrong. May not look anything up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cm_desktop.domain.comments import ASSISTED, Account, PublicLook
from cm_desktop.domain.queue import Freshness
from cm_desktop.domain.quota import Budget
from cm_desktop.wording import times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """`calm` is how things go, `alarms` what the user should know or do; `reconnect` where a new access helps."""

    calm: tuple[str, ...]
    alarms: tuple[str, ...] = ()
    reconnect: bool = False


def page_lines(
    words: Words, account: Account, fresh: Freshness | None, budget: Budget | None, *, now: datetime, paused: bool
) -> PageLines:
    """The lines for one page."""
    ending = account.ends_soon(now)
    trouble = None if fresh is None else fresh.trouble
    alarms = [explain(words, trouble)] if trouble else []
    if ending:
        alarms.append(_ending(words, account, now))
    if account.public_look is PublicLook.UNSEEN:
        alarms.append(words.say("The public does not see our replies: the app is in Development mode."))
    calm = (_read(words, fresh, now), *([] if paused else _next(words, budget, now)), *spending(words, budget))
    if account.platform == ASSISTED:
        calm = (words.say("Nothing is read here: you paste or import its comments."),)
    refused = fresh is not None and fresh.is_refused
    return PageLines(calm=calm, alarms=tuple(alarms), reconnect=ending or refused)


def left_aside(words: Words, before: datetime | None, number: int, now: datetime) -> str:
    """What is not to do because it is too old, so far: "4 012 commentaires d'avant le 1er octobre ne sont pas à traiter"."""
    if before is None:
        return words.say("Whatever its age, every comment queues up.")
    if not number:
        return words.say("Nothing from before {day} queues up.", day=times.day(words, before, now))
    return words.count(
        "{n} comment from before {day} does not queue up.",
        "{n} comments from before {day} do not queue up.",
        number,
        day=times.day(words, before, now),
    )


def _read(words: Words, fresh: Freshness | None, now: datetime) -> str:
    if fresh is None or fresh.read_at is None:
        return words.say("Never read yet")
    if now - fresh.read_at >= _HOUR and times.is_same_day(fresh.read_at, now):
        return words.say("Read at {time}", time=times.clock(words, fresh.read_at))
    return words.say("Read {when}", when=times.ago(words, fresh.read_at, now))


def _next(words: Words, budget: Budget | None, now: datetime) -> list[str]:
    if budget is None or budget.next_read is None:
        return []
    if budget.next_read <= now:
        return [words.say("next reading in a moment")]
    return [words.say("next reading at {time}", time=times.clock(words, budget.next_read))]


def spending(words: Words, budget: Budget | None) -> list[str]:
    """What we count ourselves: "38 calls of 200 this hour", and what the platform says of its own count."""
    told = []
    if budget is not None and budget.quota is not None:
        spent, limit = budget.spent, words.figure(budget.quota.calls)
        told.append(
            words.count("{n} call of {limit} this hour", "{n} calls of {limit} this hour", spent, limit=limit)
            if budget.quota.window == _HOUR
            else words.count("{n} call of {limit}", "{n} calls of {limit}", spent, limit=limit)
        )
    if budget is not None and budget.percent is not None:
        told.append(words.say("{percent} % used, says the platform", percent=round(budget.percent)))
    return told


def _ending(words: Words, account: Account, now: datetime) -> str:
    assert account.access_ends is not None
    if account.access_ends <= now:
        return words.say("The access to {page} has ended.", page=account.name)
    return words.say(
        "The access to {page} ends on {day}.", page=account.name, day=times.day(words, account.access_ends, now)
    )
