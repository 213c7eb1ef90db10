"""The system libraries Qt needs on Linux: which are missing, and how to get them.

Standard library only, imports no Qt: it runs before any dependency is there, as
`python3 -m cm_desktop.ui.system_libraries --install`.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

EMOJI_FONT = "fonts-noto-color-emoji"
_EMOJI_FILE = "NotoColorEmoji.ttf"
_FONT_FOLDER = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A shared library Qt loads from the system, and the Debian package that holds it."""

    soname: str
    package: str


OFFSCREEN = (
    Library(soname="libGL.so.1", package="libgl1"),
    Library(soname="libEGL.so.1", package="libegl1"),
    Library(soname="libxkbcommon.so.0", package="libxkbcommon0"),
    Library(soname="libdbus-1.so.3", package="libdbus-1-3"),
    Library(soname="libfontconfig.so.1", package="libfontconfig1"),
    Library(soname="libglib-2.0.so.0", package="libglib2.0-0"),
)
WINDOW = (
    Library(soname="libxcb-cursor.so.0", package="libxcb-cursor0"),
    Library(soname="libxkbcommon-x11.so.0", package="libxkbcommon-x11-0"),
    Library(soname="libxcb-icccm.so.4", package="libxcb-icccm4"),
    Library(soname="libxcb-keysyms.so.1", package="libxcb-keysyms1"),
    Library(soname="libxcb-shape.so.0", package="libxcb-shape0"),
)


def has_display() -> bool:
    """Whether a window can be shown at all: on Linux, an X or Wayland display is announced."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(display: bool) -> tuple[Library, ...]:
    """What Qt would not find, offscreen or for a window (`display`); always empty outside Linux.

    To be asked before QApplication: a missing xcb library aborts the process and blames the wrong one.
    """
    if sys.platform != "linux":
        return ()
    return absent(OFFSCREEN + WINDOW if display else OFFSCREEN)


def absent(libraries: Iterable[Library]) -> tuple[Library, ...]:
    """Those of `libraries` the dynamic loader cannot load."""
    return tuple(library for library in libraries if not _loads(library.soname))


def command(packages: Iterable[str]) -> str:
    """The one line a person types to install `packages` on Debian or Ubuntu."""
    return " ".join(("sudo apt-get install -y --no-install-recommends", *packages))


def install(packages: Sequence[str]) -> bool:
    """Install Debian packages as root or with a sudo that asks nothing; answers whether it was done.

    Package lists are refreshed only when the first attempt fails: a fresh machine has none.
    """
    import shutil

    prefix = _privilege()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    attempt = (*prefix, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")
    wanted = (*attempt, "install", "-y", "--no-install-recommends", *packages)
    return _runs(wanted) or (_runs((*attempt, "update")) and _runs(wanted))


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, and with `--install` install; 0 when Qt finds everything it needs here, else 1 and one line."""
    import argparse

    parser = argparse.ArgumentParser(prog="python3 -m cm_desktop.ui.system_libraries", description=__doc__)
    parser.add_argument("--install", nargs="*", metavar="PACKAGE", help="install what is missing, and these")
    extra: list[str] | None = parser.parse_args(arguments).install
    if extra is not None and sys.platform == "linux":
        unmet = _install_missing(extra)
    else:
        unmet = [library.package for library in missing(has_display())]
    if unmet:
        print(f"CM Desktop needs system packages; run: {command(unmet)}", file=sys.stderr)  # noqa: T201
    return 1 if unmet else 0


def _install_missing(extra: Sequence[str]) -> list[str]:
    """Install the missing libraries and `extra`; answers the packages that are still needed."""
    wanted = [*(library.package for library in missing(display=True)), *extra]
    done = install(wanted) if wanted else True
    if not any(_FONT_FOLDER.rglob(_EMOJI_FILE)):
        install([EMOJI_FONT])  # optional: without it an emoji is drawn as an empty box
    return [*(library.package for library in missing(has_display())), *([] if done else extra)]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _privilege() -> tuple[str, ...] | None:
    """What to put before apt-get: nothing as root, a sudo that never asks, or None when neither is there."""
    if os.geteuid() == 0:
        return ()
    import shutil

    sudo = ("sudo", "-n")
    return sudo if shutil.which("sudo") and _runs((*sudo, "true")) else None


def _runs(words: Sequence[str]) -> bool:
    import subprocess

    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(  # noqa: S603 - fixed words and package names, no shell
        words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return ended.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
