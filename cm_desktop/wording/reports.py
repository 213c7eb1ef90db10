"""What a file seems to be and what became of it, in a few words each. May not name its lines: that is `arrivals`."""

from cm_desktop.domain.arrivals import Format, Report, Shape
from cm_desktop.wording.words import Words, mark

_FORMATS = {Format.LINES: mark("JSON, one object a line"), Format.DOCUMENT: mark("JSON")}
_TABLES = {
    ",": mark("Table, separated by commas"),
    ";": mark("Table, separated by semicolons"),
    "\t": mark("Table, separated by tabs"),
    "|": mark("Table, separated by bars"),
}


def size(words: Words, taken: int) -> str:
    """How much room so many bytes take, in megabytes, never less than one: "214 MB"."""
    return words.say("{n} MB", n=words.figure(max(1, round(taken / 1_000_000))))


def built(words: Words, shape: Shape) -> str:
    """How a file is built, with its encoding: "Table, separated by semicolons · UTF-8"."""
    told = _FORMATS.get(shape.format) or _TABLES.get(shape.delimiter, mark("Table"))
    return words.say("{format} · {encoding}", format=words.say(told), encoding=shape.encoding.upper())


def became(words: Words, report: Report) -> list[str]:
    """What became of a file or of pasted comments, one sentence for each kind of fate."""
    if report.cancelled:
        return [words.say("Cancelled: nothing was added.")]
    fates = ("new", "changed", "repeated", "broken", "doubtful")
    n = {fate: words.figure(getattr(report, fate)) for fate in fates}
    said = {
        "new": words.count("{new} new comment", "{new} new comments", report.new, **n),
        "changed": words.count("{changed} had changed", "{changed} had changed", report.changed, **n),
        "repeated": words.count("{repeated} was here already", "{repeated} were here already", report.repeated, **n),
        "broken": words.count("{broken} line is left out", "{broken} lines are left out", report.broken, **n),
        "doubtful": words.count("{doubtful} came in in part", "{doubtful} came in in part", report.doubtful, **n),
    }
    return [said[fate] for fate in fates if fate == "new" or getattr(report, fate)]
