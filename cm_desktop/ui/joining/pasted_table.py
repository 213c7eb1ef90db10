"""The table of pasted comments, each cell editable; a text is edited over several lines. May not add them anywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
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
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_ROW = 62
_WIDTHS = {Cell.AUTHOR: 140, Cell.LINK: 160, Cell.DATE: 136}
_NOWHERE = QModelIndex()
_EDITING = QAbstractItemView.State.EditingState
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
            return visible(shown(row, cell))
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
    """Tab leaves it; F2, or typing, edits; Delete takes the row away."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is _EDITING:
            event.accept()  # it ends the editing of a cell, and no more
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the sheet's
        else:
            super().keyPressEvent(event)


class _Editing(QStyledItemDelegate):
    """A text has lines; the other cells have one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() != Cell.TEXT:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
            option.textElideMode = Qt.TextElideMode.ElideMiddle  # links of one page differ at their ends

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != Cell.TEXT:
            return super().createEditor(parent, option, index)
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        else:
            super().setModelData(editor, model, index)
