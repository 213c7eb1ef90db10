"""The list of saved replies over the window, under or above the caret. May not take the keyboard, nor insert anything."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cm_desktop.domain.saved_replies import SavedReply
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.safe_text import elided as cut
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

WIDTH = 420
_ROW = 46
_MOST = 6
_INSET = 6
_GAP = 6
_TEXT = Qt.ItemDataRole.UserRole


class SavedList(Card):
    """`chosen` carries the place of the reply that was clicked."""

    chosen = Signal(int)

    def __init__(self, words: Words, theme: Theme, window: QWidget) -> None:
        super().__init__(theme.raised, theme.line2, 10, window)
        self._words = words
        self.rows = QListWidget()
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setStyleSheet("background: transparent;")
        self.rows.setItemDelegate(_Row(theme, self.rows))
        self.rows.setAccessibleName(words.say("Saved replies"))
        self.rows.itemClicked.connect(lambda item: self.chosen.emit(self.rows.row(item)))
        self._foot = elided("", fonts.META, theme.text3)
        self._foot.setContentsMargins(10, 4, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.setSpacing(2)
        column.addWidget(self.rows)
        column.addWidget(self._foot)
        self.hide()

    @property
    def place(self) -> int:
        """Which one the keyboard is on; -1 where there is none."""
        return self.rows.currentRow()

    def step(self, by: int) -> None:
        """The keyboard goes on, round the ends."""
        if self.rows.count():
            self.rows.setCurrentRow((self.place + by) % self.rows.count())
            self._announce(self.rows.currentItem().text())

    def fill(self, replies: Sequence[SavedReply]) -> None:
        """Show these, the first one under the keyboard."""
        self.rows.clear()
        for one in replies:
            item = QListWidgetItem(visible(one.name, LINE))
            item.setData(_TEXT, visible(" ".join(one.text.split()), LINE))
            self.rows.addItem(item)
        self.rows.setCurrentRow(0 if replies else -1)
        self.rows.setVisible(bool(replies))
        self.rows.setMaximumHeight(_ROW * min(len(replies), _MOST))
        say = self._words.say
        self._foot.setText(
            say("Enter to insert · F2 to change · Esc to close")
            if replies
            else say("No saved reply says that · Esc to close")
        )
        self._announce(replies[0].name if replies else self._foot.text())

    def _announce(self, told: str) -> None:
        """To who does not see it: the keyboard stays in the field."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def stand_by(self, field: QTextEdit) -> None:
        """Under the caret where there is room, else above all that surrounds the field: who speaks stays in sight."""
        window, around = self.parentWidget(), field.parentWidget()
        assert window is not None
        assert around is not None
        under = field.viewport().mapTo(window, field.cursorRect().bottomLeft()) + QPoint(-_INSET, _GAP)
        over = around.mapTo(window, QPoint(0, 0)).y() - _GAP
        left = min(under.x(), window.width() - WIDTH - _GAP)
        height = self.sizeHint().height()
        if under.y() + height + _GAP <= window.height():
            self.setGeometry(QRect(left, under.y(), WIDTH, height))
        else:
            height = min(height, over - _GAP)
            self.setGeometry(QRect(left, over - height, WIDTH, height))

    def sizeHint(self) -> QSize:
        rows = self.rows.maximumHeight() if self.rows.count() else 0
        return QSize(WIDTH, rows + self._foot.sizeHint().height() + 2 * _INSET + 2)


class _Row(QStyledItemDelegate):
    """A name and how its text begins."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 2 * _INSET, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.accent_line)
            painter.setBrush(theme.sel)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._line(painter, box.adjusted(10, 5, -10, 0), index.data(), fonts.BUTTON, theme.text)
        self._line(painter, box.adjusted(10, 24, -10, 0), index.data(_TEXT), fonts.META, theme.text2)
        painter.restore()

    def _line(self, painter: QPainter, room: QRectF, text: str, type_: tuple[int, int], colour: QColor) -> None:
        font = fonts.font(*type_)
        painter.setFont(font)
        painter.setPen(colour)
        told = cut(text, QFontMetricsF(font), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, told)
