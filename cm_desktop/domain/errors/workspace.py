"""What can go wrong with the workspace and its files. May not know what stands in them."""

from dataclasses import dataclass
from pathlib import Path

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class StoreError(CmDesktopError):
    path: Path | str = ""


@dataclass(eq=False)
class NewerVersion(StoreError):
    pass


@dataclass(eq=False)
class ForeignFile(StoreError):
    pass


@dataclass(eq=False)
class NoParcel(StoreError):
    pass


@dataclass(eq=False)
class Damaged(StoreError):
    pass


@dataclass(eq=False)
class NotWritable(StoreError):
    pass


@dataclass(eq=False)
class DiskFull(StoreError):
    pass


@dataclass(eq=False)
class WorkRestored(StoreError):
    pass


@dataclass(eq=False)
class WorkspaceBusy(CmDesktopError):
    path: Path | str = ""
