"""Sheets of a folder a few at a time, whatever lies in it. May not open one."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors import CarrierError

AT_ONCE, LARGEST_AT_ONCE = 500, 16 << 20  # sheets, and bytes of them
MOST_LATER, LARGEST_LATER = 5_000, 64 << 20


def some_at_a_time(coming: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """All that came before a trouble is given before the trouble is raised."""
    some: list[Sheet] = []
    size = 0
    try:
        for sheet in coming:
            some.append(sheet)
            size += len(sheet.data)
            if len(some) == AT_ONCE or size > LARGEST_AT_ONCE:
                yield some
                some, size = [], 0
    except CarrierError:
        yield some
        raise
    yield some


def fitting(there: list[Sheet], more: list[Sheet]) -> list[Sheet]:
    """As many of these as there is room for: the rest is read again."""
    room = LARGEST_LATER - sum(len(sheet.data) for sheet in there)
    sizes = accumulate(len(sheet.data) for sheet in more)
    return [sheet for sheet, size in zip(more, sizes, strict=True) if size <= room][: MOST_LATER - len(there)]
