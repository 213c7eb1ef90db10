"""What tests of the rules' view do and see. May not know how it is made."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def reads(widget: QWidget) -> str:
    """All that its labels say, with plain spaces."""
    shown = "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def button(widget: QWidget, name: str) -> QAbstractButton:
    """The first button of this name that is on screen."""
    for each in widget.findChildren(QAbstractButton):
        if name in (each.text(), each.accessibleName()) and each.isVisible():
            return each
    raise AssertionError(f"no button is called {name}")
