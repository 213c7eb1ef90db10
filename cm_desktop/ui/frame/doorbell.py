"""One window for one workspace: a second start rings, the first comes to the front. May not decide who is the first.

The bell hangs in the workspace's own folder, where nobody else may put one. Where it cannot hang, or nobody answers, a
second start is refused as it would be without it.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from cm_desktop.ui.notices.front import to_front

PATIENCE_MS = 3_000
_LONGEST = 100  # bytes of a path: systems give a socket little more
_ANSWER = b"here"


class Doorbell(QObject):
    """Brings `window` to the front whenever somebody rings. Whoever makes it holds the workspace's window."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if name := _name(folder):
            QLocalServer.removeServer(name)  # of a window that was killed: this one holds the workspace now
            self._server.listen(name)

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            to_front(self._window)
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_ANSWER)
            caller.disconnectFromServer()


def ring(folder: Path) -> bool:
    """Ask the window that has this workspace to come to the front; answers whether it does."""
    name = _name(folder)
    if not name:
        return False
    caller = QLocalSocket()
    caller.connectToServer(name)
    answered = caller.waitForConnected(PATIENCE_MS) and caller.waitForReadyRead(PATIENCE_MS)
    heard = answered and bytes(caller.readAll().data()) == _ANSWER
    caller.abort()
    return heard


def _name(folder: Path) -> str:
    """A path in the folder; on Windows, where a pipe has no path, a name made of it. Empty where there is none."""
    place = folder.absolute() / "window.socket"
    if sys.platform == "win32":
        return f"cm-desktop-{sha256(str(place).casefold().encode()).hexdigest()[:24]}"
    return str(place) if len(os.fsencode(place)) <= _LONGEST else ""
