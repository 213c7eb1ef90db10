"""The bar over the window once the network is back, while what was prepared offline waits for a look. May not let go of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.bar import lay_bar
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class DepartureBar(QWidget):
    """How many acts wait. Emits `asked` for the list of them."""

    asked = Signal()

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._text = elided("", (13, 480), theme.accent_tx, self)
        see = Button(words.say("See what will be sent"), theme, kind=Kind.LINK, small=True, parent=self)
        see.clicked.connect(self.asked)
        lay_bar(self, "arrow-up", self._text, see, ground=theme.accent_bg, ink=theme.accent_tx)
        self.hide()

    def refresh(self) -> None:
        """Look again what waits, and show or hide."""
        waiting = 0
        if self._desk.network.offline_since is None:
            waiting = len(self._desk.departing.listed(self._desk.inbox))
        self._text.setText(
            self._words.count(
                "Back online: check {n} action prepared offline before it is sent.",
                "Back online: check {n} actions prepared offline before they are sent.",
                waiting,
            )
        )
        self.setVisible(bool(waiting))
