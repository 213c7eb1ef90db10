"""The question before the window can open on damaged work: a good copy, or nothing. May not restore by itself."""

from PySide6.QtWidgets import QMessageBox

from cm_desktop.domain.errors import Damaged, NotFound
from cm_desktop.engine.keeping.recovery import Recovery
from cm_desktop.ui.kit.safe_text import message_box
from cm_desktop.wording.errors import explain
from cm_desktop.wording.restoring import told_copy, told_restored
from cm_desktop.wording.words import Words


def offer_restore(back: Recovery, words: Words, error: Damaged) -> bool:
    """Say what is damaged and offer the copy that loses least; answers whether it took its place. Raises StoreError."""
    damaged = words.say("{path} is damaged: nothing leaves from it.", path=error.path)
    try:
        copy = back.last()
    except NotFound as none:
        _ask(words, f"{damaged}\n\n{explain(words, none)}", "")
        return False
    offer = words.say(
        "The last good one: {copy}. The damaged file is kept, and what had not left waits for you.",
        copy=told_copy(words, copy, back.clock.now()),
    )
    if not _ask(words, f"{damaged}\n\n{offer}", words.say("Restore it")):
        return False
    _ask(words, "\n".join(told_restored(words, back.restore(copy))), "")
    return True


def _ask(words: Words, told: str, does: str) -> bool:
    """With one button that does something, where there is something to do."""
    box = message_box("CM Desktop", told)
    doing = box.addButton(does, QMessageBox.ButtonRole.AcceptRole) if does else None
    closing = box.addButton(words.say("Close"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(closing)
    box.exec()
    return doing is not None and box.clickedButton() is doing
