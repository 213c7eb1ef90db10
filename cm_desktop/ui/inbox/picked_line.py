"""The line above the rows that says how many are picked, and lets go of them. May not pick any."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_LEFT = 35  # its box stands above those of the rows


class PickedLine(QWidget):
    """On screen while any is picked."""

    def __init__(self, picked: Picked, words: Words, theme: Theme) -> None:
        super().__init__()
        self._picked = picked
        self._words = words
        self._check = Check("", theme, on=True)
        self._check.clicked.connect(picked.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, 20, 6)
        row.addWidget(self._check)
        row.addStretch()
        picked.changed.connect(self._tell)
        self.hide()

    def _tell(self) -> None:
        self._check.setText(self._words.count("{n} selected", "{n} selected", len(self._picked)))
        self._check.setChecked(True)
        self._check.updateGeometry()
        self.setVisible(self._picked.is_on)
