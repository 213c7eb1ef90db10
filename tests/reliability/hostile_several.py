"""Several comments of one stranger, where the detail of one would stand. May not know a text."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Query
from cm_desktop.domain.several import Gist, chosen
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.several.gathered import Gathered
from cm_desktop.ui.several.several_pane import SeveralPane
from tests.reliability.hostile_widgets import FRENCH, client, row
from tests.ui.rows import NOW


def several(text: str) -> QWidget:
    """The text as name, client and comment of what is picked."""
    shown, whose = row(text), ClientId("whose")
    gist = Gist(handle=shown.handle, ref=shown.comment.ref, client=whose)
    pane = SeveralPane(RowWords(FRENCH), lambda: NOW, timedelta(seconds=10), FRENCH, LIGHT)
    pane.resize(768, 900)
    pane.show_gathered(
        Gathered(
            query=Query(),
            division=chosen([gist], []),
            moves=(Move.DISMISS, Move.HIDE),
            preview=(shown, shown, shown),
            clients={whose: client(text)},
        )
    )
    return pane
