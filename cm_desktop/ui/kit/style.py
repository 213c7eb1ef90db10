"""Dresses the application: Fusion, one palette, one style sheet made from the theme. May not set fonts by style sheet."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.theme import Theme, names, palette

_SHEET = """
QWidget { outline: 0; }
QToolTip { background: $toast_bg; color: $toast_tx; border: 0; border-radius: 6px; padding: 6px 8px; }
QMenu { background: $raised; color: $text; border: 1px solid $line2; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_bg; color: $accent_tx; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 0; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0 3px 0 0; }
QScrollBar::handle:vertical { background: $line2; border-radius: 3px; min-height: 40px; }
QScrollBar::handle:vertical:hover { background: $edge; }
QScrollBar:horizontal { background: transparent; height: 6px; margin: 0; }
QScrollBar::handle:horizontal { background: $line2; border-radius: 3px; min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea, QTableView { border: 0; background: $pane; selection-background-color: transparent; }
#clear { background: transparent; }
QLineEdit, QPlainTextEdit { background: $sunken; color: $text;
  border: 1px solid $line; border-radius: 8px; padding: 0 10px;
  placeholder-text-color: $text3;
  selection-background-color: $accent; selection-color: $accent_on; }
QLineEdit:focus, QPlainTextEdit:focus { border: 1px solid $accent; background: $pane; }
QPlainTextEdit#lines { padding: 7px 8px; }
QPlainTextEdit#code, QPlainTextEdit#code:focus { background: $pane; border: 0; border-radius: 0; padding: 0; }
QDateEdit { background: $sunken; color: $text; border: 1px solid $line; border-radius: 8px; padding: 0 8px; }
QDateEdit:focus { border: 1px solid $accent; background: $pane; }
QDateEdit::up-button, QDateEdit::down-button { width: 0; border: 0; }
QDateEdit QLineEdit { background: transparent; border: 0; padding: 0; }
QSplitter::handle { background: $line; }
"""


def sheet(theme: Theme) -> str:
    """The style sheet of standard widgets; widgets of our own paint themselves."""
    made = _SHEET
    for name in sorted(names(), key=len, reverse=True):  # $text3 before $text
        colour: QColor = getattr(theme, name)
        made = made.replace(f"${name}", colour.name())
    return made


def dress(app: QApplication, theme: Theme) -> None:
    """Give every widget of `app` the theme; panes that paint themselves must be made again with it."""
    app.setStyle("Fusion")
    app.setFont(fonts.font(*fonts.LIST_TEXT))
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))
