"""Where the panes lead: what is asked for in them and in the settings is done by the window, over it, or by the desk.

May not do any of it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cm_desktop.ui.acting import Acting

if TYPE_CHECKING:
    from cm_desktop.ui.first_run.first_run import FirstRun
    from cm_desktop.ui.frame.main_window import MainWindow
    from cm_desktop.ui.frame.panes import Panes
    from cm_desktop.ui.frame.sheets import Sheets
    from cm_desktop.ui.settings.settings_view import SettingsView


def lead(window: "MainWindow", panes: "Panes", sheets: "Callable[[], Sheets]", acting: Acting) -> None:
    """Connect panes that were just made. What they lead to is made when somebody goes there."""
    panes.blank.begun.connect(partial(_begin, window))
    panes.bars.departing.connect(lambda: sheets().departing.open())  # noqa: PLW0108 - made by then
    for asking in (panes.rail.reconnecting, panes.bars.reconnecting):
        asking.connect(lambda page: sheets().joining.reconnect(page))  # noqa: PLW0108 - the same
    add = window.look.words.say("Add a page")
    panes.rail.add_foot(add, "plus", lambda: sheets().joining.add_page(), acts=True)  # noqa: PLW0108 - the same
    panes.rooms.served.connect(lambda settings: _serve(window, settings, sheets(), acting))
    panes.furnished.connect(lambda: _look_on(panes, sheets()))


def _look_on(panes: "Panes", sheets: "Sheets") -> None:
    panes.help.reading.connect(sheets.guide.open)
    panes.beside.detail.looking.connect(sheets.look_back)


def _begin(window: "MainWindow", first_run: "FirstRun") -> None:
    first_run.going.connect(window.joining.go_on)
    first_run.practising.connect(window.practising)
    first_run.invited.connect(window.teams.join)
    first_run.speaking.connect(window.speak)


def _serve(window: "MainWindow", settings: "SettingsView", sheets: "Sheets", acting: Acting) -> None:
    settings.appearance.show_scheme(window.look.scheme)
    settings.appearance.speaking.connect(window.speak)
    settings.appearance.wearing.connect(window.wear)
    settings.keys.listening.connect(window.listen)
    settings.notices.show_wishes(window.look.wishes)
    settings.notices.wishing.connect(window.wish)
    sheets.serve(settings)
    settings.pages.pausing.connect(acting.pause_reading)
    settings.pages.suspending.connect(acting.suspend)
    settings.data.moving.going.connect(window.moving)
    settings.data.moving.setHidden(window.practice)
