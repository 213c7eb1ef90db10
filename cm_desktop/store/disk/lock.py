"""Locks on a workspace that the death of their holder releases: one window, one sender, one import. May not wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cm_desktop.domain.errors import WorkspaceBusy
from cm_desktop.store.disk.files import named_errors


@contextmanager
def hold(folder: Path, role: str) -> Iterator[None]:
    """Be the only one in this role ("window", "sender", "import") on this workspace, among all processes, while the block runs.

    Raises WorkspaceBusy where somebody is already, NotWritable where the folder cannot be written or knows no locks.
    """
    path = folder / f"{role}.lock"
    # A lock that is a mere file would outlive a killed holder.
    lock = FileLock(path, timeout=0, thread_local=False, fallback_to_soft=False)
    with named_errors(path):
        try:
            lock.acquire()
        except Timeout as error:
            raise WorkspaceBusy(folder) from error
    try:
        yield
    finally:
        lock.release()
