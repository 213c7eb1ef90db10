"""The question until when something sleeps: some moments that are near, or a day. May not put anything off."""

from datetime import date, datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.snooze import LONGEST, MORNING, Offer, offered
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.day_field import DayField
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import times
from cm_desktop.wording.words import Words

_GAP, _HEIGHT = 8, 38
_AHEAD = 2  # days: tomorrow has a button of its own


class MomentChoice(QWidget):
    """Hidden until it asks. Emits `chosen` with an aware moment; arrows and Tab go from one to the next."""

    chosen = Signal(object)  # datetime

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        question = words.say("Snooze until when?")
        self.setAccessibleName(question)
        self._day = DayField(words.say("Day"), words, _HEIGHT)
        self._day.setKeyboardTracking(False)
        self._that_day = Button("", theme)
        self._that_day.clicked.connect(self._choose_day)
        self._near = QHBoxLayout()
        self._near.setSpacing(_GAP)
        self._near.addStretch()
        self._buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._day)
        row.addWidget(self._that_day)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(label(question, (13, 600), theme.text, self))
        column.addLayout(self._near)
        column.addLayout(row)
        self.hide()

    def ask(self, now: datetime) -> None:
        """Offer what lies ahead of this moment."""
        here = now.astimezone().replace(tzinfo=None)
        for old in self._buttons:
            self._near.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(offer, _aware(until), now) for offer, until in offered(here).items()]
        for place, button in enumerate(self._buttons):
            self._near.insertWidget(place, button)
        today = QDate(here.year, here.month, here.day)
        self._day.setDateRange(today.addDays(1), today.addDays(LONGEST.days - 1))
        self._day.setDate(today.addDays(_AHEAD))
        morning = times.clock(self._words, _aware(datetime.combine(here, MORNING)))
        self._that_day.set_label(self._words.say("That day, {time}", time=morning))
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, offer: Offer, until: datetime, now: datetime) -> Button:
        made = Button(self._name(offer, until, now), self._theme, parent=self)
        made.clicked.connect(lambda: self._choose(until))
        return made

    def _name(self, offer: Offer, until: datetime, now: datetime) -> str:
        words = self._words
        match offer:
            case Offer.HOUR:
                return words.say("In 1 hour")
            case Offer.AFTERNOON:
                return words.say("This afternoon, {time}", time=times.clock(words, until))
            case _:
                told = times.due(words, until, now)
                return f"{told[:1].upper()}{told[1:]}"

    def _choose_day(self) -> None:
        year, month, day = self._day.date().getDate()
        self._choose(_aware(datetime.combine(date(year, month, day), MORNING)))

    def _choose(self, until: datetime) -> None:
        self.hide()
        self.chosen.emit(until)


def _aware(here: datetime) -> datetime:
    """A moment of the user's own clock, whatever it will be set to by then."""
    return here.astimezone()
