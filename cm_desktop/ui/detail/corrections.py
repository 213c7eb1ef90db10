"""What can be said of the rules in front of a comment: that one is mistaken. A menu; may not correct anything itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.verdicts import Hit
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.wording.words import Words

_LONGEST = 40  # of a passage in the menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """`mistaken` gets the hit and whether for all clients; `missed` begins with an expression, selected or empty."""

    mistaken: Callable[[Hit, bool], None]
    missed: Callable[[str], None]


def mistake_menu(
    found: Sequence[tuple[str, Hit]], client: Client, corrections: Corrections, words: Words, parent: QWidget | None
) -> QMenu:
    """For each passage, with its hit: no longer for this client, or for none."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for place, (passage, hit) in enumerate(found):
        if place:
            menu.addSeparator()
        shown = isolated(passage if len(passage) <= _LONGEST else passage[: _LONGEST - 1].rstrip() + "…")
        here = words.say("Stop flagging “{passage}” for {client}", passage=shown, client=isolated(client.name))
        everywhere = words.say("Stop flagging “{passage}” for any client", passage=shown)
        for text, for_all in ((here, False), (everywhere, True)):
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _checked, hit=hit, for_all=for_all: corrections.mistaken(hit, for_all))
    return menu
