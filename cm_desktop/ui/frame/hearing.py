"""What the window's own thread meets with the workspace's files is said over the window. May not say it itself, nor mend it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QTimer

from cm_desktop.domain.errors import StoreError
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow

AGAIN_MS = 60_000  # as a worker does


@contextmanager
def hearing(window: MainWindow, desk: Desk) -> Iterator[None]:
    """Tell the desk of each StoreError that nobody caught, and that it is over once all can be read again.

    Whatever else nobody caught goes to who was told of it before.
    """
    before = sys.excepthook
    again = QTimer(window, singleShot=True, interval=AGAIN_MS)

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, StoreError):
            again.start()
            desk.hear_of_files(error)
        else:
            before(kind, error, trace)

    def look_again() -> None:
        window.panes.refresh()  # what fails is heard, and looked at again
        desk.hear_of_files(None)

    again.timeout.connect(look_again)
    sys.excepthook = hear
    try:
        yield
    finally:
        sys.excepthook = before
