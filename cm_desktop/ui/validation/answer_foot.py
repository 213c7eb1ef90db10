"""Approve, correct, refuse: the buttons, and the field that a correction or a reason is typed into. May not sign."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import EventId, Outcome, Purpose
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.errors import CaseMoved, NotEntitled
from cm_desktop.domain.unseen import says_nothing
from cm_desktop.ui import keys
from cm_desktop.ui.keys import Answering
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.text_area import TextArea
from cm_desktop.ui.validation.case_words import title
from cm_desktop.wording import cases
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

_HOLD = 800  # ms: who presses once more has not read another case by then


class AnswerFoot(QWidget):
    """`answered` carries an Outcome and what was typed: the corrected text, the reason, the advice. `taken_back`: the refusal
    that this person had signed. No answer begins while `holds` runs.
    """

    answered = Signal(object, str)
    taken_back = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._view: CaseView | None = None
        self._proposal = ""
        self._asks: Outcome | None = None
        self._given = ""  # what the field offers for that, where nothing was typed yet
        self._begun: dict[tuple[EventId, Outcome], str] = {}  # what was typed and not sent, by what it answers
        self._signing: set[EventId] = set()  # the requests of which an answer is on its way
        self.holds = QTimer(self, singleShot=True, interval=_HOLD)
        self.approve = Button(
            words.say("Approve"), theme, kind=Kind.PRIMARY, icon="check", key=keys.cap(Answering.APPROVE, words)
        )
        self.correct = Button(words.say("Correct"), theme, icon="pencil", key=keys.cap(Answering.CORRECT, words))
        self.reject = Button(words.say("Refuse…"), theme, icon="x", key=keys.cap(Answering.REJECT, words))
        self.take_back = Button(words.say("Take my refusal back"), theme, icon="undo-2")
        self.send = Button("", theme, kind=Kind.PRIMARY, icon="check", key=f"Ctrl+{words.say('Enter')}")
        self.leave = Button(words.say("Back"), theme, kind=Kind.GHOST)
        self._name = label("", fonts.SECTION, theme.text2)
        self.field = TextArea("", "")
        self._told = paragraph("", fonts.META, theme.text3)
        self._lay_out()
        self.approve.clicked.connect(lambda: self.choose(Outcome.APPROVE))
        self.correct.clicked.connect(lambda: self.choose(Outcome.CORRECT))
        self.reject.clicked.connect(lambda: self.choose(Outcome.REJECT))
        self.take_back.clicked.connect(self.taken_back)
        self.send.clicked.connect(self.send_typed)
        self.leave.clicked.connect(self.leave_field)
        self.field.textChanged.connect(self._typed)

    def show_case(self, view: CaseView | None) -> None:
        """Offer what can be answered to this case; what was being typed for another one waits there."""
        if view is None or not self._shows(view) or view.cannot_answer:
            self.leave_field()
        self._view = view
        self._offer()

    def show_proposal(self, text: str) -> None:
        """The reply on show: what a correction begins with."""
        self._proposal = text
        self._offer()

    def choose(self, outcome: Outcome) -> None:
        """A button or its key: answer, or ask first for the words that go with it."""
        view = self._view
        if view is None or self.holds.isActive() or self._is_signing or outcome not in self._offered():
            return
        if view.purpose is Purpose.ADVISE:
            outcome = Outcome.ADVISE
        if outcome is Outcome.APPROVE:
            self.answered.emit(outcome, "")
            return
        self._given = self._text_to_correct() if outcome is Outcome.CORRECT else ""
        self._asks = outcome
        self.field.setPlainText(self._begun.get((view.request_id, outcome), self._given))
        self._offer()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hold(self) -> None:
        """The case on show has changed by itself: what is pressed for a moment was meant for the one before."""
        self.holds.start()

    def wait(self, answered: CaseView) -> None:
        """An answer to this case is being signed: there is none to give until it is taken or refused."""
        self._signing.add(answered.request_id)
        self._offer()

    def refuse(self, answered: CaseView, error: BaseException) -> None:
        """Say why an answer was not taken, and to which case where another one is on show by now."""
        assert isinstance(error, Exception)
        self._signing.discard(answered.request_id)
        self._offer()
        why = explain(self._words, error)
        if not self._shows(answered):
            why = self._words.say("{case}: {why}", case=title(self._words, answered), why=why)
        self._tell(why)

    def leave_field(self) -> None:
        """Back to the buttons; what is typed is there again when one comes back. What was only offered is not typed."""
        if self._view is not None and self._asks is not None:
            typed, answers = written(self.field.document()), (self._view.request_id, self._asks)
            if typed.strip() == self._given.strip():
                self._begun.pop(answers, None)
            else:
                self._begun[answers] = typed
        self._asks = None
        self.field.setPlainText("")
        self._offer()

    def forget(self, answered: CaseView, outcome: Outcome) -> None:
        """What was typed with this answer is sent; what is being typed for another case stays."""
        self._signing.discard(answered.request_id)
        if self._shows(answered):
            self.leave_field()
        self._begun.pop((answered.request_id, outcome), None)

    @property
    def is_typing(self) -> bool:
        """Whether the field is open."""
        return self._asks is not None

    def send_typed(self) -> None:
        """Answer with what is typed."""
        if self._asks is not None and self.send.isEnabled():
            self.answered.emit(self._asks, written(self.field.document()).strip())

    @property
    def _is_signing(self) -> bool:
        return self._view is not None and self._view.request_id in self._signing

    def _shows(self, view: CaseView) -> bool:
        return self._view is not None and self._view.request_id == view.request_id

    def _typed(self) -> None:
        text = written(self.field.document()).strip()
        same = self._asks is Outcome.CORRECT and text == self._proposal.strip()
        self.send.setEnabled(not self._is_signing and not says_nothing(text) and not same)

    def _offer(self) -> None:
        words, view, asks = self._words, self._view, self._asks
        typing = self.is_typing
        advises = view is not None and view.purpose is Purpose.ADVISE
        buttons = {Outcome.APPROVE: self.approve, Outcome.CORRECT: self.correct, Outcome.REJECT: self.reject}
        for outcome, button in buttons.items():
            button.setVisible(not typing and outcome in self._offered())
            button.setEnabled(not self._is_signing)
        self.take_back.setVisible(not typing and self._is_refused_here())
        self.take_back.setEnabled(not self._is_signing)
        self.field.setReadOnly(self._is_signing)
        self.approve.set_label(words.say("Give my advice") if advises else words.say("Approve"))
        for part in (self._name, self.field, self.send, self.leave):
            part.setVisible(typing)
        if asks is not None:
            name, go = {
                Outcome.CORRECT: (words.say("The reply, as it is to be published"), words.say("Approve this text")),
                Outcome.REJECT: (words.say("Why not?"), words.say("Refuse")),
            }.get(asks, (words.say("Your advice"), words.say("Give my advice")))
            self._name.setText(name)
            self.field.setAccessibleName(name)
            self.send.set_label(go)
            self.send.set_icon("x" if asks is Outcome.REJECT else "check")
            self._typed()
        self._tell(self._usual())

    def _is_refused_here(self) -> bool:
        view = self._view
        return view is not None and view.refused_here and view.state is CaseState.REJECTED

    def _text_to_correct(self) -> str:
        """The reply on show, or the text of somebody whose word for it is not enough by now."""
        waits = self._view is not None and self._view.too_weak and self._view.state is CaseState.CORRECTED
        decision = self._view.decision if self._view is not None and waits else None
        return decision.text if decision else self._proposal

    def _offered(self) -> tuple[Outcome, ...]:
        """What may be answered now: a decision that is enough is made once, and can only be objected to before it is over."""
        view = self._view
        if view is None or view.cannot_answer:
            return ()
        if view.purpose is Purpose.ADVISE:
            return (Outcome.APPROVE,)
        waits = view.state in (CaseState.SUBMITTED, CaseState.CONFLICT) or view.too_weak
        if view.only_refuses or not waits:
            return (Outcome.REJECT,)
        return (Outcome.APPROVE, *((Outcome.CORRECT,) if self._text_to_correct() else ()), Outcome.REJECT)

    def _usual(self) -> str:
        """What follows from an answer, or why there is none to give."""
        words, view = self._words, self._view
        if view is None:
            return ""
        if self._is_signing:
            return words.say("One moment…")
        asker = cases.asker(words, view)
        if view.trouble is not None:
            return explain(words, view.trouble)
        if view.cannot_answer:
            entitled = view.cannot_answer in ("own", "role", "revoked", "no_team", "forked", "unread")
            return explain(words, NotEntitled(view.cannot_answer) if entitled else CaseMoved(view.cannot_answer))
        if self._is_refused_here() and self._asks is None:
            return words.say("You refused this. Taken back, it waits for an answer again, or counts as others decided.")
        if view.only_refuses and self._asks is None:
            return explain(words, NotEntitled("not_named"))
        if view.purpose is Purpose.ADVISE:
            return words.say("Advice binds nobody: {name} decides.", name=asker)
        if view.state is CaseState.SENDING:
            return words.say(
                "It is leaving: it can still be refused, but that may come too late. {name} is told.", name=asker
            )
        if self._asks is Outcome.REJECT:
            return words.say("Nothing leaves. {name} reads your reason.", name=asker)
        return words.say(
            "It is done from {name}’s computer when it is on. Silence never approves anything.", name=asker
        )

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.approve, self.correct, self.reject, self.take_back, self.send, self.leave):
            row.addWidget(button)
        row.addStretch()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(10)
        for part in (self._name, self.field):
            self.column.addWidget(part)
        self.column.addLayout(row)
        self.column.addWidget(self._told)
