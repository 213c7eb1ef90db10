"""Locks on a workspace that the death of their holder releases: one window, one sender. May not wait for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cm_desktop.domain.errors import WorkspaceBusy
from cm_desktop.store.files import named_errors

WAIT_SECONDS = 30.0


@contextmanager
def hold(folder: Path, role: str, *, wait: bool = False) -> Iterator[None]:
    """Be the only one in this role ("window", "sender") on this workspace, among all processes, until the end of the block.

    Raises WorkspaceBusy where another is: at once, or, told to wait, after half a minute. Raises NotWritable.
    """
    path = folder / f"{role}.lock"
    lock = FileLock(path, timeout=WAIT_SECONDS if wait else 0, thread_local=False)
    with named_errors(path):
        try:
            lock.acquire()
        except Timeout as error:
            raise WorkspaceBusy(folder) from error
    try:
        yield
    finally:
        lock.release()
