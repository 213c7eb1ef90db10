"""All that can be read of a case: the request, the thread, the comment as it was, the proposals, the answers. May not act."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.differences import Part, differences, nearest
from cm_desktop.domain.approvals.events import Answer, Declaration, EventId, Outcome
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.approvals.views import Answering, CaseView
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.when import When, capitalised
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.passages.reading_area import ReadingArea
from cm_desktop.ui.kit.passages.sentence import Sentence
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.case_words import client_of, follows, row_of
from cm_desktop.ui.validation.proposal_card import ProposalCard
from cm_desktop.ui.validation.said import SaidView
from cm_desktop.wording import cases
from cm_desktop.wording.times import clock, moment
from cm_desktop.wording.words import Words

_ABOVE = 20


class CaseBody(ReadingArea):
    """Made again for each case. `chosen` carries the text of the proposal on show."""

    chosen = Signal(str)

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._margin = 0
        self._shown: tuple[object, ...] = ()
        self._request: EventId | None = None
        self._card: ProposalCard | None = None
        self.setAccessibleName(words.say("Request, comment and proposals"))

    def show_case(self, view: CaseView | None, now: datetime, margin: int) -> None:
        """Show it, unless it is there already as it stands."""
        shown = (view, now.replace(second=0, microsecond=0), margin)
        if shown == self._shown:
            return
        same = view is not None and view.request_id == self._request
        shown_before = self.choice if same else None
        self._request = view.request_id if view is not None else None
        place = self.verticalScrollBar().value() if same else 0
        self._shown, self._margin = shown, margin
        self._card = None
        body = (
            self._body(view, _first(view) if shown_before is None else shown_before, now, margin)
            if view is not None
            else QWidget()
        )
        body.resize(self.viewport().size())
        self.setWidget(body)
        self._make_room()
        self.verticalScrollBar().setValue(place)
        proposals = view.asked.proposals if view and view.asked else ()
        self.chosen.emit(proposals[self.choice] if proposals else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The scroll bar stands in the margin: what is read ends where the head does, whether it is there or not."""
        body, bar = self.widget(), self.width() - self.viewport().width()
        if body is not None and (column := body.layout()) is not None:
            column.setContentsMargins(self._margin, _ABOVE, self._margin - bar, _ABOVE)

    @property
    def choice(self) -> int:
        """Which proposal is on show, from 0."""
        return self._card.place if self._card is not None else 0

    def _body(self, view: CaseView, before: int | None, now: datetime, margin: int) -> QWidget:
        words, theme = self._words, self._theme
        body = _Body()
        column = QVBoxLayout(body)
        column.setContentsMargins(margin, _ABOVE, margin, _ABOVE)
        column.setSpacing(16)
        asked = view.asked
        at = words.say("request, {time}", time=moment(words, view.case.current.at, now))
        column.addWidget(SaidView(cases.asker(words, view), at, asked.reason if asked else "", words, theme))
        column.addWidget(rule(theme))
        if asked is None:
            column.addWidget(
                paragraph(words.say("These texts were erased, or have not arrived yet."), fonts.LIST_TEXT, theme.text2)
            )
        else:
            self._add_comment(column, view, asked, now)
            column.addLayout(self._what_follows(view, asked))
            self._add_proposals(column, view, asked, _first(view) if before is None else before, now)
        for answering in (*view.answers, *view.advice):
            column.addWidget(self._answer(view, answering, now))
        column.addStretch()
        return body

    def _add_comment(self, column: QVBoxLayout, view: CaseView, asked: Asked, now: datetime) -> None:
        row = row_of(view)
        assert row is not None
        when = When(words=self._words, now=now, offline=True)  # moments, not ages: what is read here was read elsewhere
        before = [said for said in asked.thread if said.at <= asked.comment.at]
        after = [said for said in asked.thread if said.at > asked.comment.at]
        for said in before:
            column.addWidget(self._said(said, view, now))
        column.addWidget(CommentCard(row, client_of(view), when, self._theme))
        for said in after:
            column.addWidget(self._said(said, view, now))

    def _what_follows(self, view: CaseView, asked: Asked) -> QHBoxLayout:
        """Who will do what, and to whom."""
        words, theme = self._words, self._theme
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(ClientSquare(client_of(view), 18, theme))
        line.addWidget(Sentence(follows(words, view, asked), theme.text), 1)
        if asked.hidden_at is not None:
            told = words.say("hidden at {time}", time=clock(words, asked.hidden_at))
            line.addWidget(label(told, fonts.META, theme.text3))
        return line

    def _add_proposals(self, column: QVBoxLayout, view: CaseView, asked: Asked, shown: int, now: datetime) -> None:
        if asked.proposals:
            self._card = ProposalCard(view, min(shown, len(asked.proposals) - 1), now, self._words, self._theme)
            self._card.chosen.connect(lambda at: self.chosen.emit(asked.proposals[at]))
            column.addWidget(self._card)

    def _said(self, said: Said, view: CaseView, now: datetime) -> SaidView:
        """What the page said itself has no author of its own."""
        at = moment(self._words, said.at, now)
        page = client_of(view) if not said.author else None
        at = self._words.say("Post · {when}", when=at) if page else capitalised(at)
        return SaidView(said.author or client_of(view).name, at, said.text, self._words, self._theme, client=page)

    def _answer(self, view: CaseView, answering: Answering, now: datetime) -> SaidView:
        words = self._words
        what = f"{cases.outcome(words, answering.outcome)} · {cases.level(words, answering.level)}"
        told = words.say("{what}, {time}", what=what, time=moment(words, answering.event.at, now))
        changes = _corrected(view, answering)
        text = "\n".join(part for part in (answering.reason, "" if changes else answering.text) if part)
        return SaidView(cases.who(words, answering), told, text, words, self._theme, changes=changes)


def _corrected(view: CaseView, answering: Answering) -> tuple[Part, ...]:
    """What a correction changes of the proposal that it began with, word by word; nothing where there was none."""
    asked = next((one.asked for one in view.versions if one.event.id == _answered(answering)), None)
    if answering.outcome is not Outcome.CORRECT or not answering.text or asked is None or not asked.proposals:
        return ()
    return tuple(differences(nearest(asked.proposals, answering.text), answering.text))


def _answered(answering: Answering) -> EventId:
    body = answering.event.body
    assert isinstance(body, Answer | Declaration)
    return body.request


def _first(view: CaseView) -> int:
    """The proposal to begin with: the one that was approved, once one was."""
    decision = view.decision
    body = decision.event.body if decision is not None else None
    return body.choice or 0 if isinstance(body, Answer | Declaration) else 0


class _Body(QWidget):
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
