"""Pictures of comments, as files beside the databases. May not fetch, decode or judge one: they can all be had again."""

import hashlib
import shutil
from pathlib import Path

from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.store.disk.files import named_errors

FOLDER = "pictures"
ROOM = 200 * 1024 * 1024  # bytes


class Pictures:
    """A folder for each account, a file for each comment, both named by digests: no name of theirs is safe as a file's."""

    def __init__(self, folder: Path, *, room: int = ROOM) -> None:
        self._folder = folder
        self._room = room

    def path(self, ref: CommentRef) -> Path | None:
        """The file of a comment's picture, None where there is none yet."""
        path = self._place(ref)
        return path if path.is_file() else None

    def keep(self, ref: CommentRef, picture: bytes) -> None:
        """Keep it, whole or not at all. Raises StoreError."""
        path = self._place(ref)
        with named_errors(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            new.write_bytes(picture)
            new.replace(path)

    def make_room(self) -> None:
        """Take the oldest away until the others fit."""
        files = [(entry.stat(), entry) for entry in self._folder.glob("*/*") if entry.is_file()]
        total = sum(stat.st_size for stat, _ in files)
        for stat, entry in sorted(files, key=lambda one: one[0].st_mtime_ns):
            if total <= self._room:
                break
            entry.unlink(missing_ok=True)
            total -= stat.st_size

    def forget(self, account: AccountId) -> None:
        """Take all of an account's away."""
        shutil.rmtree(self._folder / _digest(account), ignore_errors=True)

    def drop(self, ref: CommentRef) -> None:
        """Take that of one comment away. Raises StoreError."""
        path = self._place(ref)
        with named_errors(path):
            path.unlink(missing_ok=True)

    def _place(self, ref: CommentRef) -> Path:
        return self._folder / _digest(ref.account) / _digest(ref.id)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
