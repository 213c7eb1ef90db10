"""Two ways to say what somebody answered without the program: the text that the request's page made, or a message.

May not judge what is pasted.
"""

from typing import TypedDict

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome, Purpose
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.unseen import says_nothing
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field, named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words

_TALL, _LOW = 220, 110


class Said(TypedDict):
    """As `Supervising.declare_elsewhere` takes it."""

    person: str
    message: str
    choice: int | None
    text: str


class PastePage(Page):
    """`pasted` is the answer that came back, as it is."""

    key = ("Ctrl", "Enter")

    def __init__(self, view: CaseView, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Paste the answer")
        self.subtitle = view.asked.comment.author if view.asked else ""
        self.go = words.say("Take it in")
        self._area = _area(words.say("The whole text that came back"), _TALL)
        self._area.textChanged.connect(self.changed)
        self.column.addWidget(named(self._area.accessibleName(), self._area, theme))
        note = words.say("With its code, unchanged. What is unclear changes nothing: the request goes on waiting.")
        self.column.addWidget(lines(note, fonts.META, theme.text3))

    @property
    def ready(self) -> bool:
        return bool(self.pasted.strip())

    @property
    def first(self) -> QWidget | None:
        return self._area

    @property
    def pasted(self) -> str:
        return written(self._area.document())


class ElsewherePage(Page):
    """Who answered what, and their message word for word: shown as declared, for ever."""

    key = ("Ctrl", "Enter")

    def __init__(self, view: CaseView, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Answered elsewhere")
        self.subtitle = view.asked.comment.author if view.asked else ""
        self.go = words.say("Note this answer")
        self._proposals = view.asked.proposals if view.asked else ()
        self._offered = _offered(view)
        self._outcome = Segments(words.say("Answer"), [cases.outcome(words, one) for one in self._offered], theme)
        self._choice = Segments(
            words.say("Which reply"),
            [words.say("Proposal {n}", n=n + 1) for n in range(max(1, len(self._proposals)))],
            theme,
        )
        self._person = Field(words.say("Who answered"), theme, hint=words.say("First name and name"))
        self._message = _area(words.say("Their message, word for word"), _LOW)
        self._text = _area(words.say("The text that they want"), _LOW)
        self._corrected = named(self._text.accessibleName(), self._text, theme)
        message = named(self._message.accessibleName(), self._message, theme)
        for part in (self._outcome, self._choice, self._person, message, self._corrected):
            self.column.addWidget(part)
        note = words.say("It is shown as declared: you say it, they did not sign it.")
        self.column.addWidget(lines(note, fonts.META, theme.text3))
        for told in (self._person.line.textChanged, self._message.textChanged, self._text.textChanged):
            told.connect(self.changed)
        self._outcome.chosen.connect(self._turned)
        self._turned()

    @property
    def ready(self) -> bool:
        needed = [self._person.text, written(self._message.document())]
        if self.outcome is Outcome.CORRECT:
            needed.append(self.text)
        return not any(says_nothing(text) for text in needed)

    @property
    def first(self) -> QWidget | None:
        return self._person.line

    @property
    def outcome(self) -> Outcome:
        return self._offered[self._outcome.taken]

    @property
    def text(self) -> str:
        """The corrected reply."""
        return written(self._text.document()).strip() if self.outcome is Outcome.CORRECT else ""

    @property
    def said(self) -> Said:
        """Who said it, in which words, of which proposal."""
        chosen = self.outcome is Outcome.APPROVE and bool(self._proposals)
        return Said(
            person=self._person.text,
            message=written(self._message.document()),
            choice=self._choice.taken if chosen else None,
            text=self.text,
        )

    def _turned(self) -> None:
        self._choice.setVisible(self.outcome is Outcome.APPROVE and len(self._proposals) > 1)
        self._corrected.setVisible(self.outcome is Outcome.CORRECT)
        self.changed.emit()


def _offered(view: CaseView) -> tuple[Outcome, ...]:
    """Only a reply can be corrected. Where a signature is wanted, or something is decided, a refusal alone counts."""
    if view.purpose is Purpose.ADVISE:
        return (Outcome.ADVISE,)
    if view.case.level is Level.SIGNED or view.state not in (CaseState.SUBMITTED, CaseState.CONFLICT):
        return (Outcome.REJECT,)
    replies = view.asked is not None and bool(view.asked.proposals)
    return (Outcome.APPROVE, Outcome.CORRECT, Outcome.REJECT) if replies else (Outcome.APPROVE, Outcome.REJECT)


def _area(name: str, height: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setFont(fonts.font(*fonts.REPLY))
    made.setFixedHeight(height)
    made.setTabChangesFocus(True)
    return made
