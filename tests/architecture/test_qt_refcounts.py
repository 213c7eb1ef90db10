"""PySide6 hands None and True back: 6.12.0 on Python 3.11 loses a reference at every call, and aborts in the end.

May not run in the process of the tests: a failure would end it.
"""

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CALLS = 1_000
SLACK = 100  # what Python itself may take or give meanwhile


def measure(steal: bool) -> None:
    """Print how far the references to None and True moved over the calls; `steal` plays the faulty binding."""
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QApplication, QPushButton

    class Bell(QObject):
        rung = Signal(bool)

    application = QApplication([])
    bell, button = Bell(), QPushButton()
    bell.rung.connect(button.setVisible)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        button.setText("texte")
        bell.rung.emit(True)
        if steal:
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
    after = sys.getrefcount(None), sys.getrefcount(True)
    application.processEvents()
    print(json.dumps([now - then for now, then in zip(after, before, strict=True)]), flush=True)


def drift(*, steal: bool) -> list[int]:
    question = f"from tests.architecture.test_qt_refcounts import measure; measure({steal})"
    answer = subprocess.run((sys.executable, "-c", question), cwd=REPOSITORY, capture_output=True, check=False).stdout
    moved: list[int] = json.loads(answer)
    return moved


def test_qt_calls_keep_the_references_to_none_and_true() -> None:
    assert all(abs(moved) < SLACK for moved in drift(steal=False))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
def test_a_binding_that_loses_references_is_seen() -> None:
    assert drift(steal=True)[0] < -SLACK
