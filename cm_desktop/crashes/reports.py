"""The reports of one workspace, in a folder of their own. May not raise: it works where all else failed."""

import hashlib
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cm_desktop.crashes.telling import machine, told, without_home

MOST = 10
"""Reports that are kept: the oldest go."""

_DATE = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(stopped|failed)-[0-9a-f]+\.txt")
_RUNNING = re.compile(r"running-(\d+)\.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`stopped` says that the program ended with it. `text` is all of it, and can be shown and sent as it is."""

    path: Path
    at: datetime
    stopped: bool
    text: str


class CrashReports:
    """`folder` need not exist, nor be one that can be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Report]:
        """Newest first, with those of programs that were cut down."""
        self.gather()
        reports = []
        for name in sorted(self._names(), reverse=True):
            if found := _NAME.fullmatch(name):
                with suppress(OSError, ValueError):
                    at = datetime.strptime(found[1], _DATE).replace(tzinfo=UTC)
                    path = self._folder / name
                    text = path.read_text("utf-8", "replace")
                    reports.append(Report(path=path, at=at, stopped=found[2] == "stopped", text=text))
        return reports

    def keep(self, error: BaseException, *, stopped: bool, thread: str) -> Path | None:
        """Write a report; answers where it is, or None where none could be written. The same failure is kept once."""
        return self._write(f"{machine()}\n{told(error, thread)}", stopped=stopped, at=datetime.now(UTC))

    def delete(self, report: Report) -> None:
        """Forget it."""
        with suppress(OSError):
            report.path.unlink(missing_ok=True)

    def running(self) -> Path | None:
        """A file for what a fatal signal writes of this process, begun; None where none can be written."""
        self.gather()  # a number comes back, in a container often the same
        path = self._folder / f"running-{os.getpid()}.txt"
        try:
            self._make_folder()
            path.write_text(f"{machine()}\n", "utf-8")
        except OSError:
            return None
        return path

    def gather(self) -> None:
        """Make reports of what programs left that were cut down, and drop what those left that were only killed."""
        for found in filter(None, map(_RUNNING.fullmatch, self._names())):
            path = self._folder / found[0]
            with suppress(OSError):
                head, _, trace = path.read_text("utf-8", "replace").partition("\n\n")
                if not trace.strip() and _is_alive(int(found[1])):
                    continue
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                path.unlink()
                if trace.strip():
                    self._write(f"{head}\n\n{without_home(trace)}", stopped=True, at=at)

    def _write(self, text: str, *, stopped: bool, at: datetime) -> Path | None:
        what = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        if known := next((name for name in self._names() if name.endswith(f"-{what}.txt")), None):
            return self._folder / known
        path = self._folder / f"{at:{_DATE}}-{'stopped' if stopped else 'failed'}-{what}.txt"
        try:
            self._make_folder()
            path.write_text(f"{at:%Y-%m-%d %H:%M:%S} UTC\n{text}", "utf-8", "replace")
        except OSError:
            return None
        for old in sorted(filter(_NAME.fullmatch, self._names()), reverse=True)[MOST:]:
            with suppress(OSError):
                (self._folder / old).unlink(missing_ok=True)
        return path

    def _make_folder(self) -> None:
        for folder in (self._folder.parent, self._folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self._folder.iterdir()]
        except OSError:
            return []


def _is_alive(process: int) -> bool:
    """Whether a program of this number runs. On Windows its file cannot be taken from it, and asking would end it."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
