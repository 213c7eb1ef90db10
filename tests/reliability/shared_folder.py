"""A folder that is shared badly: each device has its own copy, and what goes between them does so in pieces, twice, spoilt,
out of order, or is taken away. May not know what the files are.
"""

import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cm_desktop.approvals.folder import PLACE
from tests.reliability.campaign import Counts

CONFLICT = " (copie en conflit)"
AGAIN = 0.1  # of the files that are there already
AWAY = 2  # files that are gone afterwards, from one of the copies


class BadSharing:
    """Shares one folder between copies of it."""

    def __init__(self, roots: Sequence[Path], dice: random.Random) -> None:
        self._roots = roots
        self._dice = dice
        self.counted: Counts = Counter()

    def share(self) -> None:
        """One copy gets what it lacks of another, and some of what it has, much of it badly; some files are taken away."""
        here, there = self._dice.sample(self._roots, 2)
        files = self._files(here)
        had = {*self._files(there)}
        moved = [file for file in files if _there(file, here, there) not in had or self._dice.random() < AGAIN]
        self._dice.shuffle(moved)
        for file in moved:
            self._move(file, here, there)
        for gone in self._dice.sample(files, min(len(files), AWAY)):
            Path(gone).unlink()
            self.counted["files taken away"] += 1

    def share_well(self, owned: Sequence[tuple[str, Path]]) -> None:
        """Every copy becomes what the writers of its folders have: a day on which all works."""
        for writer, root in owned:
            files = [file for file in self._files(root) if Path(file).parent.name == writer]
            for other in self._roots:
                for file in files:
                    _write(_there(file, root, other), Path(file).read_bytes())

    def _move(self, file: str, here: Path, there: Path) -> None:
        target = _there(file, here, there)
        data = Path(file).read_bytes()
        match self._dice.randrange(8):
            case 0 | 1:
                _write(target, data[: self._dice.randrange(len(data) + 1)])
                self.counted["partial files"] += 1
            case 2 | 3:
                _write(f"{target.removesuffix(CONFLICT)}{CONFLICT}", self._perhaps_spoilt(data))
                self.counted["conflict copies"] += 1
            case 4:
                _write(target, self._spoilt(data))
                self.counted["bits flipped"] += 1
            case _:
                _write(target, data)
                self.counted["whole files"] += 1

    def _perhaps_spoilt(self, data: bytes) -> bytes:
        return self._spoilt(data) if self._dice.random() < 0.5 else data

    def _spoilt(self, data: bytes) -> bytes:
        if not data:
            return data
        place = self._dice.randrange(len(data))
        return data[:place] + bytes([data[place] ^ (1 << self._dice.randrange(8))]) + data[place + 1 :]

    def _files(self, root: Path) -> list[str]:
        """In an order that is the same whatever the disk's."""
        return sorted(entry.path for writer in os.scandir(root / PLACE) for entry in os.scandir(writer))


def _there(file: str, here: Path, there: Path) -> str:
    """Where a file of one copy is in another."""
    return f"{there}{file.removeprefix(str(here))}"


def _write(path: str, data: bytes) -> None:
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115 - thousands of paths in a row
    except FileNotFoundError:
        Path(path).parent.mkdir()
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(data)
