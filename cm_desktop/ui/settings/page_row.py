"""One page: how it is read, how its access holds, and what can be done about it. May not do it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import ASSISTED, Account, Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording import terms
from cm_desktop.wording.pages import PageLines
from cm_desktop.wording.words import Words

_SQUARE = 30
_APART = 5


class PageRow(QWidget):
    """Signals ask for it: the access proved again, another access, the page forgotten, which is asked for twice.

    `said` is what the row before this one was telling of the same page.
    """

    checking = Signal()
    reconnecting = Signal()
    removing = Signal()

    def __init__(
        self,
        client: Client,
        account: Account,
        told: PageLines,
        words: Words,
        theme: Theme,
        *,
        said: Told | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self.account = account
        self.told = Told(theme) if said is None else said
        self._texts = QVBoxLayout()
        self._texts.setSpacing(3)
        name = f"{account.name} · {terms.platform(words, account.platform)}"
        self._texts.addWidget(elided(name, fonts.AUTHOR, theme.text))
        self._texts.addWidget(elided(client.name, fonts.META, theme.text2))
        self._calm = lines("", fonts.META, theme.text3)
        self._texts.addWidget(self._calm)
        for alarm in told.alarms:
            self._texts.addWidget(lines(alarm, fonts.META, theme.due_fg))
        self._texts.addSpacing(4)
        self._acts = self._buttons(told)
        self._texts.addWidget(self._acts)
        self._sure = self._question()
        self._texts.addWidget(self._sure)
        self._keep(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(ClientSquare(client, _SQUARE, theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts, 1)
        self.show_calm(told)

    def _keep(self, told: Told) -> None:
        """Qt hides what moves from one parent to another."""
        spoke = not told.isHidden()
        self._texts.addWidget(told)
        told.setVisible(spoke)

    def show_calm(self, told: PageLines) -> None:
        """How things go now: it changes with each call, and takes neither the keyboard nor what was just said."""
        self._calm.setText(" · ".join(told.calm))

    def show_below(self, more: QWidget) -> None:
        """What else can be chosen for the page, under its lines."""
        place = self._texts.indexOf(self._acts)
        self._texts.insertSpacing(place, _APART)
        self._texts.insertWidget(place, more)
        self._texts.insertSpacing(place, _APART)

    def _buttons(self, told: PageLines) -> QWidget:
        say, theme, page = self._words.say, self._theme, self.account.name
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if self.account.platform != ASSISTED:
            check = Button(say("Check the access"), theme, kind=Kind.GHOST if told.reconnect else Kind.SOFT, small=True)
            check.setAccessibleDescription(page)
            check.clicked.connect(self.checking)
            again = Button(say("Reconnect"), theme, kind=Kind.SOFT if told.reconnect else Kind.GHOST, small=True)
            again.setAccessibleName(say("Reconnect {page}", page=page))
            again.clicked.connect(self.reconnecting)
            for button in (again, check) if told.reconnect else (check, again):
                row.addWidget(button)
        self._remove = Button(say("Remove…"), theme, kind=Kind.GHOST, small=True)
        self._remove.setAccessibleDescription(page)
        self._remove.clicked.connect(self._ask)
        row.addWidget(self._remove)
        row.addStretch()
        return made

    def _question(self) -> QWidget:
        say, theme = self._words.say, self._theme
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(10)
        text = say(
            "Forget this page? Its access and what was read of it leave this computer, and what was waiting for it will"
            " never leave. Nothing changes on the page itself."
        )
        column.addWidget(lines(text, fonts.LIST_TEXT, theme.text))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._stay = Button(say("Keep it"), theme)
        self._stay.clicked.connect(self._withdraw)
        forget = Button(say("Forget the page"), theme, kind=Kind.DANGER)
        forget.setAccessibleDescription(self.account.name)
        forget.clicked.connect(self.removing)
        row.addWidget(self._stay)
        row.addWidget(forget)
        row.addStretch()
        column.addLayout(row)
        made.hide()
        return made

    def _ask(self) -> None:
        """The keyboard goes to what changes nothing."""
        self.told.hush()
        self._sure.show()
        self._stay.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _withdraw(self) -> None:
        self._sure.hide()
        self._remove.setFocus(Qt.FocusReason.ShortcutFocusReason)
