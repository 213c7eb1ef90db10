"""Pieces of statements. May not run one. Values are always bound, never written into the text."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from cm_desktop.domain.outbox import LIVE, State

T = TypeVar("T")

# Whatever is not known to be over is alive: a row whose state was damaged is found, and its seal tells.
IS_LIVE = f"state NOT IN ({', '.join(repr(state.value) for state in State if state not in LIVE)})"
AT_ONCE = 500  # values in one statement, well below SQLite's limit


def holes(values: Sequence[object]) -> str:
    """A place for each value."""
    return ", ".join("?" * len(values))


def slices(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The values, so many at a time."""
    return (values[start : start + size] for start in range(0, len(values), size))


def upsert(
    table: str,
    columns: Sequence[str],
    *,
    replaced: Sequence[str],
    guarded: Sequence[str],
    since: str = "",
    rows: int = 1,
) -> str:
    """Insert so many rows, or replace some columns of those already there, unless all the `guarded` ones are the same.

    `since` is a column that never goes back: a row whose own is older replaces nothing.
    """
    later = f" AND excluded.{since} >= {table}.{since}" if since else ""
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([f'({holes(columns)})'] * rows)}"
        f" ON CONFLICT (account, remote_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in replaced)}"
        f" WHERE ({', '.join(guarded)}) IS NOT ({', '.join(f'excluded.{name}' for name in guarded)}){later}"
    )
