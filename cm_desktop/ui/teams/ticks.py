"""Several of several: boxes to tick, in lines. May not know what is ticked."""

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.theme import Theme

_GAP = 10
_DOWN = 2  # each box has its own room above and below

T = TypeVar("T")


class Ticks(QWidget, Generic[T]):
    """`options` are what they stand for with their words; `ticked` tells which are. `turned` that it may have changed."""

    turned = Signal()

    def __init__(self, options: Sequence[tuple[T, str]], theme: Theme, *, on: Collection[T] = ()) -> None:
        super().__init__()
        self._boxes = [(what, Check(words, theme, on=what in on)) for what, words in options]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Flow([box for _, box in self._boxes], _GAP, down=_DOWN, even=True))
        for _, box in self._boxes:
            box.toggled.connect(self.turned)

    @property
    def ticked(self) -> tuple[T, ...]:
        """In the order in which they are shown."""
        return tuple(what for what, box in self._boxes if box.isChecked())

    @property
    def first(self) -> QWidget | None:
        return self._boxes[0][1] if self._boxes else None
