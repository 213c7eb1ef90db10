"""How long comments are kept: chosen, counted, asked for, done. May not decide which may go."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.retention import CHOICES
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.sure import Sure
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.errors import explain
from cm_desktop.wording.retention import name, told_doubted, told_gone, told_kept, told_limits, told_weight
from cm_desktop.wording.words import Words


class RetentionBlock(QWidget):
    """A list to choose from; once counted, what would go, and two buttons: the keyboard is on the one that changes nothing."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._months: list[int | None] = []
        self._is_asking = False
        self._doubts = False
        self.told = Told(theme)
        self.choice = Picker(words.say("Keep comments"), theme)
        self.choice.activated.connect(lambda _place: self._choose())
        self.stay = Button(words.say("Change nothing"), theme)
        self.keep = Button(_keep_for(words, CHOICES[0]), theme, kind=Kind.PRIMARY)
        self.stay.clicked.connect(self._settle)
        self.keep.clicked.connect(self._keep)
        self._text = lines("", fonts.LIST_TEXT, theme.text)
        self._sure = Sure((self._text,), (self.stay, self.keep))
        self._lay_out(theme)

    def refresh(self) -> None:
        """As it stands, unless a choice is being counted or asked about: comments that come in take no question away."""
        if not self._is_asking:
            self._settle()

    def _settle(self) -> None:
        """A duration that another hand chose is offered too."""
        self._is_asking = False
        kept = self._desk.retention.months
        months = [*sorted({*CHOICES, *([kept] if kept else [])}), None]
        if months != self._months:
            self._months = months
            self.choice.clear()
            self.choice.add(*(name(self._words, each) for each in months))
        self.choice.setCurrentIndex(months.index(kept))
        self._sure.hide()
        self._tell_doubt()

    def _tell_doubt(self) -> None:
        """Nothing goes while the clock is not believed: the same duration can be chosen then too."""
        since, did = self._desk.retention.doubted_since, self._doubts
        self._doubts = since is not None
        if since is not None:
            self.told.warn(told_doubted(self._words, since, self._desk.clock.now()))
        elif did:
            self.told.hush()

    @property
    def _chosen(self) -> int | None:
        return self._months[self.choice.currentIndex()]

    def _choose(self) -> None:
        months, desk = self._chosen, self._desk
        self._sure.hide()
        self._is_asking = months != desk.retention.months or self._doubts
        if not self._is_asking:
            self.told.hush()
        elif months is None:  # nothing goes by that
            self._keep()
        else:
            self.told.wait(self._words.say("Counting…"))
            self._bridge.run(lambda: desk.retention.weigh(months), lambda count: self._ask(months, count), self._refuse)

    def _ask(self, months: int, comments: int) -> None:
        self.told.hush()
        if months != self._chosen:
            return  # another one was chosen meanwhile
        self._text.setText(told_weight(self._words, months, comments))
        self.keep.set_label(_keep_for(self._words, months))
        self._sure.show()
        self.stay.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep(self) -> None:
        months = self._chosen
        self._sure.hide()
        self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.told.wait(self._words.say("Removing what is old…"))
        self._bridge.run(lambda: self._desk.retention.keep(months), lambda gone: self._done(months, gone), self._refuse)

    def _done(self, months: int | None, gone: int) -> None:
        self._settle()
        said = told_kept(self._words, months)
        self.told.confirm(f"{said} {told_gone(self._words, gone)}" if gone else said)

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self._settle()
        self.told.warn(explain(self._words, error))

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(named(self.choice.accessibleName(), self.choice, theme), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sure)
        column.addWidget(self.told)
        column.addWidget(lines(told_limits(self._words), fonts.META, theme.text3))


def _keep_for(words: Words, months: int) -> str:
    return words.say("Keep for {months}", months=name(words, months))
