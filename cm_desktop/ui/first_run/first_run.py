"""A window with nothing yet: one calm column that leads to the first comment. May not add a page, nor read anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.ui.first_run.practice_card import PracticeCard
from cm_desktop.ui.first_run.step_card import StepCard
from cm_desktop.ui.joining.what_page import KINDS, NewClient, kinds
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.controls import button as buttons
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choices
from cm_desktop.wording.words import LANGUAGES, NAMES, Words

WIDTH = 760
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said so far: the client's name and colour, and whether the page is asked for already."""

    client: tuple[str, str] = ("", "")
    page: bool = False


class FirstRun(QWidget):
    """`going` carries what the page is added with; `practising`, `invited` and `speaking` (a language) lead elsewhere."""

    going = Signal(tuple, object)  # the client's name and colour, Kind
    practising = Signal()
    invited = Signal()
    speaking = Signal(str)

    def __init__(self, words: Words, theme: Theme, answers: Answers) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._page_asked = answers.page
        name, colour = answers.client
        self._client = NewClient(Client(id=ClientId(""), name=name, colour=colour), 0, words, theme)
        self._kind = Choices(words.say("Kind of page"), kinds(words), Card, theme, columns=2)
        self._steps = self._make_steps()
        self._ons = [
            self._fill(step, content) for step, content in zip(self._steps, (self._client, self._kind), strict=True)
        ]
        self._practice = PracticeCard(words, theme)
        self._practice.practising.connect(self.practising)
        self._client.name.line.textChanged.connect(lambda _text: self._refresh())
        self._steps[0].turned_to.connect(self._ask_client)
        self._lay_out()
        self._refresh()

    @property
    def answers(self) -> Answers:
        """What was said so far."""
        return Answers(self._client.client, self._page_asked)

    def take_focus(self) -> None:
        """Where the keyboard begins."""
        first = self._kind.first if self._page_asked else self._client.name.line
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_steps(self) -> tuple[StepCard, StepCard]:
        words, theme = self._words, self._theme
        named = words.say("Its name and its colour, so that you never reply as the wrong client.")
        client = StepCard(1, words.say("A client"), named, theme, change=words.say("Change"))
        ways = ("Facebook", "Instagram", "WordPress", words.say("File"))
        page = StepCard(
            2, words.say("A page"), words.say("Connected, or in assisted mode."), theme, aside=_pills(ways, theme)
        )
        return client, page

    def _fill(self, step: StepCard, content: QWidget) -> Button:
        """What the step asks, and its way on."""
        words = self._words
        on = Button(words.say("Continue"), self._theme, kind=buttons.Kind.PRIMARY, key=words.say("Enter"))
        on.clicked.connect(self._go_on)
        column = QVBoxLayout(step.asks)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(16)
        column.addWidget(content)
        column.addWidget(on, 0, Qt.AlignmentFlag.AlignLeft)
        return on

    def _lay_out(self) -> None:
        content = QWidget()
        around = QHBoxLayout(content)
        around.setContentsMargins(24, 16, 24, 12)
        around.addStretch()
        column = QVBoxLayout()
        column.setSpacing(12)
        around.addLayout(column)
        around.addStretch()
        self._fill_column(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        for part in (area, area.viewport(), content):
            part.setObjectName("clear")
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot())

    def _fill_column(self, column: QVBoxLayout) -> None:
        words, theme = self._words, self._theme
        rules = StepCard(
            0,
            words.say("The rules"),
            words.say("Ready to use. Adjust them whenever you like."),
            theme,
            aside=_pills((words.say("French"), words.say("English")), theme),
        )
        column.addStretch(2)
        column.addWidget(label("CM Desktop", (15, 680), theme.text2))
        column.addWidget(label(words.say("Three steps to your first comment"), (26, 720), theme.text))
        promise = words.say("Everything stays on this computer. Nothing is published without you.")
        column.addWidget(label(promise, (14, 430), theme.text2))
        column.addSpacing(8)
        for card in (*self._steps, rules):
            card.setFixedWidth(WIDTH)
            column.addWidget(card)
        column.addLayout(self._or())
        self._practice.setFixedWidth(WIDTH)
        column.addWidget(self._practice)
        column.addStretch(3)

    def _or(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(rule(self._theme), 1)
        row.addWidget(label(self._words.say("or"), fonts.SECTION, self._theme.text3))
        row.addWidget(rule(self._theme), 1)
        return row

    def _foot(self) -> QHBoxLayout:
        words, theme = self._words, self._theme
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 16, 12)
        row.setSpacing(4)
        row.addWidget(label(words.say("Passwords go into your system’s keyring."), fonts.META, theme.text3))
        row.addStretch()
        invited = Button(words.say("I was invited to validate"), theme, kind=buttons.Kind.GHOST, icon="shield-check")
        invited.clicked.connect(self.invited)
        row.addWidget(invited)
        for language in LANGUAGES:
            if language != words.language:
                other = Button(NAMES[language], theme, kind=buttons.Kind.GHOST, icon="globe")
                other.clicked.connect(lambda _checked=False, language=language: self.speaking.emit(language))
                row.addWidget(other)
        return row

    def _refresh(self) -> None:
        client, page = self._steps
        name, _colour = self._client.client
        client.show_turn(current=not self._page_asked, answer=name if self._page_asked else "")
        page.show_turn(current=self._page_asked)
        self._ons[0].setEnabled(bool(name))

    def _ask_client(self) -> None:
        self._page_asked = False
        self._refresh()
        self.take_focus()

    def _go_on(self) -> None:
        if self._page_asked:
            self.going.emit(self._client.client, KINDS[self._kind.taken])
        elif self._client.client[0]:
            self._page_asked = True
            self._refresh()
            self.take_focus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.app)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What has the keyboard did not take it: Enter goes on, Escape goes a step back."""
        if event.key() == Qt.Key.Key_Escape and self._page_asked:
            self._ask_client()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        else:
            self._go_on()


def _pills(names: Sequence[str], theme: Theme) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for name in names:
        row.addWidget(PillLabel(Pill(name), theme))
    return made
