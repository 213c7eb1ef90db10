"""What helps to write a reply, on a page where every name and every kept reply is the text. May not know a text."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.client_sheet import LONGEST_LINE
from cm_desktop.domain.saved_replies import LONGEST_NAME, LONGEST_TEXT, SavedReply, SavedReplyId
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.replying.saved_form import SavedForm
from cm_desktop.ui.replying.saved_list import SavedList
from cm_desktop.ui.replying.saved_row import SavedRow
from cm_desktop.ui.replying.told_line import ToldLine
from tests.reliability.hostile_widgets import FRENCH, client, sheet


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
