"""A workspace packed into one file, and such a file in the place of a workspace. May not throw that workspace away.

Whoever takes one in is alone: no window is open, nobody sends. A program that is killed on the way has changed nothing, or
all (`exchange.py`).
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from cm_desktop.domain.errors import Damaged, NewerVersion, StoreError
from cm_desktop.domain.moving import STAGED, Parcel, Unpacked
from cm_desktop.store.copies import parcel
from cm_desktop.store.copies.backups import apart, check_whole_of, copied
from cm_desktop.store.databases.inspection import check_whole
from cm_desktop.store.databases.opening import bring_up_to_date
from cm_desktop.store.disk import exchange
from cm_desktop.store.disk.durable import settle
from cm_desktop.store.disk.files import WORK, believe, named_errors, open_reading, open_writing
from cm_desktop.store.tables.work import Work

_TAKEN_ALONG = ("arrivals", "rules")
_STAYS = (".lock", STAGED)


def pack(folder: Path, target: Path, now: datetime, preferences: Mapping[str, str]) -> Parcel:
    """Make `target` of the workspace, in the place of a file of that name; it was read to its last byte before.

    What platforms said is left out: they say it again. Raises Damaged where work.db cannot be believed, NotWritable,
    DiskFull.
    """
    with named_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    with apart(target.parent) as place:
        work = copied(folder / WORK.name, place / WORK.name)
        check_whole_of(work, folder / WORK.name)
        told = {"made_at": now.isoformat(), "pages": _pages(work), "preferences": dict(preferences)}
        parcel.write(draft := place / target.name, [(WORK.name, work), *_files(folder)], told)
        packed = look(draft, place)
        with named_errors(target):
            draft.replace(target)
        settle([target.parent])
    return packed


def look(file: Path, folder: Path) -> Parcel:
    """Read such a file to its last byte, with room in `folder` to do so. Raises as `take`."""
    with apart(folder) as place:
        return _unpacked(file, place)


def take(file: Path, folder: Path, now: datetime) -> Unpacked:
    """Put what is in the file in the place of the workspace in `folder`, which is kept inside it, in a folder of its own.

    Raises NoParcel, NewerVersion, Damaged, NotWritable, DiskFull; then nothing has changed.
    """
    with exchange.apart(folder) as place:
        found = _unpacked(file, place)
        bring_up_to_date(draft := place / WORK.name, WORK)
        with named_errors(draft), closing(open_writing(draft, WORK)) as db:
            waiting = Work(db).begin_again(uuid.uuid4().hex, file.name, now)
        settle([place, *(inner for inner in place.rglob("*") if inner.is_dir())])
        aside = _free(folder)
        away = [(path, aside / path.name) for path in _there(folder, but=place)]
        inside = [(path, folder / name) for name in (*_TAKEN_ALONG, WORK.name) if (path := place / name).exists()]
        with named_errors(folder):
            exchange.announce(folder, [*away, *inside])
            if away:
                aside.mkdir(mode=0o700)
            exchange.move(away)
            exchange.move(inside)
    believe(folder / WORK.name)
    return Unpacked(parcel=found, aside=aside.name if away else "", waiting=len(waiting))


def _unpacked(file: Path, place: Path) -> Parcel:
    """Taken out into that folder, and its work read to the last row."""
    told = parcel.unpack(file, place)
    try:
        check_whole(place / WORK.name, immutable=True)
    except NewerVersion as error:
        raise NewerVersion(file) from error
    except StoreError as error:
        raise Damaged(file) from error
    chosen = told.get("preferences")
    return Parcel(
        made_at=datetime.fromisoformat(told["made_at"]),
        pages=_pages(place / WORK.name),
        files=len(told["files"]),
        size=sum(entry["size"] for entry in told["files"].values()),
        preferences={str(name): str(value) for name, value in chosen.items()} if isinstance(chosen, dict) else {},
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What people brought in and wrote. What is hidden or locked is the program's own, and made again."""
    for kind in _TAKEN_ALONG:
        for path in sorted((folder / kind).rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and path.suffix not in (".lock", ".part") and not any(p[0] == "." for p in name.parts):
                yield name.as_posix(), path


def _pages(work: Path) -> int:
    with closing(open_reading(work, immutable=True)) as db:
        return int(db.execute("SELECT count(*) FROM account").fetchone()[0])


def _free(folder: Path) -> Path:
    """Where all that stands there is put aside."""
    places = (folder / f"aside-{number}" for number in count(1))
    return next(place for place in places if not place.exists())


def _there(folder: Path, but: Path) -> list[Path]:
    """All of a workspace, the work first; not what was put aside before."""
    there = [path for path in folder.iterdir() if path != but and not path.name.startswith("aside-")]
    there = [path for path in there if not path.name.endswith(_STAYS)]
    return sorted(there, key=lambda path: (not path.name.startswith(WORK.name), path.name))
