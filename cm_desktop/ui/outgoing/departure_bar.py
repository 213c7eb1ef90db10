"""The bar over the window once the network is back, while what was prepared offline waits for a look. May not let go of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.ground import BAR, lay_ground
from cm_desktop.ui.kit.label import elided, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class DepartureBar(QWidget):
    """How many acts wait. Emits `asked` for the list of them."""

    asked = Signal()

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        lay_ground(self, theme.accent_bg)
        self.setFixedHeight(BAR)
        self._text = elided("", (13, 480), theme.accent_tx, self)
        see = Button(words.say("See what will be sent"), theme, kind=Kind.LINK, small=True, parent=self)
        see.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(10)
        row.addWidget(sign("arrow-up", theme.accent_tx, 18, self))
        row.addWidget(self._text, 1)
        row.addWidget(see)
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
