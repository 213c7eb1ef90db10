"""Words over as many lines as they need in the width they get, and no taller. May not hold what strangers wrote as markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.safe_text import PlainLabel


def lines(text: str, type_: tuple[int, int], colour: QColor) -> PlainLabel:
    """Plain text that can be selected with the mouse; its height follows its width."""
    made = label(text, type_, colour)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
