"""How much memory a stretch of work took at its highest. May not slow it down."""

import gc
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/status")
_MARK = Path("/proc/self/clear_refs")


@contextmanager
def grown() -> Iterator[Callable[[], int]]:
    """Answers bytes: the highest since the beginning, less what there was then. Where the kernel keeps no mark that can be
    set back, only what is above all that the process ever took.
    """
    gc.collect()
    _lower_mark()
    before = _highest()
    taken = 0

    def answer() -> int:
        return taken

    try:
        yield answer
    finally:
        taken = _highest() - before


def _lower_mark() -> None:
    try:
        _MARK.write_text("5")
    except OSError:
        return


def _highest() -> int:
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def held_now() -> int:
    """Bytes that this process has in memory; the highest there ever was where the system does not tell."""
    if not _STATUS.exists():
        return _highest()
    gc.collect()
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
