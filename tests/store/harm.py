"""What can happen to a file, and what a folder holds before and after. Every harm is the same at each run."""

import hashlib
import os
import random
from pathlib import Path

import pytest

from cm_desktop.domain.errors import StoreError
from cm_desktop.store.workspace import Workspace


def everything(folder: Path) -> dict[str, str]:
    """Every file in the folder, by the digest of its bytes."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def refused(folder: Path, error: type[StoreError]) -> StoreError:
    """What opening raises; the folder must be the same before and after."""
    before = everything(folder)
    with pytest.raises(error) as raised:
        Workspace.open(folder)
    assert raised.type is error
    assert everything(folder) == before
    return raised.value


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_by_one_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def plain_text(path: Path) -> None:
    path.write_text("Bonjour")


def header_kept(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.seek(4096)
        opened.write(random.Random(1).randbytes(path.stat().st_size - 4096))
