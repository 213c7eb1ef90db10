"""What is said of a client that is to be erased. May not erase it."""

from cm_desktop.domain.erasing import Weight
from cm_desktop.wording.words import Words


def told_weight(words: Words, name: str, weight: Weight) -> str:
    """What goes with it, in figures; asked before, said after."""
    parts = [
        words.count("{n} page", "{n} pages", weight.pages),
        words.count("{n} comment", "{n} comments", weight.comments),
        words.count("{n} action that waits", "{n} actions that wait", weight.waiting),
    ]
    return words.say("{name}: {parts}", name=name, parts=", ".join(parts))


def told_limits(words: Words) -> str:
    """What it does not reach."""
    return words.say(
        "Drafts, decisions, saved replies and accesses go too. Nothing changes on the pages themselves; copies of your work"
        " keep it for 14 days at most, and files that you exported or shared are not reached."
    )
