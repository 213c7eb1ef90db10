"""What helps to write a reply, and what waits before it leaves, where every name and every text is the text."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.client_sheet import LONGEST_LINE
from cm_desktop.domain.saved_replies import LONGEST_NAME, LONGEST_TEXT, SavedReply, SavedReplyId
from cm_desktop.engine.sending.departing import Departure
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.outgoing.departure_page import DeparturePage
from cm_desktop.ui.replying.saved_form import SavedForm
from cm_desktop.ui.replying.saved_list import SavedList
from cm_desktop.ui.replying.saved_row import SavedRow
from cm_desktop.ui.replying.told_line import ToldLine
from tests.reliability.hostile_widgets import FRENCH, client, sheet, waiting


def replying(text: str) -> QWidget:
    """The chips, the list, the form and the line under the box."""
    made = QWidget()
    column = QVBoxLayout(made)
    kept = SavedReply(id=SavedReplyId("one"), name=text[:LONGEST_NAME], text=text[:LONGEST_TEXT])
    row, listed, form = SavedRow(FRENCH, LIGHT, made), SavedList(FRENCH, LIGHT, made), SavedForm(FRENCH, LIGHT, made)
    row.offer([kept])
    listed.fill([kept])
    form.ask(kept, client(text))
    told, warned = ToldLine(FRENCH, LIGHT, made), ToldLine(FRENCH, LIGHT, made)
    told.hear(text, sheet(text[:LONGEST_LINE]))
    warned.warn(text)
    for part in (row, listed, form, told, warned):
        part.show()
        column.addWidget(part)
    return made


def departing(text: str) -> QWidget:
    """The departure list: an act on the comment that is the text, and one of which the text became another."""
    listed = [Departure(waiting=waiting(text, ours=ours), text=now) for ours, now in ((False, text), (True, "Merci"))]
    return DeparturePage(listed, FRENCH, LIGHT)
