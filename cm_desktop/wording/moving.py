"""What is said of a workspace that goes to another computer. May not move it."""

from cm_desktop.domain.moving import Parcel, Unpacked
from cm_desktop.wording.reports import size
from cm_desktop.wording.times import whole
from cm_desktop.wording.words import Words


def told_parcel(words: Words, parcel: Parcel) -> str:
    """What is in such a file, read to its last byte."""
    pages = words.count("{n} page", "{n} pages", parcel.pages)
    return words.say(
        "The file is whole: {pages}, {size}, made on {moment}.",
        pages=pages,
        size=size(words, parcel.size),
        moment=whole(words, parcel.made_at),
    )


def told_packed(words: Words, parcel: Parcel, name: str) -> list[str]:
    """It was made; what is to be known before it is used."""
    return [
        words.say("{name} is made.", name=name) + " " + told_parcel(words, parcel),
        words.say(
            "No access is in it: on the other computer each page asks for its own. Go on working in one place only."
        ),
    ]


def told_unpacked(words: Words, taken: Unpacked) -> list[str]:
    """What was done, and what now waits for the moderator."""
    lines = [words.say("The work is here. Give each page its access again; nothing leaves by itself.")]
    if taken.aside:
        lines.append(words.say("What stood here is kept in the folder {name}.", name=taken.aside))
    if taken.waiting:
        told = words.count(
            "{n} action waits for you: look at the page before you let it go.",
            "{n} actions wait for you: look at the page before you let them go.",
            taken.waiting,
        )
        lines.append(told)
    return lines
