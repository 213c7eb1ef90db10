"""The words of a notice: how many of what, and where. May hold nothing but figures and names of clients and pages."""

from cm_desktop.domain.notices import About, Notice
from cm_desktop.wording.words import Words, mark

_MOST_LINES = 4
_NAMES = {
    About.URGENT: mark("Urgent comments"),
    About.ANSWER: mark("Answers to my requests"),
    About.REQUEST: mark("Requests that wait for my answer"),
}


def name(words: Words, about: About) -> str:
    """What one can be told of, as a setting."""
    return words.say(_NAMES[about])


def title(words: Words, notice: Notice) -> str:
    """How many of what."""
    return " · ".join(_counted(words, about, number) for about, number in notice.about)


def text(words: Words, notice: Notice) -> str:
    """A line for each page, the most first."""
    lines = [
        words.say(
            "{place}: {n}",
            place=" · ".join(filter(None, (client, page))) or words.say("Another client"),
            n=words.figure(number),
        )
        for client, page, number in notice.places[:_MOST_LINES]
    ]
    left = sum(number for _, _, number in notice.places[_MOST_LINES:])
    return "\n".join([*lines, *([words.count("and {n} more", "and {n} more", left)] if left else [])])


def _counted(words: Words, about: About, number: int) -> str:
    match about:
        case About.URGENT:
            return words.count("{n} urgent comment", "{n} urgent comments", number)
        case About.ANSWER:
            return words.count("{n} answer to your requests", "{n} answers to your requests", number)
        case About.REQUEST:
            return words.count("{n} request waits for your answer", "{n} requests wait for your answer", number)
