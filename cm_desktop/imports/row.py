"""One row of a file, as it stands there. May not know what a column means."""

from dataclasses import dataclass

from cm_desktop.domain.arrivals import BrokenLine


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` by column; a column that the row does not reach is missing. `doubt` is what is wrong with it, if anything."""

    line: int
    cells: dict[str, str]
    doubt: BrokenLine | None = None


Read = Row | BrokenLine
