"""What can go wrong with the workspace and its files. May not know what stands in them."""

from dataclasses import dataclass
from pathlib import Path

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class StoreError(CmDesktopError):
    path: Path | str = ""


class NewerVersion(StoreError):
    pass


class ForeignFile(StoreError):
    pass


class NoParcel(StoreError):
    pass


class Damaged(StoreError):
    pass


class NotWritable(StoreError):
    pass


class DiskFull(StoreError):
    pass


class WorkRestored(StoreError):
    pass


@dataclass(eq=False)
class WorkspaceBusy(CmDesktopError):
    path: Path | str = ""
