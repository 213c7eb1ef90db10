"""The menu that asks whose rules are meant: those of all clients, or of one alone. May not write any."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.wording.words import Words


def ask_whose(
    clients: Iterable[Client], words: Words, beside: QWidget, chosen: Callable[[ClientId | None], None]
) -> None:
    """Under this button."""
    menu = QMenu(beside)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(words.say("For all clients")).triggered.connect(partial(_choose, chosen, None))
    for client in clients:
        name = words.say("For {client} alone", client=visible(client.name))
        menu.addAction(name.replace("&", "&&")).triggered.connect(partial(_choose, chosen, client.id))
    menu.setActiveAction(menu.actions()[0])  # whoever has no mouse sees where Enter leads
    menu.popup(beside.mapToGlobal(QPoint(beside.width() - menu.sizeHint().width(), beside.height() + 4)))


def _choose(chosen: Callable[[ClientId | None], None], client: ClientId | None, _checked: object = None) -> None:
    chosen(client)
