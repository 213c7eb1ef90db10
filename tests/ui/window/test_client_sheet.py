"""What is to be known of a client is a key away from what one writes in its name, and a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import CommentRef
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.reply_text import ReplyText
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.past.client_page import ClientPage
from tests.engine.port import CLIENT
from tests.ui.window.steps import CALM, CTRL, press, show, texts, type_in

BUTTON = "Fiche du client (I)"


def said(window: MainWindow) -> str:
    """All that the sheet says."""
    assert window.past.sheet is not None
    page = window.past.sheet.findChild(ClientPage)
    assert page is not None
    return "\n".join([texts(page), *(prose.accessibleName() for prose in page.findChildren(Prose))])


def buttons(window: MainWindow) -> list[str]:
    return [one.accessibleName() for one in window.panes.detail.findChildren(Button) if one.isVisible()]


def test_facts_are_looked_up_while_a_reply_is_written(
    window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    desk.clients.save(CLIENT, ClientSheet(client=CLIENT.id, facts="Ouvert dès 11 h", contacts="Chef : Zoé")).result()
    show(window, refs[CALM])
    assert BUTTON in buttons(window)
    press(window, Qt.Key.Key_R)
    type_in("Bonjour, nous ouvrons ")
    press(window, Qt.Key.Key_I, CTRL)
    assert "Ouvert dès 11 h" in said(window)
    assert "Chef : Zoé" in said(window)
    press(window, Qt.Key.Key_Escape)
    field = QApplication.focusWidget()
    assert isinstance(field, ReplyText)
    assert field.toPlainText() == "Bonjour, nous ouvrons "


def test_where_nothing_is_noted_the_place_for_it_is_named(window: MainWindow, refs: dict[str, CommentRef]) -> None:
    show(window, refs[CALM])
    assert BUTTON not in buttons(window)
    press(window, Qt.Key.Key_I)
    assert "les réglages ont une place" in said(window)
