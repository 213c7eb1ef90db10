"""The question before a window is closed on drafts of rules. May not close it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from cm_desktop.ui.kit.safe_text import message_box
from cm_desktop.wording.words import Words


def ask_about_drafts(
    count: int, words: Words, parent: QWidget, *, leave: Callable[[], None], stay: Callable[[], None]
) -> None:
    """Leave without them, or stay and look at them."""
    told = words.count(
        "{n} draft of rules is not in force. Closed, the window forgets it.",
        "{n} drafts of rules are not in force. Closed, the window forgets them.",
        count,
    )
    box = message_box(words.say("Drafts of rules"), told, parent=parent)
    back = box.addButton(words.say("See the rules"), QMessageBox.ButtonRole.RejectRole)
    away = box.addButton(words.say("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    back.clicked.connect(lambda _checked: stay())
    away.clicked.connect(lambda _checked: leave())
    box.open()
