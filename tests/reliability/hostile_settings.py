"""The settings of a client and of a page that a stranger named. May not know a text."""

from PySide6.QtWidgets import QWidget

from cm_desktop.ui.detail.charter_line import CharterLine
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.settings.client_form import ClientForm
from cm_desktop.ui.settings.page_row import PageRow
from cm_desktop.wording.pages import PageLines
from tests.reliability.hostile_widgets import FRENCH, client, detail, sheet


def client_form(text: str) -> QWidget:
    """The text as a client's name and as all that is to be known of it."""
    return ClientForm(client(text), sheet(text), FRENCH, LIGHT)


def page_row(text: str) -> QWidget:
    """As the name of a page, of its client, and in what is told of it."""
    told = PageLines(calm=(text,), alarms=(text,), reconnect=True)
    return PageRow(client(text), detail(text).account, told, FRENCH, LIGHT)


def charter(text: str) -> QWidget:
    """As what a client wants borne in mind."""
    return CharterLine(text, FRENCH, LIGHT, grievance=True)
