"""What each column of a file holds, from its name and from what stands in it. A guess, to be shown; may not be imposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cm_desktop.domain.arrivals import ColumnMapping, DateOrder, Field
from cm_desktop.imports import headers
from cm_desktop.imports.cells import SCIENTIFIC, is_link
from cm_desktop.imports.dates import DateReader, proved_order

_TIME = re.compile(r"\d{1,2}\s?[:hH]\s?(?:\d{2}(?::\d{2})?)?(?:\s?[aApP]\.?[mM]\.?)?")
_NUMBER = re.compile(r"[\d\s.,]*[kKmM]?")
_SHORTEST_ID = 6
_LONGEST_AUTHOR = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """What was seen in a column of the sample: its cells that are not empty, and shares of them from 0 to 1.

    Ids need not all be `distinct`: exports that were put together hold some lines twice.
    """

    place: int
    name: str
    cells: tuple[str, ...]
    links: float
    dates: float
    numbers: float
    times: float

    @property
    def length(self) -> float:
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @property
    def distinct(self) -> float:
        return len(set(self.cells)) / len(self.cells) if self.cells else 1.0


def guess(columns: Sequence[str], rows: Sequence[Sequence[str]], now: datetime) -> ColumnMapping:
    """The likeliest mapping for these columns; without a text column where none can be it."""
    dates = DateReader(DateOrder.DAY_FIRST, now)
    seen = [_look(place, name, [row[place] for row in rows], dates) for place, name in enumerate(columns)]
    chosen = _by_name(seen)
    for field in (Field.LINK, Field.CREATED_AT, Field.TEXT, Field.ID, Field.AUTHOR):
        if field not in chosen:
            left = [column for column in seen if column.place not in chosen.values() and column.cells]
            if (place := _by_content(field, left)) is not None:
                chosen[field] = place
    dated = chosen.get(Field.CREATED_AT)
    order = DateOrder.DAY_FIRST if dated is None else proved_order(seen[dated].cells)
    return ColumnMapping(fields={columns[place]: field for field, place in chosen.items()}, dates=order)


def _look(place: int, name: str, cells: Sequence[str], dates: DateReader) -> _Column:
    filled = tuple(cell.strip() for cell in cells if cell.strip())

    def share(fitting: int) -> float:
        return fitting / len(filled) if filled else 0.0

    return _Column(
        place=place,
        name=name,
        cells=filled,
        links=share(sum(map(is_link, filled))),
        dates=share(sum(dates.read(cell) is not None for cell in filled)),
        numbers=share(sum(_NUMBER.fullmatch(cell) is not None for cell in filled)),
        times=share(sum(_TIME.fullmatch(cell) is not None for cell in filled)),
    )


def _by_name(seen: Sequence[_Column]) -> dict[Field, int]:
    """The best named column for each field, where what stands in it does not belie its name."""
    meanings = [(found, column) for column in seen if (found := headers.meaning(column.name)) is not None]
    fullest = max((len(column.cells) for column in seen), default=0)

    def telling(found: tuple[tuple[Field, int], _Column]) -> float:
        (_, by_name), column = found
        return by_name if len(column.cells) * 2 >= fullest else by_name / 2

    chosen: dict[Field, int] = {}
    for (field, _), column in sorted(meanings, key=telling, reverse=True):
        if field not in chosen and not _belied(field, column):
            chosen[field] = column.place
    return chosen


def _belied(field: Field, column: _Column) -> bool:
    """Whether a column cannot be what its name says ("Commentaires" may count them); an empty one can."""
    if not column.cells:
        return False
    match field:
        case Field.TEXT:
            return column.numbers > 0.8 or column.dates > 0.8 or column.links > 0.8
        case Field.AUTHOR | Field.POST:
            return column.dates > 0.8 and column.numbers < 0.8
        case Field.CREATED_AT:
            return column.dates < 0.5
        case Field.TIME:
            return column.times < 0.8
        case Field.LINK:
            return column.links < 0.5
        case Field.LIKES:
            return column.numbers < 0.8
        case Field.ID:
            return column.distinct < 0.9 or any(map(SCIENTIFIC.fullmatch, column.cells))
        case _:
            return False


def _by_content(field: Field, left: Sequence[_Column]) -> int | None:
    """The column that holds this field if looks do not deceive."""
    match field:
        case Field.LINK:
            fitting = [one for one in left if one.links > 0.8 and not headers.leads_elsewhere(one.name)]
        case Field.CREATED_AT:
            fitting = [one for one in left if one.dates > 0.8]
        case Field.TEXT:
            fitting = sorted((one for one in left if _is_prose(one)), key=lambda one: -one.length)
        case Field.ID:
            fitting = [one for one in left if one.distinct == one.numbers == 1 and one.length >= _SHORTEST_ID]
        case _:
            fitting = [one for one in left if _is_prose(one) and one.length <= _LONGEST_AUTHOR and _is_unnamed(one)]
    return fitting[0].place if fitting else None


def _is_prose(column: _Column) -> bool:
    return max(column.links, column.dates, column.numbers, column.times) < 0.5


def _is_unnamed(column: _Column) -> bool:
    """Whether the file gave it no name: one that it named, and that we do not know, is hardly the author."""
    return len(column.name) <= 2 and column.name.isupper()
