"""Sees to it that a failure nobody foresaw leaves a report. May not keep the program from going on."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.telling import told


@contextmanager
def watching(reports: CrashReports) -> Iterator[None]:
    """Keep a report of whatever fails meanwhile: in any thread, in a slot of the window, or in a library's own code.

    Standard error gets what the report has, not the error's message.
    """
    noting = _Noting(reports)
    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = noting.on_failure, noting.on_failure_in_thread
    logging.getLogger().addHandler(noting)
    try:
        with _fatal_signals(reports):
            yield
    finally:
        logging.getLogger().removeHandler(noting)
        sys.excepthook, threading.excepthook = before


def no_core_file() -> None:
    """Forbid the image of the memory that a system may write when a program crashes: it would hold every secret."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextmanager
def _fatal_signals(reports: CrashReports) -> Iterator[None]:
    """Let one write where it struck, into a file that is there from the start: no code of ours runs then."""
    running = None if faulthandler.is_enabled() else reports.running()  # enabled: somebody wants it elsewhere
    if running is None:
        yield
        return
    with running.open("a", encoding="utf-8") as file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
    with suppress(OSError):
        running.unlink(missing_ok=True)


class _Noting(logging.Handler):
    """Keeps what nobody caught, and what a worker caught only to go on: that is logged with its traceback."""

    def __init__(self, reports: CrashReports) -> None:
        super().__init__(logging.WARNING)
        self._reports = reports

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):
            said = f"{record.levelname} {record.name}: {record.getMessage()}"
            error, thread = record.exc_info[1] if record.exc_info else None, record.threadName or ""
            if error is not None and record.levelno >= logging.ERROR:
                self._keep(error, thread, said)
            else:
                _say(said, told(error, thread) if error else "")

    def on_failure(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What Python and Qt call for what nobody caught."""
        if issubclass(kind, Exception):
            self._keep(error, threading.current_thread().name, "ERROR: nobody caught")
        else:  # an interrupt, an exit: somebody's wish
            sys.__excepthook__(kind, error, trace)

    def on_failure_in_thread(self, failed: "threading.ExceptHookArgs") -> None:
        """The same, for a thread."""
        if isinstance(failed.exc_value, Exception):
            self._keep(failed.exc_value, failed.thread.name if failed.thread else "", "ERROR: nobody caught")

    def _keep(self, error: BaseException, thread: str, said: str) -> None:
        path = self._reports.keep(error, stopped=False, thread=thread)
        with suppress(Exception):
            _say(said, told(error, thread), str(path or ""))


def _say(*parts: str) -> None:
    print(*filter(None, parts), sep="\n", file=sys.stderr)  # noqa: T201  # the log of a program that keeps none
