"""Comments that people bring themselves, from a file or pasted: how a file reads, what became of it. May not read any."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """How a file is built."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


class Field(StrEnum):
    """What a column of a file may hold. TEXT alone is required."""

    TEXT = "text"
    AUTHOR = "author"
    CREATED_AT = "created_at"
    LINK = "link"
    POST = "post"
    PARENT = "parent"
    ID = "id"
    AUTHOR_ID = "author_id"
    LIKES = "likes"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What each column of a file holds, in their order; None for a column that is left out.

    `day_first` decides dates like 03/04/2026, which can be read both ways; other dates say themselves how they are read.
    """

    fields: tuple[Field | None, ...]
    day_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a first look at a file tells, without reading it whole.

    `header` names its columns, made up where the file names none; `samples` are its first records, as long as `header`.
    `lines` is how many records it seems to hold. `mapping` is guessed, or the one that was used for such a file before.
    """

    file: Path
    format: Format
    encoding: str
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    lines: int
    mapping: Mapping
    remembered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLine:
    """A record that could not be read as it should. `line` is its first line as an editor counts, from 1.

    `problem` is a word of the trade; `detail` what it is about, as it stands in the file, or empty.
    """

    line: int
    problem: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a file: records read, those new here, those that were here already, those that are broken.

    `lines` are the first of the broken ones, `broken` counts them all.
    """

    read: int
    new: int
    repeated: int
    broken: int = 0
    lines: tuple[BrokenLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """One comment as found in pasted text, for the moderator to correct. All but `text` may be lacking."""

    text: str
    author: str = ""
    link: str = ""
    created_at: datetime | None = None
