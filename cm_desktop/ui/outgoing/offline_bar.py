"""The bar over the window while no platform can be reached. May not find out by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cm_desktop.domain.outbox import State
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.bar import BAR
from cm_desktop.ui.kit.ground import lay_ground
from cm_desktop.ui.kit.label import elided, label, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import times
from cm_desktop.wording.words import Words


class OfflineBar(QWidget):
    """Since when, how many acts wait for the network, how many of them for the user. Emits `asked` for the list of them."""

    asked = Signal()

    def __init__(self, desk: Desk, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self.setFixedHeight(BAR)
        lay_ground(self, theme.offline_bg)
        self._since = label("", (13, 680), theme.offline_tx, self)
        self._waiting = elided("", (13, 480), theme.offline_tx, self)
        see = QPushButton(words.say("See what will be sent"), self)
        see.setFlat(True)
        see.setFont(fonts.font(*fonts.BUTTON))
        see.setCursor(Qt.CursorShape.PointingHandCursor)
        see.setStyleSheet(
            f"QPushButton {{ border: none; color: {theme.offline_tx.name()}; }}"
            "QPushButton:focus { text-decoration: underline; }"
        )
        see.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 24, 0)
        row.setSpacing(6)
        row.addWidget(sign("wifi-off", theme.offline_tx, 18, self))
        row.addSpacing(4)
        row.addWidget(self._since)
        row.addWidget(self._waiting, 1)
        row.addWidget(see)
        self.refresh()

    def refresh(self) -> None:
        """Read the network's state again, and show or hide."""
        since = self._desk.network.offline_since
        self.setVisible(since is not None)
        if since is None:
            return
        words, waiting = self._words, self._desk.inbox.waiting()
        self._since.setText(words.say("Offline since {time}.", time=times.clock(words, since)))
        asking = sum(w.entry.state in (State.HELD, State.FAILED, State.UNCERTAIN) for w in waiting)
        self._waiting.setText(_sentence(words, len(waiting), asking))


def _sentence(words: Words, waiting: int, asking: int) -> str:
    if not waiting:
        return words.say("You can keep working.")
    leaving = words.count(
        "You can keep working: {n} action will be sent when the network is back",
        "You can keep working: {n} actions will be sent when the network is back",
        waiting,
    )
    if not asking:
        return leaving + "."
    return leaving + words.say(", {n} of them to confirm.", n=asking)
