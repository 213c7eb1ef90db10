"""A window in a process of its own, with all its logs in a file: it reads, fails, then crashes. May not be imported.

Arguments: the workspace, a file for the logs, a secret and a reply that it has in hand when it fails.
"""

import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer

from cm_desktop.bootstrap import build, open_window
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import watching
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.app import make_app
from cm_desktop.wording.words import Words


def main(workspace: Path, log: Path, secret: str, reply: str) -> None:
    """Until it is cut down."""
    logging.basicConfig(filename=log, level=logging.DEBUG)
    settings = Settings(workspace=workspace, resources=resources(), undo_delay=timedelta(0))
    words = Words.load("fr", resources() / "translations")
    desk = build(settings, words)
    begun = datetime.now(UTC)
    make_app(words)  # before any timer
    timer = QTimer(interval=2_000)
    with watching(CrashReports(settings.crashes)):
        timer.timeout.connect(lambda: crash(desk, begun, secret, reply))
        timer.start()
        open_window(desk, settings, words, CrashReports(settings.crashes))


def crash(desk: Desk, begun: datetime, secret: str, reply: str) -> None:
    """Once a page is read: in a slot, in a thread, then for good, each time with a secret and a text at hand."""
    if all(line.read_at is None or line.read_at < begun for line in desk.inbox.freshness()):
        desk.sync_soon()
        return
    thread = threading.Thread(target=fail, args=(secret, reply))
    thread.start()
    thread.join()
    QTimer.singleShot(0, lambda: fail(secret, reply))
    QTimer.singleShot(200, lambda: os.kill(os.getpid(), signal.SIGSEGV))


def fail(secret: str, reply: str) -> None:
    """With both in the message, and in the locals."""
    raise RuntimeError(f"{reply} could not be sent with {secret}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
