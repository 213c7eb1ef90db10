"""A question before what cannot be undone: what would go, and under it the ways out. May not know what it asks about."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class Sure(QWidget):
    """Hidden until it is asked. The first of the `buttons` is the one that changes nothing."""

    def __init__(self, told: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in told:
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.hide()
