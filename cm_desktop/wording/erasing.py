"""What is said of a client, or of a person, that is to be erased. May not erase anything."""

from cm_desktop.domain.erasing import PersonWeight, Weight
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


def told_person(words: Words, weight: PersonWeight) -> str:
    """What goes with somebody on one page, in figures; asked before, said after."""
    parts = [
        words.count("{n} comment", "{n} comments", weight.comments),
        words.count("{n} answer of the page", "{n} answers of the page", weight.answers),
        words.count("{n} action that waits", "{n} actions that wait", weight.waiting),
    ]
    return ", ".join(parts)


def told_views(words: Words, weight: PersonWeight) -> str:
    """Which views go too, by name: they can be made again where they only look for the same word. Empty where none does."""
    if not weight.views:
        return ""
    names = ", ".join(words.say("“{search}”", search=name) for name in weight.views)
    return words.count(
        "{n} view that holds this name: {names}",
        "{n} views that hold this name: {names}",
        len(weight.views),
        names=names,
    )


def told_person_limits(words: Words) -> str:
    """What it does not reach."""
    return words.say(
        "Drafts, decisions, pictures and the note go too; of acts, the texts; a team drops what it was shown. On this page"
        " alone. What still stands there comes back when it is read: have it deleted there first. Copies of your work keep"
        " it for 14 days at most; examples in your rules and files that you exported are not reached."
    )
