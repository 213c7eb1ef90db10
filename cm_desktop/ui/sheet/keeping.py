"""Whether what is made on a page would be lost with the program, said before it is made. May not make anything."""

from collections.abc import Callable

from shiboken6 import isValid

from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.told import Told


def warn_if_lost(page: Page, lost: str, lasts: Callable[[], bool], bridge: Bridge) -> None:
    """Ask the keyring beside the window; where none keeps anything, `lost` stands on top of the page.

    A keyring that is locked says nothing now: it asks its person when something is kept.
    """
    told = Told(page.theme)
    page.column.insertWidget(0, told)

    def say(kept: bool) -> None:
        if not kept and isValid(told):  # the page may be gone
            told.warn(lost)

    bridge.run(lasts, say, lambda _error: None)
