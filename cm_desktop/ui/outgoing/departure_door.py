"""The way to the departure list, and what follows from it. May not draw anything."""

from PySide6.QtWidgets import QMainWindow

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.outgoing.departure_page import DeparturePage
from cm_desktop.ui.sheet.door import Door
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain


class DepartureDoor(Door):
    """What is not let go stays in what waits to be sent."""

    def __init__(self, desk: Desk, acting: Acting, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__(bridge, window)
        self._desk = desk
        self._acting = acting

    def open(self) -> None:
        """Show what waits for a look now, if anything does."""
        self.leave()
        departures = self._desk.departing.listed(self._desk.inbox)
        if not departures:
            return
        page = DeparturePage(departures, self._words, self._theme)
        sheet = self._watch(Sheet(self._bridge, explain, self._words, self._theme, self._window))
        sheet.leave.set_label(self._words.say("Hold them all"))
        sheet.went.connect(lambda: self._let_go(page, sheet))
        sheet.show_page(page, first=True)
        sheet.open()

    def _let_go(self, page: DeparturePage, sheet: Sheet) -> None:
        for name in page.ticked:
            self._acting.decide(self._desk.acts.release, name)
        self._desk.departing.decided()
        sheet.close_sheet()
