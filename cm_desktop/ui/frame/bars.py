"""The bars over everything: files in trouble, no network, no access, what waits, the public's view. May not decide on one.

Each is imported and made when it first has something to say, which most days none of them has.
"""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.outgoing.access_bar import AccessBar
    from cm_desktop.ui.outgoing.departure_bar import DepartureBar
    from cm_desktop.ui.outgoing.files_bar import FilesBar
    from cm_desktop.ui.outgoing.offline_bar import OfflineBar
    from cm_desktop.ui.outgoing.public_look_bar import PublicLookBar

    Bar = TypeVar("Bar", FilesBar, OfflineBar, AccessBar, DepartureBar, PublicLookBar)

_FROM_THE_TOP = ("files", "offline", "access", "departure", "look")


class Bars(QWidget):
    """As tall as those that have something to say.

    `listing` asks for what waits, `departing` for what was prepared offline; `reconnecting` carries an Account, `looked`
    an AccountId and whether the public sees our replies there.
    """

    listing = Signal()
    departing = Signal()
    reconnecting = Signal(object)
    looked = Signal(str, bool)

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @cached_property
    def files(self) -> "FilesBar":
        """The workspace's files cannot be read or written."""
        from cm_desktop.ui.outgoing.files_bar import FilesBar

        return self._placed("files", FilesBar(self._desk, self._words, self._theme, self))

    @cached_property
    def offline(self) -> "OfflineBar":
        """No platform can be reached."""
        from cm_desktop.ui.outgoing.offline_bar import OfflineBar

        made = OfflineBar(self._desk, self._words, self._theme, self)
        made.asked.connect(self.listing)
        return self._placed("offline", made)

    @cached_property
    def access(self) -> "AccessBar":
        """The access to a page is refused."""
        from cm_desktop.ui.outgoing.access_bar import AccessBar

        made = AccessBar(self._desk, self._words, self._theme, self)
        made.asked.connect(self.reconnecting)
        return self._placed("access", made)

    @cached_property
    def departure(self) -> "DepartureBar":
        """What was prepared offline waits for a look."""
        from cm_desktop.ui.outgoing.departure_bar import DepartureBar

        made = DepartureBar(self._desk, self._words, self._theme, self)
        made.asked.connect(self.departing)
        return self._placed("departure", made)

    @cached_property
    def look(self) -> "PublicLookBar":
        """Whether the public sees our replies is to be said."""
        from cm_desktop.ui.outgoing.public_look_bar import PublicLookBar

        made = PublicLookBar(self._desk, self._words, self._theme, self)
        made.looked.connect(self.looked)
        return self._placed("look", made)

    def refresh(self) -> None:
        """Look again what there is to say; the files first, which tell why the rest cannot be read."""
        desk = self._desk
        if self._is_made("files") or desk.files_trouble is not None:
            self.files.refresh()
        if self._is_made("offline") or desk.network.offline_since is not None:
            self.offline.refresh()
        if self._is_made("access") or any(page.is_refused for page in desk.inbox.freshness()):
            self.access.refresh()
        if self._is_made("departure") or desk.departing.listed(desk.inbox):
            self.departure.refresh()
        if self._is_made("look") or desk.inbox.public_look():
            self.look.refresh()

    def _is_made(self, name: str) -> bool:
        return name in vars(self)

    def _placed(self, name: str, bar: "Bar") -> "Bar":
        """In its place, however late it comes."""
        above = _FROM_THE_TOP[: _FROM_THE_TOP.index(name)]
        self._column.insertWidget(sum(map(self._is_made, above)), bar)
        return bar
