"""A menu whose lines show their keys: caps at the right, as on buttons. May not bind a key."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from cm_desktop.ui.kit.controls.button import KEY_HEIGHT, key_width, paint_key
from cm_desktop.ui.kit.theme import Theme

_GAP, _RIGHT = 24, 12  # before a cap, and behind it


class KeyMenu(QMenu):
    """Lines are added with `line`, the others as in any menu."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room = 0.0
        self.keys: dict[QAction, str] = {}

    def line(self, text: str, key: str, icon: QIcon | None = None, *, sequence: str = "") -> QAction:
        """One more line, with what stands on its key: nothing where it has none. Nothing of `text` is a shortcut.

        `sequence` is the same key as Qt writes it, for who listens: Qt tells it, and neither draws it nor hears it here.
        """
        action = self.addAction(icon or QIcon(), text.replace("&", "&&"))
        action.setShortcut(QKeySequence(sequence))
        action.setShortcutVisibleInContextMenu(False)
        self.keys[action] = key
        if key and key_width(key) > self._room:
            self._room = key_width(key)
            self.setStyleSheet(f"QMenu::item {{ padding-right: {round(_GAP + self._room + _RIGHT)}px; }}")
        return action

    def popup_above(self, button: QWidget) -> None:
        """Open it over a button at the foot of a pane, their right sides in line."""
        size, corner = self.sizeHint(), button.mapToGlobal(QPoint(button.width(), 0))
        self.popup(corner - QPoint(size.width(), size.height() + 8))

    def clear(self) -> None:
        self.keys.clear()
        super().clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for action, key in self.keys.items():
                if key:
                    paint_key(painter, self.cap(action), key, self._theme)

    def cap(self, action: QAction) -> QRectF:
        """Where the key of a line is painted."""
        line, width = QRectF(self.actionGeometry(action)), key_width(self.keys[action])
        return QRectF(line.right() - _RIGHT - width, line.center().y() - KEY_HEIGHT / 2, width, KEY_HEIGHT)
