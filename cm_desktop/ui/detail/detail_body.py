"""What can be read of a comment: its post, what it answers, itself, its reasons, its thread. May not act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Form, RuleId
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.charter_line import CharterLine
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.corrections import Corrections
from cm_desktop.ui.detail.notice import notices
from cm_desktop.ui.detail.own_reply import Choices
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.request_card import RequestCard, RequestDoors
from cm_desktop.ui.detail.thread_view import PostView, ThreadView
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.kit.reading_area import ReadingArea
from cm_desktop.ui.kit.theme import Theme

SCROLL_BAR = 9  # within the right margin: 6, and the 3 that the style leaves beside it
_ABOVE = 20


class DetailBody(ReadingArea):
    """Made again only where something in it changed, its moments included.

    `choices` are those of our own replies, `corrections` what can be said of the rules, `reasons` why the comment is here;
    `requests` are about what a supervisor is asked; `picture` is the file of what is attached to a comment.
    """

    def __init__(
        self,
        rule_title: Callable[[RuleId], str],
        picture: Callable[[CommentRef], Path | None],
        choices: Choices,
        corrections: Corrections,
        reasons: Reasons,
        requests: RequestDoors,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rule_title = rule_title
        self._picture = picture
        self._choices = choices
        self._corrections = corrections
        self._reasons = reasons
        self._requests = requests
        self._card: CommentCard | None = None
        self._theme = theme
        self._margin = 0
        self._shown: tuple[object, ...] = ()
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    @property
    def selected(self) -> str:
        """The part of the comment that is selected."""
        return self._card.selected if self._card is not None else ""

    def set_margin(self, margin: int) -> None:
        """The margin left and right, from the next showing on."""
        self._margin = margin
        self._shown = ()

    def show_detail(self, detail: Detail | None, when: When, *, keep_place: bool) -> None:
        """Show this comment, or nothing; `keep_place` where it is the one that was there before."""
        minute = when.now.replace(second=0, microsecond=0)
        picture = self._picture(detail.row.comment.ref) if detail and detail.row.comment.media else None
        titles = [self._rule_title(hit.rule) for hit in detail.row.verdict.hits] if detail else []
        asked = self._requests.about(detail.row.comment.ref) if detail else ()
        shown = (detail and without_draft(detail), asked, picture, when.offline, minute, titles)
        if self._shown == shown:
            return
        self._shown = shown
        self._card = None
        place = self.verticalScrollBar().value() if keep_place else 0
        body = self._body(detail, asked, when, picture) if detail else QWidget()
        body.resize(self.viewport().size())  # else it would be laid out first as wide as its longest line
        self.setWidget(body)
        self._make_room(0, self.verticalScrollBar().maximum())  # as far as it scrolled before, nothing tells of it
        self.verticalScrollBar().setValue(place)

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin: the text keeps its width whether it is there or not."""
        body = self.widget()
        if body is not None and (column := body.layout()) is not None:
            column.setContentsMargins(self._margin, _ABOVE, self._margin - (SCROLL_BAR if most else 0), _ABOVE)

    def _body(self, detail: Detail, asked: tuple[CaseView, ...], when: When, picture: Path | None) -> QWidget:
        row, theme, words = detail.row, self._theme, when.words
        body = _Body()
        column = QVBoxLayout(body)
        column.setContentsMargins(self._margin, _ABOVE, self._margin, _ABOVE)
        column.setSpacing(16)
        if detail.sheet.charter:
            grievance = Form.GRIEVANCE in row.verdict.forms
            column.addWidget(CharterLine(detail.sheet.charter, words, theme, grievance=grievance))
        if detail.post and detail.post.text.strip():
            column.addWidget(PostView(detail.post, detail.client, when, theme))
        others = [other for other in detail.thread if other.comment.ref != row.comment.ref]
        parent = [other for other in others if other.comment.ref.id == row.comment.parent]
        rest = [other for other in others if other not in parent]
        if parent:
            column.addWidget(ThreadView(words.say("In answer to"), parent, detail.client, when, self._choices, theme))
        offer = (words.say("Add this expression…"), self._corrections.missed)
        self._card = CommentCard(row, when, theme, picture, [offer])
        column.addWidget(self._card)
        for view in asked:
            by_hand = _waits_for_the_hand(row, view)
            column.addWidget(RequestCard(view, self._requests, when.now, words, theme, by_hand=by_hand))
        for notice in notices(detail, words, theme, offline=when.offline):
            column.addWidget(notice)
        if row.verdict.severity:  # praise and questions give no reason to look
            column.addWidget(WhyCard(detail, self._rule_title, self._corrections, self._reasons, words, theme))
        if rest:
            title = words.say("In the same thread")
            column.addWidget(ThreadView(title, rest, detail.client, when, self._choices, theme))
        column.addStretch()
        return body


def _waits_for_the_hand(row: Row, view: CaseView) -> bool:
    """Whether what was decided in this case is the moderator's to do."""
    return any(entry.by_hand and entry.approval and entry.approval.case == view.case.id for entry in row.pending)


class _Body(QWidget):
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def without_draft(detail: Detail) -> Detail:
    """All of it but what is being typed: the body must not be made again at every key."""
    row = replace(detail.row, draft=False)
    thread = tuple(replace(other, draft=False) for other in detail.thread)
    return replace(detail, row=row, thread=thread, draft="", drafted_at=None)
