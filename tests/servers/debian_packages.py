"""Debian packages that a real server needs: installed here as root, asked for elsewhere.

May not start a server: that is its neighbours' work.
"""

import os
import platform
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import pytest

from cm_desktop.ui import system_libraries


class Rule(StrEnum):
    """What a test does about the packages it needs."""

    RUN = "run"
    INSTALL = "install"
    SKIP = "skip"


def rule(lacking: Sequence[str], *, debian: bool, root: bool) -> Rule:
    """On Debian as root a missing package is installed, so that nothing is skipped; elsewhere the test is skipped."""
    if not lacking:
        return Rule.RUN
    return Rule.INSTALL if debian and root else Rule.SKIP


def provide(packages: Sequence[str]) -> None:
    """Make `packages` available, or skip the test and say so; on Debian as root a failure to install fails it."""
    with _one_at_a_time():
        missing = lacking(packages)
        match rule(missing, debian=is_debian(), root=os.geteuid() == 0):
            case Rule.SKIP:
                pytest.skip(f"needs Debian packages, and root to install them: {' '.join(missing)}")
            case Rule.INSTALL:
                system_libraries.install(missing)
                if still := lacking(missing):
                    pytest.fail(f"could not install {' '.join(still)}", pytrace=False)
            case Rule.RUN:
                pass


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Tests run side by side, and apt refreshes its lists for one at a time: the others wait, then find all there."""
    if os.name != "posix":
        yield
        return
    import fcntl

    with Path(tempfile.gettempdir(), f"cm-desktop-tests-{os.geteuid()}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_debian() -> bool:
    """Whether this is Debian or one of its family, Ubuntu among them."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return "debian" in (release.get("ID", ""), *release.get("ID_LIKE", "").split())


def lacking(packages: Sequence[str]) -> tuple[str, ...]:
    """Those of `packages` that dpkg does not hold as installed; all of them where there is no dpkg."""
    return tuple(package for package in packages if not _is_installed(package))


def _is_installed(package: str) -> bool:
    query = ("dpkg-query", "--show", "--showformat=${db:Status-Status}", package)
    try:
        answer = subprocess.run(query, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return False
    return answer.stdout == "installed"
