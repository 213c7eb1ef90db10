"""The question before a pack of one's own is taken away. May not take it away."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from cm_desktop.domain.rules import Pack
from cm_desktop.ui.kit.safe_text import isolated, message_box
from cm_desktop.ui.rules.pack_item import pack_title
from cm_desktop.wording.words import Words


def removal_name(pack: Pack, words: Words) -> str:
    """What taking this pack away is called."""
    return words.say("Back to the supplied rules") if pack.stands_in else words.say("Remove these rules")


def ask_before_removing(pack: Pack, words: Words, parent: QWidget, *, remove: Callable[[], None]) -> None:
    """What is lost by it, and what is kept."""
    name = isolated(pack_title(pack, words.language))
    if pack.stands_in:
        told = words.say("Your version of “{pack}” gives way to the one supplied with the program.", pack=name)
    else:
        told = words.count(
            "“{pack}”: {n} rule would no longer be in force.",
            "“{pack}”: {n} rules would no longer be in force.",
            pack.rules,
            pack=name,
        )
    box = message_box(removal_name(pack, words), told, words.say("Its text is kept beside your rules."), parent)
    stay = box.addButton(words.say("Cancel"), QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(removal_name(pack, words), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    go.clicked.connect(lambda _checked: remove())
    box.open()
