"""The table of pasted comments, each cell editable; a text is edited over several lines. May not add them anywhere."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cm_desktop.domain.arrivals import PastedComment
from cm_desktop.domain.errors import BadValue
from cm_desktop.ui.joining.pasted import Cell, Rows, corrected, shown, typed
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_ROW = 62
_WIDTHS = {Cell.AUTHOR: 140, Cell.LINK: 160, Cell.DATE: 136}
_NOWHERE = QModelIndex()
_EDITING = QAbstractItemView.State.EditingState
_Moved = QAbstractItemDelegate.EndEditHint
_MOVES = {
    _Moved.EditNextItem: QAbstractItemView.CursorAction.MoveNext,
    _Moved.EditPreviousItem: QAbstractItemView.CursorAction.MovePrevious,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class PastedModel(QAbstractTableModel):
    """`rows` as a table; `refused` carries the BadValue of what was typed in vain."""

    refused = Signal(object)

    def __init__(self, rows: Sequence[PastedComment], words: Words) -> None:
        super().__init__()
        self.rows = Rows(tuple(rows))
        self._titles = {
            Cell.AUTHOR: words.say("Author"),
            Cell.TEXT: words.say("Text"),
            Cell.LINK: words.say("Link"),
            Cell.DATE: words.say("Date (dd/mm/yyyy)"),
        }

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows.all)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Cell)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, cell = self.rows.all[index.row()], Cell(index.column())
        if role == Qt.ItemDataRole.EditRole:
            return typed(row, cell)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(shown(row, cell), LINE)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[Cell(section)]
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font(*fonts.SECTION)
        return int(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        try:
            row = corrected(self.rows.all[index.row()], Cell(index.column()), str(value))
        except BadValue as error:
            self.refused.emit(error)
            return False
        self.rows = self.rows.changed(index.row(), row)
        self.dataChanged.emit(index, index)
        return True

    def remove(self, place: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), place, place)
        self.rows = self.rows.without(place)
        self.endRemoveRows()

    def add(self) -> None:
        """An empty row at the end."""
        end = len(self.rows.all)
        self.beginInsertRows(QModelIndex(), end, end)
        self.rows = self.rows.more()
        self.endInsertRows()


class PastedTable(QTableView):
    """F2, or typing, edits; then Enter or Tab keeps what was typed, Tab goes to the next cell. Delete takes the row away.

    Outside an editor Tab leaves the table. In a text Enter begins a line, and Ctrl+Enter keeps it.
    """

    def __init__(self, model: PastedModel, words: Words, theme: Theme) -> None:
        super().__init__()
        self.pasted = model
        self.setModel(model)
        self.setAccessibleName(words.say("Comments found"))
        self.setFont(fonts.font(*fonts.LIST_TEXT))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(_Editing(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Cell.TEXT, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        for cell, width in _WIDTHS.items():
            self.setColumnWidth(cell, width)
        self.setStyleSheet(
            f"QTableView {{ border: 1px solid {theme.line2.name()}; border-radius: 8px; gridline-color: {theme.line.name()};"
            f" background: {theme.raised.name()}; color: {theme.text.name()}; }}"
            f"QTableView::item {{ padding: 6px; }}"
            f"QTableView::item:selected {{ background: {theme.sel.name()}; color: {theme.text.name()}; }}"
            f"QHeaderView::section {{ background: {theme.sunken.name()}; color: {theme.text2.name()}; border: 0;"
            f" border-bottom: 1px solid {theme.line.name()}; padding: 7px 8px; }}"
        )

    def remove_current(self) -> None:
        """Take away the row that is chosen."""
        if (here := self.currentIndex()).isValid():
            self.pasted.remove(here.row())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes to the next cell, which is not edited before somebody asks."""
        super().closeEditor(editor, _Moved.NoHint if hint in _MOVES else hint)
        if hint in _MOVES:
            self.setCurrentIndex(self.moveCursor(_MOVES[hint], Qt.KeyboardModifier.NoModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        elif event.key() in _ENTER and self.state() is _EDITING:
            event.accept()  # it ends the editing of a cell, and no more
        elif event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()  # the sheet's
        else:
            super().keyPressEvent(event)


class _Editing(QStyledItemDelegate):
    """A text has lines; the other cells have one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() != Cell.TEXT:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
            at_the_end = index.column() == Cell.LINK  # links of one page differ there
            option.textElideMode = Qt.TextElideMode.ElideLeft if at_the_end else Qt.TextElideMode.ElideRight

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != Cell.TEXT:
            return super().createEditor(parent, option, index)
        return QPlainTextEdit(parent)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """A text is kept by the keys that keep a line, but for Enter alone."""
        hint = _kept_by(event) if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if isinstance(editor, QPlainTextEdit) and hint is not None:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, written(editor.document()))
        else:
            super().setModelData(editor, model, index)


def _kept_by(event: QKeyEvent) -> QAbstractItemDelegate.EndEditHint | None:
    """Where to go from a text that this key keeps; None for any other key."""
    if event.key() == Qt.Key.Key_Tab:
        return _Moved.EditNextItem
    if event.key() == Qt.Key.Key_Backtab:
        return _Moved.EditPreviousItem
    ends = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return _Moved.SubmitModelCache if ends else None
