"""The part of the hostile campaign that strace watches: paints what it is told to, and tells how that went. May not judge.

Run as a program: each line that comes in is a seed, or a seed and one of CONTROLS; each that goes out says what was counted.
A look for a file that is nowhere stands in strace's record before and after each.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from cm_desktop.ui.kit import fonts, style
from cm_desktop.ui.kit.theme import LIGHT
from tests.reliability.hostile_places import PLACES
from tests.reliability.hostile_texts import SMALL, hostile
from tests.reliability.hostile_widgets import Make, endless_label, raw_label, slow_label

# Seconds of a processor on which REFERENCE is what `_reference` takes: the thread's own, the least of some tries.
REFERENCE = 0.0037
SLOWEST = 2.0  # a machine, or one that others use at the same time: what takes longer than that is not excused
MOST = 0.1  # to paint
MOST_OF_ONES_OWN = 0.3  # a field with what the user wrote or pasted there: long, and in one line, it is laid out whole
MOST_TO_OPEN = 1.5  # to be made, laid out and painted once, with the text in all its parts
MOST_WITHOUT_A_FONT, MOST_TO_OPEN_WITHOUT_A_FONT = 0.5, 3.0  # where the system looks in vain for one at each letter
CONTROLS: Mapping[str, Make] = {"raw": raw_label, "endless": endless_label, "slow": slow_label}
_AGAIN = 3
_SIDE = 900  # a screen
_LOOKED_AT = 2_000  # code points
_OWN = frozenset({"request form", "replying", "client form", "sheet"})
_MAY_GUESS = frozenset({"tip"})  # Qt makes its own label of a tip: there the text is escaped


def main() -> None:
    """Answer each line with one."""
    qInstallMessageHandler(_say_nothing)  # of letters that no font has
    application = QApplication([])
    fonts.install()
    style.dress(application, LIGHT)
    for seed in range(1, 2 * len(SMALL), 2):
        paint_all(hostile(seed)[1][:200], PLACES)  # what is read once: fonts, icons, modules
    _mark("ready")
    for line in sys.stdin:
        asked, _, control = line.strip().partition(" ")
        family, text = hostile(int(asked))
        _mark(f"begin-{asked}")
        counted = paint_all(text, {control: CONTROLS[control]} if control else PLACES)
        _mark(f"end-{asked}")
        counted[family] += 1
        print(json.dumps(counted), flush=True)


def paint_all(text: str, places: Mapping[str, Make]) -> Counter[str]:
    """Show a text in each place, and count what is not as it must be."""
    counted: Counter[str] = Counter({"texts": 1})
    fonts_for_it = _has_fonts_for(text)
    most = MOST if fonts_for_it else MOST_WITHOUT_A_FONT
    most_to_open = MOST_TO_OPEN if fonts_for_it else MOST_TO_OPEN_WITHOUT_A_FONT
    for name, make in places.items():
        opening, painting, widget = _least(make, text)
        if painting > MOST or opening > MOST_TO_OPEN:
            slowness = _slowness()
            opening, painting = opening / slowness, painting / slowness
        counted["painted"] += 1
        bound = max(most, MOST_OF_ONES_OWN) if name in _OWN else most
        counted["slow"] += painting > bound
        counted["slow without a font"] += MOST < painting <= most or MOST_TO_OPEN < opening <= most_to_open
        counted["slow to open"] += opening > most_to_open
        counted["not plain"] += name not in _MAY_GUESS and not _is_plain(widget)
        if painting > MOST or opening > MOST_TO_OPEN:
            counted[f"slow: {name}"] += 1
        shiboken6.delete(widget)
    return counted


def _least(make: Make, text: str) -> tuple[float, float, QWidget]:
    """The least of some tries, as other programs take their turns; the widget of the last."""
    opening = painting = float("inf")
    for last in (again == _AGAIN - 1 for again in range(_AGAIN)):
        begin = time.thread_time()
        widget = make(text)
        widget.ensurePolished()
        if not widget.testAttribute(Qt.WidgetAttribute.WA_Resized):
            widget.resize(640, min(max(widget.sizeHint().height(), 24), _SIDE))
        widget.grab()
        opened = time.thread_time()
        widget.grab()
        opening, painting = min(opening, opened - begin), min(painting, time.thread_time() - opened)
        if last or (opening < MOST_TO_OPEN and painting < MOST):
            break
        shiboken6.delete(widget)
    return opening, painting, widget


def _slowness() -> float:
    """How much longer than the reference this machine takes at this moment: shared processors are slower by half."""
    return min(max(1.0, min(_reference() for _ in range(5)) / REFERENCE), SLOWEST)


def _reference() -> float:
    begin = time.thread_time()
    sum(map(len, map(str, range(40_000))))
    return time.thread_time() - begin


def _has_fonts_for(text: str) -> bool:
    """Whether this machine has a picture of every character; one without a font is not the program's to mend."""
    layout = QTextLayout(text[:_LOOKED_AT])
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    return not any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _is_plain(widget: QWidget) -> bool:
    labels = [*widget.findChildren(QLabel), *([widget] if isinstance(widget, QLabel) else [])]
    edits = widget.findChildren(QTextEdit)
    return all(label.textFormat() is Qt.TextFormat.PlainText for label in labels) and not any(
        edit.acceptRichText() for edit in edits
    )


def _mark(what: str) -> None:
    Path(f"/nowhere/{what}").exists()


def _say_nothing(_kind: QtMsgType, _context: object, _message: str) -> None:
    """Qt's own warnings would drown ours."""


if __name__ == "__main__":
    main()
