"""What is dragged over the window. May not take it."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(brought: QMimeData) -> Path | None:
    """The first file of this machine among what is dragged, None where there is none."""
    return next((Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()), None)
