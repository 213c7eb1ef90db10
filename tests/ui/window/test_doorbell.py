"""A second start of the window brings the first to the front, and nothing that stands in its way stops anybody."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.frame.doorbell import Doorbell

PATIENCE = 60_000
RING = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    " app = QCoreApplication([]); from cm_desktop.ui.frame.doorbell import ring;"
    " print(ring(Path(sys.argv[1])))"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="cm-") as made:
        yield Path(made)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def ring_outside(qtbot: QtBot, folder: Path) -> str:
    """In a process of its own, while this one goes on."""
    caller = QProcess()
    caller.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
    caller.start(sys.executable, ["-c", RING, str(folder)])
    qtbot.waitUntil(lambda: caller.state() is QProcess.ProcessState.NotRunning, timeout=PATIENCE)
    return bytes(caller.readAllStandardOutput().data()).decode().strip()


def test_a_second_start_brings_the_window_to_the_front(qtbot: QtBot, folder: Path, window: QWidget) -> None:
    Doorbell(folder, window)
    window.showMinimized()
    assert ring_outside(qtbot, folder) == "True"
    assert window.isVisible()
    assert not window.isMinimized()


def test_nobody_answers_where_no_window_is(qtbot: QtBot, folder: Path) -> None:
    assert ring_outside(qtbot, folder) == "False"


def test_what_a_killed_window_left_is_put_away(qtbot: QtBot, folder: Path, window: QWidget) -> None:
    left = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])"
    subprocess.run([sys.executable, "-c", left, str(folder / "window.socket")], check=True)
    assert ring_outside(qtbot, folder) == "False"
    Doorbell(folder, window)
    assert ring_outside(qtbot, folder) == "True"


def test_who_does_not_answer_as_we_do_is_not_believed(qtbot: QtBot, folder: Path) -> None:
    other = QLocalServer()
    other.newConnection.connect(lambda: other.nextPendingConnection().abort())
    assert other.listen(str(folder / "window.socket"))
    assert ring_outside(qtbot, folder) == "False"
    other.close()


def test_a_folder_too_deep_for_a_socket_goes_without_a_bell(qtbot: QtBot, folder: Path, window: QWidget) -> None:
    deep = folder / ("d" * 120)
    deep.mkdir()
    Doorbell(deep, window)
    assert list(deep.iterdir()) == []
    assert ring_outside(qtbot, deep) == "False"
