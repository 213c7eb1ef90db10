"""The way to the views: a sheet over the window. May not draw anything, nor show a list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from cm_desktop.domain.views import View, named
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.sheet.door import Door
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.ui.views.rename_page import RenamePage
from cm_desktop.ui.views.views_page import ViewsPage
from cm_desktop.wording.errors import explain
from cm_desktop.wording.views import described


class ViewsDoor(Door):
    """`opening` carries the View to be shown."""

    opening = Signal(object)

    def __init__(self, desk: Desk, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(bridge, window)
        self._desk = desk
        self._views = desk.views
        self._present = View()
        self._page: ViewsPage | RenamePage | None = None

    def open(self, present: View) -> None:
        """Show them all; `present` is the list on show."""
        if self.sheet is not None:
            return
        self._present = present
        sheet = self._watch(Sheet(self._bridge, explain, self._words, self._theme, self._window))
        sheet.went.connect(self._press)
        sheet.turned.connect(self._turn)
        sheet.returned.connect(lambda: self._list(sheet))
        self._list(sheet)
        sheet.open()

    def _press(self) -> None:
        if self._page is not None:
            self._page.press()

    def _turn(self) -> None:
        if self._page is not None:
            self._page.keep()

    def _list(self, sheet: Sheet) -> None:
        clients = {client.id: client.name for client in self._desk.inbox.clients()}
        pages = {account.id: account.name for account in self._desk.inbox.accounts()}
        told = partial(described, self._words, clients=clients, pages=pages)
        page = ViewsPage(self._views.every(), self._present, told, self._words, self._theme)
        page.opened.connect(self._open)
        page.renaming.connect(lambda view: self._rename(sheet, view))
        page.dropped.connect(lambda view: self._do(sheet, lambda: self._views.drop(view), self._list))
        page.kept.connect(lambda name: self._keep(sheet, name))
        self._page = page
        sheet.show_page(page, first=True)

    def _rename(self, sheet: Sheet, view: View) -> None:
        page = RenamePage(view, self._words, self._theme)
        page.renamed.connect(lambda anew: self._do(sheet, lambda: self._views.save(anew, view), self._list))
        self._page = page
        sheet.show_page(page)

    def _keep(self, sheet: Sheet, name: str) -> None:
        same = named(self._views.every(), name)
        view = replace(self._present, name=same.name if same else name)
        self._do(sheet, lambda: self._views.save(view), Sheet.close_sheet)

    def _do(self, sheet: Sheet, work: Callable[[], object], then: Callable[[Sheet], None]) -> None:
        sheet.ask(self._words.say("Keeping…"), work, lambda _kept: then(sheet))

    def _open(self, view: View) -> None:
        self.leave()
        self.opening.emit(view)
