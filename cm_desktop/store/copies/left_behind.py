"""What a workspace took in, and a copy in its place does not know: in the files that were put aside. May not write them."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from pathlib import Path

from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.errors import StoreError
from cm_desktop.store.databases.inspection import has_wal
from cm_desktop.store.disk.files import WORK, named_errors, open_reading
from cm_desktop.store.tables import sheets


def sheets_left_behind(folder: Path, team: TeamId, known: Collection[str]) -> tuple[Sheet, ...]:
    """The team's sheets of names that are not `known`, as far as what was put aside can still be read."""
    found: dict[str, Sheet] = {}
    for path in sorted(folder.glob(f"{WORK.name}.aside-*[0-9]"), reverse=True):
        with suppress(StoreError, sqlite3.Error):  # it may have been put aside because it was damaged
            found |= {sheet.name: sheet for sheet in _of(path, team, known)}
    return tuple(found.values())


def _of(path: Path, team: TeamId, known: Collection[str]) -> Iterator[Sheet]:
    with named_errors(path), closing(open_reading(path, immutable=not has_wal(path))) as db:
        for name in sorted(sheets.names(db, team) - frozenset(known)):
            with suppress(StoreError), named_errors(path):  # each row is looked at by itself
                yield from (one.sheet for one in sheets.named(db, team, "name", [name]))
