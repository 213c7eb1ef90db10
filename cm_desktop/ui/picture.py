"""A picture of the window, saved to a file. May not need a screen."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def save_picture(window: QWidget, path: Path) -> None:
    """Write what `window` shows to `path`, a PNG. Raises OSError where that fails."""
    QApplication.processEvents()  # what was just read must be laid out and painted
    if not window.grab().save(str(path), "PNG"):
        raise OSError(f"cannot write {path}")
