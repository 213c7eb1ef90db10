"""The bars over everything: files in trouble, no network, no access, what waits, the public's view. May not decide on one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.access_bar import AccessBar
from cm_desktop.ui.outgoing.departure_bar import DepartureBar
from cm_desktop.ui.outgoing.files_bar import FilesBar
from cm_desktop.ui.outgoing.offline_bar import OfflineBar
from cm_desktop.ui.outgoing.public_look_bar import PublicLookBar
from cm_desktop.wording.words import Words


class Bars(QWidget):
    """As tall as those that have something to say."""

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.files = FilesBar(desk, words, theme, self)
        self.offline = OfflineBar(desk, words, theme, self)
        self.access = AccessBar(desk, words, theme, self)
        self.departure = DepartureBar(desk, words, theme, self)
        self.look = PublicLookBar(desk, words, theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._all = (self.files, self.offline, self.access, self.departure, self.look)
        for bar in self._all:
            column.addWidget(bar)

    def refresh(self) -> None:
        """Look again what there is to say; the files first, which tell why the rest cannot be read."""
        for bar in self._all:
            bar.refresh()
