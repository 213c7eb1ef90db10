"""What many comments are, counted. May not count them."""

from cm_desktop.domain.several import Stays
from cm_desktop.wording.words import Words


def counted(words: Words, why: Stays, number: int) -> str:
    """So many of one kind: "2 urgent"."""
    return {
        Stays.URGENT: words.count("{n} urgent", "{n} urgent", number),
        Stays.IMPORTANT: words.count("{n} important", "{n} important", number),
        Stays.WATCH: words.count("{n} to watch", "{n} to watch", number),
        Stays.DRAFT: words.count("{n} draft", "{n} drafts", number),
        Stays.QUESTION: words.count("{n} question", "{n} questions", number),
        Stays.ROUTINE: words.count("{n} routine", "{n} routine", number),
    }[why]
