"""Some lines of plain text that a user writes, of whatever was pasted into them. May not know what they are for."""

import re

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

# Each is laid out by itself: 20,000 of them, on one line since they have no width, take Qt a second to show.
_SOFT_HYPHENS = re.compile("\u00ad{2,}")


class PlainArea(QPlainTextEdit):
    """Of several soft hyphens at one place, which say no more than one, one is kept."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setPlainText(text)

    def setPlainText(self, text: str) -> None:
        super().setPlainText(_lean(text))

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(_lean(source.text()))
        self.ensureCursorVisible()


def _lean(text: str) -> str:
    return _SOFT_HYPHENS.sub("\u00ad", text)
