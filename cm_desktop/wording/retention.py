"""What is said of how long comments are kept. May not let one go."""

from datetime import datetime

from cm_desktop.wording.times import day, whole
from cm_desktop.wording.words import Words


def name(words: Words, months: int | None) -> str:
    """A duration as one chooses it: "12 mois", "pour toujours"."""
    return words.say("For ever") if months is None else words.count("{n} month", "{n} months", months)


def told_kept(words: Words, months: int | None) -> str:
    """How it stands."""
    if months is None:
        return words.say("Comments are kept for ever.")
    return words.count(
        "Comments are kept for {n} month after the last word of their thread.",
        "Comments are kept for {n} months after the last word of their thread.",
        months,
    )


def told_weight(words: Words, months: int, comments: int) -> str:
    """What would go now; asked before."""
    if not comments:
        return words.count(
            "No comment is older than {n} month and free to go.",
            "No comment is older than {n} months and free to go.",
            months,
        )
    return words.count("{n} comment would leave this computer.", "{n} comments would leave this computer.", comments)


def told_gone(words: Words, comments: int) -> str:
    """What went; said after."""
    return words.count("{n} comment left this computer.", "{n} comments left this computer.", comments)


def told_doubted(words: Words, since: datetime, now: datetime) -> str:
    """Why nothing goes, where the clock is far ahead of the last look, and what to do."""
    return words.say(
        "This computer says that it is {now}, and what is old was last looked for on {day}. Nothing leaves meanwhile: check"
        " the date, then choose the duration again.",
        now=whole(words, now),
        day=day(words, since, now),
    )


def told_limits(words: Words) -> str:
    """What stays, whatever its age."""
    return words.say(
        "What you acted upon, filed, drafted, had validated or noted stays, with its whole thread; so does what is still to do,"
        " and what you brought in yourself. Nothing changes on the pages."
    )
