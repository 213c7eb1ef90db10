"""The shelf: a folder for each page without an API, in it one JSONL file for each arrival. May not read what is no arrival.

An arrival shows up whole or not at all, and changes only where a person is erased from it; their numbers are in the order
in which they came. One that is withdrawn leaves an empty file: its number is not given twice, since a cursor may stand on
it.
"""

import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile
from typing import IO
from urllib.parse import quote

from filelock import FileLock

from cm_desktop.domain.comments import AccountId, Comment, Post, RemoteId
from cm_desktop.imports.shelf_lines import comment_line, id_of, post_line, read
from cm_desktop.store.disk.durable import settle
from cm_desktop.store.disk.files import named_errors

_COMING = ".part"
_ABANDONED = 3600.0  # seconds since anybody wrote to it: whoever did was killed
_PATIENCE = 10.0  # seconds for somebody else to give an arrival its number


class Arrival:
    """What is about to be put on the shelf. Nothing of it is there before `keep`."""

    def __init__(self, file: IO[bytes], folder: Path) -> None:
        self._file = file
        self._folder = folder
        self._lines = 0
        self.name = ""

    def put(self, posts: Sequence[Post], comments: Sequence[Comment]) -> None:
        self._file.writelines(map(post_line, posts))
        self._file.writelines(map(comment_line, comments))
        self._lines += len(posts) + len(comments)

    def copy(self, lines: Iterable[bytes]) -> None:
        """Put lines of another arrival."""
        for line in lines:
            self._file.write(line)
            self._lines += 1

    def keep(self) -> None:
        """Put it there, under a `name` of its own; a thing that holds nothing is not put there at all."""
        if not self._lines:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        with FileLock(self._folder / "numbers.lock", timeout=_PATIENCE):
            last = max((int(known.stem) for known in arrivals(self._folder)), default=0)
            place = self._folder / f"{last + 1:06}.jsonl"
            Path(self._file.name).rename(place)
        settle([self._folder, *[*self._folder.parents][:2]])
        self.name = place.stem


def arrivals(folder: Path) -> list[Path]:
    """The arrivals in a page's folder, the first one first."""
    return sorted(path for path in folder.glob("*.jsonl") if path.stem.isdigit())


class FolderShelf:
    """Fulfils `domain.ports.Shelf`. Any number of threads and processes may use it. Raises StoreError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, account: AccountId, posts: Sequence[Post], comments: Sequence[Comment]) -> None:
        """Put these down as one arrival."""
        with self.arriving(account) as arrival:
            arrival.put(posts, comments)
            arrival.keep()

    @contextmanager
    def arriving(self, account: AccountId) -> Iterator[Arrival]:
        """An arrival to fill and `keep`; left without, it never was."""
        place = self.page(account)
        with named_errors(place):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sweep(place)
            with NamedTemporaryFile(dir=place, suffix=_COMING, delete=False) as file:
                try:
                    yield Arrival(file, place)
                finally:
                    file.close()
                    Path(file.name).unlink(missing_ok=True)

    def arrived(self, account: AccountId, arrival: str) -> tuple[RemoteId, ...]:
        """The comments that one arrival says something of; none where there is no such arrival."""
        path = self._arrival(account, arrival)
        with named_errors(path):
            if not path.is_file():
                return ()
            with path.open("rb") as lines:
                return tuple(dict.fromkeys(name for line in lines if (name := id_of(line)) is not None))

    def withdraw(self, account: AccountId, arrival: str, *, keep: Collection[RemoteId]) -> None:
        """Take an arrival back, all but what it says of these comments and their posts: that becomes an arrival of its own."""
        path = self._arrival(account, arrival)
        if not path.is_file():
            return
        with named_errors(path), self.arriving(account) as kept, path.open("rb") as lines:
            kept.copy(_about(keep, lines, account))
            kept.keep()
        with named_errors(path):
            path.write_bytes(b"")

    def blot(self, account: AccountId, comments: Collection[RemoteId]) -> None:
        """Write spaces over the lines that speak of these comments: each arrival keeps its length, and cursors their place."""
        names = frozenset(comments)
        for path in arrivals(self.page(account)):
            with named_errors(path), path.open("r+b") as file:
                for start, line in [*_lines_about(names, file)]:
                    file.seek(start)
                    file.write(b" " * len(line.rstrip(b"\n")))
                file.flush()
                os.fsync(file.fileno())

    def clear(self, account: AccountId) -> None:
        """Take away all that was ever put down for an account."""
        place = self.page(account)
        with named_errors(place):
            if place.is_dir():
                rmtree(place)

    def page(self, account: AccountId) -> Path:
        """The folder of one page."""
        return self.folder / quote(account, safe="")

    def _arrival(self, account: AccountId, arrival: str) -> Path:
        return self.page(account) / f"{arrival}.jsonl"


def _lines_about(names: Collection[RemoteId], lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each with the byte where it begins."""
    start = 0
    for line in lines:
        if id_of(line) in names:
            yield start, line
        start += len(line)


def _about(keep: Collection[RemoteId], lines: Iterable[bytes], account: AccountId) -> Iterator[bytes]:
    """The lines that speak of these comments, each post that one is under before it."""
    posts: dict[RemoteId, bytes] = {}
    for line in lines:
        match read(line, account):
            case Post(id=name):
                posts[name] = line
            case Comment() as comment if comment.ref.id in keep:
                if comment.post in posts:
                    yield posts.pop(comment.post)
                yield line


def _sweep(place: Path) -> None:
    """Throw away what a killed program was writing."""
    for path in place.glob(f"*{_COMING}"):
        with suppress(FileNotFoundError):  # another program is done with it meanwhile
            if path.stat().st_mtime < time.time() - _ABANDONED:
                path.unlink()
