"""A client erased: counted, asked for twice, done. May not decide what goes with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.erasing import Weight
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.sure import Sure
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.erasing import told_limits, told_weight
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class ErasingBlock(QWidget):
    """One button; once counted, what goes, and two: the keyboard is on the one that changes nothing."""

    def __init__(
        self, desk: Desk, bridge: Bridge, client: Callable[[], Client | None], words: Words, theme: Theme
    ) -> None:
        super().__init__()
        self._desk = desk
        self._bridge = bridge
        self._client = client
        self._words = words
        self._asked: Client | None = None
        self.told = Told(theme)
        self.ask = Button(words.say("Erase this client…"), theme, kind=Kind.GHOST, icon="trash-2")
        self.stay = Button(words.say("Keep this client"), theme)
        self.erase = Button(words.say("Erase for good"), theme, kind=Kind.DANGER)
        self._text = lines("", fonts.LIST_TEXT, theme.text)
        self.ask.clicked.connect(self._weigh)
        self.stay.clicked.connect(self.withdraw)
        self.erase.clicked.connect(self._erase)
        self._sure = Sure((self._text,), (self.stay, self.erase))
        self._lay_out()

    def withdraw(self) -> None:
        """Another client is on show, or this one stays."""
        self._asked = None
        self._sure.hide()

    def _weigh(self) -> None:
        client = self._client()
        if client is None:
            return
        self.told.hush()
        self._bridge.run(
            lambda: self._desk.erasing.weigh(client.id), lambda it: self._question(client, it), self._refuse
        )

    def _question(self, client: Client, weight: Weight) -> None:
        self._asked = client
        self._text.setText(f"{told_weight(self._words, client.name, weight)}\n{told_limits(self._words)}")
        self._sure.show()
        self.stay.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _erase(self) -> None:
        client = self._asked
        if client is None:
            return
        self.withdraw()
        self.told.wait(self._words.say("Erasing…"))
        self._bridge.run(lambda: self._desk.erasing.erase(client.id), lambda _: self._done(client), self._refuse)

    def _done(self, client: Client) -> None:
        self.told.confirm(self._words.say("{name} is erased.", name=client.name))

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self.told.warn(explain(self._words, error))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sure)
        column.addWidget(self.told)
