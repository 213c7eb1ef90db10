"""What became of a request about the comment on show, and what can be done about it. May not do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.differences import differences, nearest
from cm_desktop.domain.approvals.events import Outcome, Purpose
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.views import Answering, CaseView, Urgency
from cm_desktop.domain.comments import CommentRef
from cm_desktop.ui.detail.deadline import near, reminder
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import INSET, Card
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import label, paragraph, sign
from cm_desktop.ui.kit.marks.pill import PillLabel
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import cases, terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import due, moment
from cm_desktop.wording.words import Words

_WAITS = (CaseState.SUBMITTED, CaseState.CONFLICT)
_ANSWERED_STILL = (*_WAITS, CaseState.APPROVED, CaseState.CORRECTED)  # a refusal stops what has not left

Door = Callable[[CaseView], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDoors:
    """`about` looks for what was asked about a comment: the last request, and those that go on; the others begin something."""

    about: Callable[[CommentRef], tuple[CaseView, ...]]
    save_page: Door
    save_fiche: Door
    paste: Door
    elsewhere: Door
    withdraw: Door


def moments_of(view: CaseView, now: datetime, words: Words) -> tuple[str, ...]:
    """All that a card says of when: it is the same as long as these are."""
    answers = (view.decision, *view.answers, *view.advice)
    told = [moment(words, answering.event.at, now) for answering in answers if answering is not None]
    soon = reminder(words, view, now)
    wanted = due(words, view.deadline, now) if view.deadline is not None else ""
    return (*told, wanted, soon.text if soon is not None else "", near(view, now).name)


class RequestCard(Card):
    """Stays as long as there is something to know: who answered what, or that nobody has yet.

    `by_hand`: what was decided waits for the moderator's hand, on a page where no program acts.
    """

    def __init__(
        self, view: CaseView, doors: RequestDoors, now: datetime, words: Words, theme: Theme, *, by_hand: bool = False
    ) -> None:
        super().__init__(theme.sunken, theme.line2)
        self._view = view
        self._by_hand = by_hand
        self._words = words
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 14, INSET, 14)
        self._column.setSpacing(8)
        self._add_title(now)
        for told in self._told(now):
            self._column.addWidget(paragraph(told, fonts.META, theme.text2))
        self._add_words(view.decision)
        disagree = view.answers if view.came_to is CaseState.CONFLICT else ()
        for answering in (*disagree, *view.advice):
            self._column.addWidget(paragraph(self._who(answering, now), fonts.META, theme.text2))
            self._add_words(answering)
        if buttons := self._doors(doors):
            self._column.addWidget(Flow(buttons, 8))

    def _add_title(self, now: datetime) -> None:
        words, view = self._words, self._view
        asked_advice = view.purpose is Purpose.ADVISE
        told = words.say("Advice asked for") if asked_advice else words.say("Approval requested")
        if view.state is not CaseState.SUBMITTED or view.advised:
            told = words.say("Advice") if view.advised else cases.state(words, view)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(sign("shield-check", self._theme.text2), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(told, fonts.BUTTON, self._theme.text))
        row.addWidget(label(self._which(), fonts.META, self._theme.text3), 1)
        if (soon := reminder(words, view, now)) is not None:
            row.addWidget(PillLabel(soon, self._theme))
        self._column.addLayout(row)

    def _which(self) -> str:
        """The act, beside others that may go on, and how sure it is who answered; of what waits, how sure it has to be."""
        act, level = self._view.case.request.act, self._view.level or self._view.case.level
        named = (terms.action(self._words, act),) if act else ()
        return " · ".join((*named, cases.level(self._words, level)))

    def _told(self, now: datetime) -> list[str]:
        """What follows from where it stands, a sentence each."""
        words, view = self._words, self._view
        told: list[str] = []
        if view.state is CaseState.SUBMITTED and view.asked is not None and view.asked.proposals:
            told.append(words.say("Proposed reply: {text}", text=view.asked.proposals[0]))
        if (decision := view.decision) is not None:
            told.append(self._who(decision, now))
        told += self._follows(now)
        if view.case.late_objection:
            told.append(words.say("It was refused once it was on its way: hide or delete it?"))
        if view.trouble is not None:
            told.append(explain(words, view.trouble))
        return told

    def _follows(self, now: datetime) -> list[str]:
        """From its state: what happens next, or what is to be done."""
        words, view = self._words, self._view
        match view.stands:
            case CaseState.SUBMITTED if view.deadline is not None and not view.advised:
                by = due(words, view.deadline, now)
                late = near(view, now) is Urgency.LATE
                wanted = words.say("Answer wanted by {time}.", time=by)
                return [words.say("Nobody has answered by {time}.", time=by) if late else wanted]
            case CaseState.APPROVED | CaseState.CORRECTED:
                return [self._what_is_done()]
            case CaseState.CONFLICT if view.level is Level.DECLARED:
                return [words.say("Ask which of the two it is, and note the answer: nothing leaves until then.")]
            case CaseState.CONFLICT:
                return [words.say("One of those who validate has to decide again: nothing leaves until then.")]
            case CaseState.EXPIRED if not view.advised:
                silence = words.say("Nothing is approved by silence: ask again, or drop it.")
                return [
                    words.say("Nothing leaves by it any more: ask again, or drop it.") if view.decision else silence
                ]
            case CaseState.WITHDRAWN if view.withdrawn is not None:
                return [cases.withdrawn(words, view.withdrawn)]
            case _:
                return []

    def _what_is_done(self) -> str:
        """By what was approved."""
        words, view = self._words, self._view
        if view.stands is CaseState.APPROVED and view.case.request.act is None:
            return words.say("Nothing is to be done: the comment stays as it is.")
        if self._by_hand:
            return words.say("It is yours to do on the page: say so once it is done.")
        return words.say("It is sent by itself when this computer is on.")

    def _who(self, answering: Answering, now: datetime) -> str:
        at = moment(self._words, answering.event.at, now)
        return self._words.say("{name}, {time}", name=cases.who(self._words, answering), time=at)

    def _add_words(self, answering: Answering | None) -> None:
        """What whoever answered wrote: the reply that may leave, or what it changes; the reason for a refusal; an advice."""
        if answering is None:
            return
        proposed = self._view.asked.proposals if self._view.asked else ()
        corrected = answering.outcome is Outcome.CORRECT and bool(answering.text and proposed)
        for text in (answering.reason, "" if corrected else answering.text):
            if text:
                self._column.addWidget(Prose(text, (), LIST, self._theme.text, self._words, self._theme))
        if corrected:
            changes = differences(nearest(proposed, answering.text), answering.text)
            self._column.addWidget(DifferenceText(changes, self._words, self._theme))

    def _doors(self, doors: RequestDoors) -> list[Button]:
        """What can still be done about it, and the sheet for the client who calls, once something is decided."""
        view = self._view
        buttons = (
            self._to_be_answered(doors) if view.mine and not view.advised and view.state in _ANSWERED_STILL else []
        )
        if view.decision is not None and view.asked is not None:
            fiche = Button(self._words.say("Decision sheet…"), self._theme, icon="file")
            fiche.clicked.connect(lambda: doors.save_fiche(view))
            buttons.append(fiche)
        return buttons

    def _to_be_answered(self, doors: RequestDoors) -> list[Button]:
        """Where a signature is wanted, or something is decided, somebody may still have refused elsewhere."""
        words, view, theme = self._words, self._view, self._theme
        elsewhere = Button(words.say("Answered elsewhere…"), theme)
        elsewhere.clicked.connect(lambda: doors.elsewhere(view))
        buttons = [elsewhere]
        if view.state in _WAITS:
            back = Button(words.say("Take it back"), theme)
            back.clicked.connect(lambda: doors.withdraw(view))
            buttons.append(back)
        if view.state in _WAITS and view.case.level is Level.DECLARED:
            page = Button(words.say("Save as a file…"), theme, icon="file")
            paste = Button(words.say("Paste the answer…"), theme, icon="clipboard")
            page.clicked.connect(lambda: doors.save_page(view))
            paste.clicked.connect(lambda: doors.paste(view))
            buttons = [page, paste, *buttons]
        return buttons
