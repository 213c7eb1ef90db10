"""Other processes on the same workspace: a body of Python with the store at hand. May not assert anything."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_START = """
import os, signal, sys
from pathlib import Path
from cm_desktop.domain.actions import Decision
from cm_desktop.store import cache
from cm_desktop.store.disk import files
from cm_desktop.store.databases import opening
from cm_desktop.store.tables import work
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.workspace import Workspace
from tests.store.samples import *

folder = Path(sys.argv[1])

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
"""

KILLED = -9
ACT_AND_DIE_BETWEEN_THE_COMMITS = """
workspace = Workspace.open(folder, threads=False)
cache.Cache.catch_up = die
workspace.add_entries([entry(comment("c1"))], comment("c1"))
"""


def start(folder: Path, body: str) -> subprocess.Popen[str]:
    """Run the body in a process of its own; it finds the workspace in `folder`. Its words go through its pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", _START + body, str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, body: str) -> tuple[int, str]:
    """Run the body to its end: its exit code (negative where a signal ended it), and what it printed."""
    with start(folder, body) as process:
        printed, errors = process.communicate(timeout=60)
    return process.returncode, printed.strip() or errors.strip()
