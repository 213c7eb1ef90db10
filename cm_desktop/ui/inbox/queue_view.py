"""The rows of a list on screen: one column of one height, which fades at its foot. May not read or act."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from cm_desktop.ui.inbox.comment_row import HEIGHT
from cm_desktop.ui.kit.marks.thumbnail import thumbnails
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.kit.viewport import own_viewport

_FADE = 26


class QueueView(QTableView):
    """A table: lists and trees take a second to lay out a million rows. `picking` is asked for with the space bar, here
    alone: elsewhere it presses what has the focus.
    """

    picking = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(HEIGHT)
        rows.setDefaultSectionSize(HEIGHT)
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        self._ground = theme.pane
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that Qt moves what is painted
        thumbnails().arrived.connect(self.viewport().update)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self.viewport().update(self._foot))

    def selectionCommand(
        self, _index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Whatever key is held, the current row is the selected one."""
        return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Clear of the fade too."""
        super().scrollTo(index, hint)
        hidden = self.visualRect(index).bottom() - (self.viewport().height() - _FADE)
        if 0 < hidden <= _FADE:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.picking.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the window here, never a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = self.visualRect(self.currentIndex()).top() < event.oldSize().height()
        super().resizeEvent(event)
        if seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @property
    def _foot(self) -> QRect:
        return QRect(0, self.viewport().height() - _FADE, self.viewport().width(), _FADE)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What is painted moves, and only new rows are painted; the foot fades where it is now, not where it went."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update(self._foot)
        self.viewport().update(self._foot.translated(0, dy))

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a ground of its own, and fading at its foot: a widget over it would have all rows painted at each step."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._ground)
        super().paintEvent(event)
        if self.verticalScrollBar().value() < self.verticalScrollBar().maximum():
            self._fade()

    def _fade(self) -> None:
        """So that a cut row reads as a list that goes on."""
        foot, clear = self._foot, QColor(self._ground)
        clear.setAlpha(0)
        shade = QLinearGradient(0, foot.top(), 0, foot.bottom() + 1)
        shade.setColorAt(0, clear)
        shade.setColorAt(1, self._ground)
        with QPainter(self.viewport()) as painter:
            painter.fillRect(foot, shade)
