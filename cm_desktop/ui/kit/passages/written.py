"""What stands in a field that people write a message in. May not change it."""

from PySide6.QtGui import QTextCursor, QTextDocument

from cm_desktop.ui.kit.safe_text import utf16_length

_LINES = str.maketrans("\u2029\u2028", "\n\n")


def written(document: QTextDocument) -> str:
    """The text with every space as it was typed, and plain ends of lines.

    `toPlainText` makes plain spaces of those that do not break a line. French wants them before
    « : » and inside quotation marks, and a platform publishes what it is given.
    """
    return document.toRawText().translate(_LINES)


def selecting(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """A cursor that selects a part of what is written: code points, half-open."""
    text, cursor = written(document), QTextCursor(document)
    cursor.setPosition(utf16_length(text[:start]))
    cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor
