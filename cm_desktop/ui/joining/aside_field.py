"""From when on the comments of a page queue up: a box to tick, a day, and how many that leaves aside. May not read a page."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Account
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.day_field import DayField
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording.errors import explain
from cm_desktop.wording.pages import left_aside
from cm_desktop.wording.words import Words

LATELY = timedelta(days=30)


def lately(now: datetime) -> datetime:
    """The moment that is proposed: a month ago, at the beginning of the day where the user is."""
    return (now - LATELY).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


class AsideField(QWidget):
    """What is chosen holds at once, and can be changed both ways."""

    def __init__(self, desk: Desk, bridge: Bridge, account: Account, words: Words, theme: Theme) -> None:
        super().__init__()
        self._desk, self._bridge, self._account, self._words = desk, bridge, account, words
        self._tick = Check(words.say("Leave aside what is older than"), theme)
        self._tick.setAccessibleName(self._tick.text())
        self._day = DayField(words.say("Day"), words)
        self._day.setKeyboardTracking(False)  # half a year typed is none
        self._told = lines("", fonts.META, theme.text3)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._tick)
        row.addWidget(self._day)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._told)
        self.refresh()
        self._tick.toggled.connect(lambda _on: self._leave())
        self._day.dateChanged.connect(lambda _day: self._leave())
        bridge.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read anew what is kept."""
        inbox, now = self._desk.inbox, self._desk.clock.now()
        before = inbox.aside_before().get(self._account.id)
        shown = (before or lately(now)).astimezone()
        here = now.astimezone()
        with QSignalBlocker(self._tick), QSignalBlocker(self._day):
            self._day.setMaximumDate(QDate(here.year, here.month, here.day))
            self._tick.setChecked(before is not None)
            if not self._day.hasFocus():  # nobody writes a day over the one that is being typed
                self._day.setDate(QDate(shown.year, shown.month, shown.day))
        self._day.setEnabled(before is not None)
        self._told.setText(left_aside(self._words, before, inbox.left_aside(self._account.id), now))

    def _leave(self) -> None:
        year, month, day = self._day.date().getDate()
        before = datetime(year, month, day).astimezone() if self._tick.isChecked() else None
        self._day.setEnabled(before is not None)
        self._bridge.run(
            lambda: self._desk.accounts.leave_aside(self._account.id, before), lambda _left: None, self._refuse
        )

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self._told.setText(explain(self._words, error))

    def _hear(self, changes: Changes) -> None:
        if Change.COMMENTS in changes:
            self.refresh()
