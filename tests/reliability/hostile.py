"""Texts that mean harm in every part of the window that shows them, watched by strace. May not paint by itself.

None may be slow to paint once it is laid out, be taken for markup, open a file, or reach a network. What a font needs is
read as it is needed: only what a text asked for, and what is neither font nor program, counts.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import IO

from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.hostile_texts import CANARY
from tests.servers.debian_packages import provide

REPOSITORY = Path(__file__).parents[2]
_WATCHED = "trace=%file,%network"
_ROOM = "cm-hostile-"  # where the painter's own workspace lies
_OURS = re.compile(r'"(?:/usr|/etc/fonts|/var/cache/fontconfig|/proc|/sys|/dev|{}{}[^/"]*|{})(?:/|")'.format(
    re.escape(f"{gettempdir()}/"), _ROOM, "|".join(
    re.escape(str(path)) for path in {REPOSITORY, Path(sys.prefix), Path(sys.base_prefix), Path.home() / ".cache/fontconfig",
                                      Path.home() / ".fonts", Path.home() / ".local/share/fonts"}
    )))  # fmt: skip
_PATH = re.compile(r'"([^"]*)')
_NETWORK = re.compile(r"\b(?:socket|connect|sendto|sendmsg|bind)\(.*AF_(?:INET|INET6)|sin_port")
_OPENS = re.compile(r"\b(?:open|openat|creat|execve|rename\w*|unlink\w*|mkdir\w*|symlink\w*|link\w*)\(")


@contextmanager
def ready() -> Iterator[Run]:
    """Each text in every place."""
    with watching() as watch:
        yield lambda seed: watch(f"{seed}")


@contextmanager
def watching() -> Iterator[Callable[[str], Counts]]:
    """A program that paints what it is asked to, and what strace says of it."""
    provide(["strace"])
    with TemporaryDirectory(prefix=_ROOM) as name:
        log = Path(name) / "calls"
        log.touch()
        with _painter(log) as painter, log.open("rb") as calls:
            yield lambda asked: run(painter, calls, asked)


@contextmanager
def _painter(log: Path) -> Iterator["subprocess.Popen[str]"]:
    strace = shutil.which("strace")
    assert strace is not None
    watched = [strace, "--seccomp-bpf", "-f", "-qq", "-s", "4096", "-e", _WATCHED, "-o", str(log)]
    painter = subprocess.Popen(
        [*watched, sys.executable, "-m", "tests.reliability.hostile_painter"],
        cwd=REPOSITORY,
        env=os.environ | {"TMPDIR": str(log.parent), "TZ": "Europe/Paris"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield painter
    finally:
        painter.communicate()  # which closes what it reads from: it ends


def run(painter: "subprocess.Popen[str]", calls: IO[bytes], asked: str) -> Counts:
    """Have one text painted everywhere, or in one control: `asked` is "7", or "7 raw"."""
    assert painter.stdin is not None
    assert painter.stdout is not None
    painter.stdin.write(f"{asked}\n")
    painter.stdin.flush()
    counted = Counts(json.loads(painter.stdout.readline()))
    counted.update(_reached(calls, asked.partition(" ")[0]))
    return counted


def _reached(calls: IO[bytes], seed: str) -> Counts:
    """What was opened or reached between the marks of this seed."""
    counted = Counts()
    begun = False
    for raw in iter(calls.readline, b""):
        call = raw.decode("utf-8", "replace")
        if f"/nowhere/begin-{seed}" in call:
            begun = True
        elif f"/nowhere/end-{seed}" in call:
            counted["watched"] += 1
            break
        elif begun:
            counted["calls"] += 1
            counted["file of a text"] += CANARY in call
            counted["other file"] += bool(_OPENS.search(call)) and not _OURS.search(call) and "ENOENT" not in call
            counted["network"] += bool(_NETWORK.search(call))
    return counted


# What is slow for want of a font is only counted, as far as that may go.
HOSTILE = Campaign(
    name="hostile text",
    short=300,
    long=3_000,
    ready=ready,
    hands=2,
    never=frozenset({"slow", "slow to open", "not plain", "file of a text", "other file", "network"}),
)
