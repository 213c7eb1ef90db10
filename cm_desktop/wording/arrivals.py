"""The words for what comes in from files: fields, and what is wrong with a line. May not say why a whole file is refused."""

from cm_desktop.domain.arrivals import BrokenLine, DateOrder, Field, LineProblem
from cm_desktop.wording.words import Words, mark

_FIELDS = {
    Field.TEXT: mark("Text"),
    Field.AUTHOR: mark("Author"),
    Field.CREATED_AT: mark("Date"),
    Field.TIME: mark("Time of day"),
    Field.LINK: mark("Link"),
    Field.ID: mark("Identifier"),
    Field.POST: mark("Post"),
    Field.PARENT: mark("In reply to"),
    Field.LIKES: mark("Likes"),
    Field.AUTHOR_ID: mark("Author's identifier"),
    Field.HIDDEN: mark("Hidden from the page"),
}
_ORDERS = {
    DateOrder.DAY_FIRST: mark("Day first: 03/04 is in April"),
    DateOrder.MONTH_FIRST: mark("Month first: 03/04 is in March"),
}
_KEPT = {
    LineProblem.COLUMNS: mark("Line {line}: fewer cells than columns ({detail}). What there is came in."),
    LineProblem.QUOTES: mark("Line {line}: a quotation mark stands where it cannot. Read as well as could be."),
    LineProblem.DATE: mark("Line {line}: “{detail}” is no date. The comment has that of the import."),
    LineProblem.ORDER: mark(
        "Line {line}: in “{detail}” the day and the month stand the other way round. Look whether the order chosen is right."
    ),
    LineProblem.BYTES: mark(
        "Line {line}: some letters were in another encoding. They were read as Windows writes them."
    ),
    LineProblem.ID: mark("Line {line}: “{detail}” is another comment's identifier. This one got its own."),
}
_LOST = {
    LineProblem.COLUMNS: mark("Line {line}: not as many cells as columns ({detail}). Correct it, then import again."),
    LineProblem.QUOTES: mark("Line {line}: a quotation mark that is never closed. Correct it, then import again."),
    LineProblem.NO_TEXT: mark("Line {line}: no text."),
    LineProblem.JSON: mark("Line {line}: this is no JSON object. Correct it, then import again."),
    LineProblem.BYTES: mark("Line {line}: no text that can be read."),
}


def field(words: Words, of: Field) -> str:
    """What a column holds: "Author"."""
    return words.say(_FIELDS[of])


def date_order(words: Words, of: DateOrder) -> str:
    """How dates that could be read both ways are read."""
    return words.say(_ORDERS[of])


def broken(words: Words, line: BrokenLine) -> str:
    """What is wrong with a line, and what became of it."""
    sentences = _KEPT if line.kept else _LOST
    return words.say(sentences[line.problem], line=line.line, detail=line.detail)
