"""Pasted comments being corrected: the rows of a table as data, dates typed and read. May not draw them.

A date is typed as day/month/year hour:minute, in the zone of the machine, whatever the language: the column says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import IntEnum

from cm_desktop.domain.arrivals import PastedComment
from cm_desktop.domain.errors import BadValue
from cm_desktop.wording.times import local

_SCHEME = re.compile(r"^https?://(www\.)?")
_FORMATS = ("%d/%m/%Y %H:%M", "%d/%m/%Y")


class Cell(IntEnum):
    """The columns, from the left."""

    AUTHOR = 0
    TEXT = 1
    LINK = 2
    DATE = 3


def typed(row: PastedComment, cell: Cell, zone: tzinfo | None = None) -> str:
    """A cell as it is edited."""
    match cell:
        case Cell.AUTHOR:
            return row.author
        case Cell.TEXT:
            return row.text
        case Cell.LINK:
            return row.link
        case Cell.DATE:
            return local(row.created_at, zone).strftime(_FORMATS[0]) if row.created_at else ""


def shown(row: PastedComment, cell: Cell) -> str:
    """A cell as it is looked at: of a link, what tells it from others."""
    return _SCHEME.sub("", row.link) if cell is Cell.LINK else typed(row, cell)


def corrected(row: PastedComment, cell: Cell, text: str, zone: tzinfo | None = None) -> PastedComment:
    """The row with what was typed into a cell. Raises BadValue for a date that is none."""
    match cell:
        case Cell.AUTHOR:
            return replace(row, author=text.strip())
        case Cell.TEXT:
            return replace(row, text=text.strip())
        case Cell.LINK:
            return replace(row, link=text.strip())
        case Cell.DATE:
            return replace(row, created_at=_date(text.strip(), zone) if text.strip() else None)


def _date(text: str, zone: tzinfo | None) -> datetime:
    for form in _FORMATS:
        try:
            read = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is put on below
            return read.replace(tzinfo=zone) if zone is not None else read.astimezone()
        except (ValueError, OverflowError):  # no such day, or one that this zone does not have
            continue
    raise BadValue("date", text)


@dataclass(frozen=True, slots=True)
class Rows:
    """What will be added: every row that has a text."""

    all: tuple[PastedComment, ...] = ()

    def changed(self, place: int, row: PastedComment) -> "Rows":
        """The same with another row there."""
        return Rows((*self.all[:place], row, *self.all[place + 1 :]))

    def without(self, place: int) -> "Rows":
        """The same without the row there."""
        return Rows((*self.all[:place], *self.all[place + 1 :]))

    def more(self) -> "Rows":
        """The same with an empty row at the end."""
        return Rows((*self.all, PastedComment(text="")))

    @property
    def worth(self) -> Sequence[PastedComment]:
        """Those that say something."""
        return tuple(row for row in self.all if row.text.strip())
