"""What comes in from files or pasted: its vocabulary, from the first look to the report. May not read any file.

A column of a file is known by its name everywhere; a field is what the trade calls the thing that stands in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from cm_desktop.domain.errors import ImportRefused


class Field(StrEnum):
    """What a column can hold. Only the text must be there."""

    TEXT = "text"
    AUTHOR = "author"
    CREATED_AT = "created_at"
    TIME = "time"  # the hour, where the date stands in a column of its own
    LINK = "link"
    ID = "id"
    POST = "post"  # the post's own id, address, or title
    PARENT = "parent"  # the id of the comment that it answers
    LIKES = "likes"
    AUTHOR_ID = "author_id"
    HIDDEN = "hidden"


class Format(StrEnum):
    """How a file holds its comments."""

    TABLE = "table"  # CSV, TSV and their like
    LINES = "jsonl"  # one JSON object a line
    DOCUMENT = "json"  # one JSON document with a list of objects somewhere in it


class DateOrder(StrEnum):
    """What 03/04/2026 means in a file."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file is to be read. `encoding` is Python's name for it; `delimiter` and `header` matter to tables alone.

    `columns` are the names of the first line where `header` says that it holds names, else letters as in a spreadsheet;
    in JSON, the keys, those of nested objects with dots between (`from.name`).
    """

    format: Format
    encoding: str
    delimiter: str = ""
    header: bool = True
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column holds which field; columns that are not named here stay behind."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    dates: DateOrder = DateOrder.DAY_FIRST

    def column(self, wanted: Field) -> str | None:
        """The column that holds this field; None where none does."""
        return next((column for column, held in self.fields.items() if held is wanted), None)

    def giving(self, column: str, held: Field | None) -> Self:
        """The same with this column holding another field, or none."""
        others = {name: known for name, known in self.fields.items() if name != column}
        return replace(self, fields=others if held is None else {**others, column: held})

    def check(self, file: Path | str, columns: Iterable[str]) -> None:
        """Raises ImportRefused: no_such_column, two_columns for one field, no_text_column."""
        known = set(columns)
        for column in self.fields:
            if column not in known:
                raise ImportRefused(file, "no_such_column", column)
        for held in Field:
            if sum(other is held for other in self.fields.values()) > 1:
                raise ImportRefused(file, "two_columns", held.value)
        if self.column(Field.TEXT) is None:
            raise ImportRefused(file, "no_text_column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A first look at a file: what it seems to be, for the user to correct before anything comes in.

    `sample` are the first rows, a cell for each column of the shape. `remembered` says that the mapping was used before for
    a file with the same columns, not guessed. `rows` is about how many there are.
    """

    file: Path
    shape: Shape
    sample: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping
    remembered: bool = False
    rows: int = 0


class LineProblem(StrEnum):
    """What is wrong with a line."""

    COLUMNS = "columns"  # more or fewer cells than columns; `detail` "7/5"
    QUOTES = "quotes"  # a quotation mark that is opened or closed where it cannot be
    NO_TEXT = "no_text"
    DATE = "date"  # `detail` what stands there
    ORDER = "order"  # a day and a month the other way round than the file's; `detail` what stands there
    JSON = "json"
    BYTES = "bytes"  # bytes of another encoding than the file's
    ID = "id"  # the id of another comment of the same file; `detail` that id


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLine:
    """A line with something wrong. `kept` says that its comment came in all the same, as far as it could be read.

    `line` counts from 1 as an editor does and is the first of the record; in a JSON document it is the record's number.
    """

    line: int
    problem: LineProblem
    detail: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a file. `read` = `new` + `changed` + `repeated` + `broken`, where `broken` lines brought nothing in.

    `doubtful` counts those that came in although something was wrong with them. `lines` names the first of both.
    `arrival` is its name on the shelf, empty where nothing was put there. A cancelled import left nothing behind.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    repeated: int = 0
    broken: int = 0
    doubtful: int = 0
    lines: tuple[BrokenLine, ...] = ()
    cancelled: bool = False
    arrival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedComment:
    """One comment as it was understood from a pasted text, for the user to correct. `created_at` is None where not told."""

    text: str
    author: str = ""
    link: str = ""
    created_at: datetime | None = None
    likes: int = 0
