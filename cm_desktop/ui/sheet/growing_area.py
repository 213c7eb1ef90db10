"""Room that is as tall as what it holds, and scrolls only where the window ends. May not know what it holds."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

AROUND = 80  # pixels around the caret: with a field that one comes to, the buttons under it are in sight


class GrowingArea(QScrollArea):
    """`content` has a layout; it is `width` wide."""

    def __init__(self, content: QWidget, width: int) -> None:
        super().__init__()
        self._content = content
        self._width = width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        self.setWidget(content)
        column = content.layout()
        assert column is not None
        self._column = column
        self._margins = column.contentsMargins()
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        for part in (self, self.viewport(), content):
            part.setObjectName("clear")

    def sizeHint(self) -> QSize:
        content = self._content
        wide = self._width - self._margins.right() + self._column.contentsMargins().right()
        tall = content.heightForWidth(wide) if content.hasHeightForWidth() else content.sizeHint().height()
        return QSize(self._width, tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width, min(120, self.sizeHint().height()))

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin: else it would make lines longer than the room they had without it."""
        whole = self._margins
        right = whole.right() - (self.verticalScrollBar().sizeHint().width() if most else 0)
        self._column.setContentsMargins(whole.left(), whole.top(), right, whole.bottom())

    def follow(self) -> None:
        """What has the keyboard may have just been shown, below what is in sight: scroll to it, once that is laid out."""
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        place = QApplication.focusWidget()
        if place is not None and self._content.isAncestorOf(place):
            self.ensureWidgetVisible(place, 0, AROUND)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds has grown or shrunk."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
