"""A copy in the place of a work.db that cannot be believed any more. May not throw that one away.

Whoever restores is alone: no window is open, nobody sends. A program that is killed on the way has changed nothing, or
all (`exchange.py`).
"""

import uuid
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from cm_desktop.domain.backups import Copy, Restored
from cm_desktop.domain.errors import NotFound, WorkspaceBusy
from cm_desktop.domain.outbox import State
from cm_desktop.store.copies.backups import Backups, check_whole_of, copied
from cm_desktop.store.databases.inspection import has_wal, is_whole
from cm_desktop.store.databases.opening import bring_up_to_date
from cm_desktop.store.disk.exchange import alone, announce, apart, last_written, move, take_back
from cm_desktop.store.disk.files import WORK, believe, named_errors, open_writing
from cm_desktop.store.tables.work import Work


def copies(folder: Path) -> tuple[Copy, ...]:
    """What could take the place of work.db, each read to its last row: first the file itself, then the newest copy."""
    take_back(folder)
    work = folder / WORK.name
    itself = Copy(name=work.name, made_at=None, whole=work.exists() and is_whole(work, immutable=not has_wal(work)))
    kept = Backups(folder).paths().items()
    return itself, *(Copy(name=path.stem, made_at=at, whole=is_whole(path, immutable=True)) for at, path in kept)


def restore(folder: Path, copy: Copy, now: datetime) -> Restored:
    """Put the copy in the place of work.db, which is kept beside it. What had not left then waits for the user.

    Raises WorkspaceBusy while a window is open, or somebody sends or acts; NotFound where the copy is gone, Damaged where
    it cannot be believed, NotWritable, DiskFull; then nothing has changed.
    """
    with alone(folder), apart(folder) as place:
        work = folder / WORK.name
        source = work if copy.made_at is None else Backups(folder).path(copy.made_at)
        if not source.exists():
            raise NotFound("copy", copy.name)
        before = last_written(source)
        draft = copied(source, place / WORK.name)
        check_whole_of(draft, source)
        bring_up_to_date(draft, WORK)
        with named_errors(draft), closing(open_writing(draft, WORK)) as db:
            entries = Work(db).begin_again(uuid.uuid4().hex, copy.name, now)
        aside = _free(work)
        # Its commits go with it, under names by which SQLite still knows them: the new file would take them for its own.
        away, inside = [(work, aside), (_wal(work), _wal(aside))], [(draft, work)]
        with named_errors(work):
            announce(folder, [*away, *inside])
            move(away)
            if source == work and last_written(aside) != before:  # a command recorded an act that the draft has not
                raise WorkspaceBusy(folder)
            work.with_name(f"{work.name}-shm").unlink(missing_ok=True)
            move(inside)
    believe(work)
    held = sum(entry.state is State.HELD for entry in entries)
    kept = aside.name if aside.exists() else ""
    return Restored(copy=copy, aside=kept, held=held, asking=sum(entry.asking for entry in entries))


def _free(work: Path) -> Path:
    """A name beside it that nothing has."""
    places = (work.with_name(f"{work.name}.aside-{number}") for number in count(1))
    return next(place for place in places if not place.exists() and not has_wal(place))


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
