"""Of what the user is told while they look elsewhere, and when not. May not tell of anything."""

from datetime import UTC, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.notices import About, QuietHours, Wishes
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording import notices, times
from cm_desktop.wording.words import Words

_HOURS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))


class NoticesSection(Section):
    """`wishing` carries the Wishes, whenever they are others."""

    wishing = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        say = words.say
        super().__init__(
            say("Notifications"),
            say("When the window is in the background. Several events make one notification."),
            theme,
        )
        self.about = {each: Check(notices.name(words, each), theme) for each in About}
        self.quiet = Check(say("No notification during these hours"), theme)
        self.begin, self.end = _hours(say("From"), words, theme), _hours(say("To"), words, theme)
        kinds = QVBoxLayout()
        kinds.setSpacing(2)
        for check in self.about.values():
            kinds.addWidget(check)
        self.column.addLayout(kinds)
        self.column.addSpacing(8)
        self.column.addWidget(label(say("Quiet hours"), fonts.AUTHOR, theme.text))
        self.column.addWidget(self.quiet)
        self.column.addWidget(self._between(words, theme))
        told = say(
            "What arrives meanwhile is announced afterwards, if it is still waiting. A notification names clients and pages,"
            " never a comment."
        )
        self.column.addWidget(lines(told, fonts.META, theme.text3))
        self.show_wishes(Wishes())
        for check in (*self.about.values(), self.quiet):
            check.clicked.connect(lambda _on: self._changed())
        for picker in (self.begin, self.end):
            picker.activated.connect(lambda _place: self._changed())

    def _between(self, words: Words, theme: Theme) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(named(words.say("From"), self.begin, theme))
        row.addWidget(named(words.say("To"), self.end, theme))
        row.addStretch()
        return made

    def show_wishes(self, wishes: Wishes) -> None:
        """As they stand."""
        for each, check in self.about.items():
            check.setChecked(each in wishes.about)
        hours = wishes.quiet or QuietHours(begin=time(20), end=time(8))
        self.quiet.setChecked(wishes.quiet is not None)
        for picker, at in ((self.begin, hours.begin), (self.end, hours.end)):
            picker.setCurrentIndex(_place(at))
            picker.setEnabled(wishes.quiet is not None)

    @property
    def wishes(self) -> Wishes:
        """As they are ticked."""
        about = frozenset(each for each, check in self.about.items() if check.isChecked())
        begin, end = _HOURS[self.begin.currentIndex()], _HOURS[self.end.currentIndex()]
        return Wishes(about=about, quiet=QuietHours(begin=begin, end=end) if self.quiet.isChecked() else None)

    def _changed(self) -> None:
        for picker in (self.begin, self.end):
            picker.setEnabled(self.quiet.isChecked())
        self.wishing.emit(self.wishes)


def _hours(name: str, words: Words, theme: Theme) -> Picker:
    made = Picker(name, theme)
    made.add(*(times.clock(words, datetime.combine(datetime(2026, 1, 1, tzinfo=UTC), at, UTC), UTC) for at in _HOURS))
    return made


def _place(at: time) -> int:
    """The nearest that is offered, before it."""
    return at.hour * 2 + (at.minute >= 30)
