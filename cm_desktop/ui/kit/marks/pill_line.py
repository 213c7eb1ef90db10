"""Several pills in one line, which shrink to their icons where they lack room. May not drop any."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.marks import pill
from cm_desktop.ui.kit.theme import Theme


class PillLine(QWidget):
    """Aligned to the right; spoken whole, whatever is shown."""

    announced = Role.StaticText

    def __init__(self, pills: Sequence[pill.Pill], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_pills(pills)

    def show_pills(self, pills: Sequence[pill.Pill]) -> None:
        """Show these instead."""
        self._pills = pills
        self.setAccessibleName(", ".join(each.text for each in pills))
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> tuple[pill.Pill, ...]:
        """The pills as they fit into the width now."""
        return pill.fit(self._pills, self.width())

    def sizeHint(self) -> QSize:
        return QSize(ceil(pill.total(self._pills)), pill.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(ceil(pill.total(pill.fit(self._pills, 0))), pill.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.shown
        x = self.width() - pill.total(shown)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for each in shown:
                x += pill.paint(painter, x, 0, each, self._theme) + pill.SPACING
