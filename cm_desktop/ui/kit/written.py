"""What stands in a field that people write a message in. May not change it."""

from PySide6.QtGui import QTextDocument

_LINES = str.maketrans("\u2029\u2028", "\n\n")


def written(document: QTextDocument) -> str:
    """The text with every space as it was typed, and plain ends of lines.

    `toPlainText` makes plain spaces of those that do not break a line. French wants them before
    « : » and inside quotation marks, and a platform publishes what it is given.
    """
    return document.toRawText().translate(_LINES)
