"""What can be read of a comment, part by part in its order; what is not needed is hidden. May not scroll, nor act."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Form, RuleId
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.by_hand_card import ByHandCard
from cm_desktop.ui.detail.charter_line import CharterLine
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.corrections import Corrections
from cm_desktop.ui.detail.notice import Notice, Told, notices
from cm_desktop.ui.detail.own_reply import Choices
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.request_card import RequestCard, RequestDoors, moments_of
from cm_desktop.ui.detail.thread_view import PostView, Thread, ThreadView
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.kit.kept import Kept, MadeAgain
from cm_desktop.ui.kit.links import place_of
from cm_desktop.ui.kit.theme import Theme

_ABOVE = 20


class Shown(NamedTuple):
    """A comment with what was asked about it, at one moment, and the file of its picture."""

    detail: Detail
    asked: tuple[CaseView, ...]
    when: When
    picture: Path | None


class _Request(NamedTuple):
    """One of what was asked, at a moment."""

    view: CaseView
    when: When
    by_hand: bool

    @property
    def said(self) -> object:
        """All that its card says."""
        return self.view, self.by_hand, moments_of(self.view, self.when.now, self.when.words)


class _ByHand(NamedTuple):
    """One thing to be done by hand."""

    entry: Entry
    shown: Shown

    @property
    def said(self) -> object:
        """All that its card says."""
        comment, account = self.shown.detail.row.comment, self.shown.detail.account
        place = comment.permalink, place_of(comment, account), account.base_url
        return self.entry, place, self.shown.when.offline


class DetailParts(QWidget):
    """Kept from one comment to the next, each part made when it is first needed."""

    def __init__(
        self,
        rule_title: Callable[[RuleId], str],
        choices: Choices,
        corrections: Corrections,
        reasons: Reasons,
        requests: RequestDoors,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._rule_title = rule_title
        self._choices = choices
        self._corrections = corrections
        self._reasons = reasons
        self._requests = requests
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._charter = Kept[CharterLine, Shown](self._place(), self._make_charter, _renew_charter)
        self._post = Kept[PostView, Shown](self._place(), self._make_post, _renew_post)
        self._parent = Kept[ThreadView, Thread](self._place(), self._make_thread, ThreadView.show_thread)
        self._card = Kept[CommentCard, Shown](self._place(), self._make_card, _renew_card)
        self._asked = MadeAgain[RequestCard, _Request](
            self._place(), self._make_request, lambda one: one.said, lambda one: one.view.case.id
        )
        self._notices = Kept[Notice, Told](self._place(), lambda told: Notice(told, theme), Notice.tell)
        self._by_hand = MadeAgain[ByHandCard, _ByHand](
            self._place(), self._make_by_hand, lambda one: one.said, lambda one: one.entry.id
        )
        self._why = Kept[WhyCard, Shown](self._place(), self._make_why, _renew_why)
        self._rest = Kept[ThreadView, Thread](self._place(), self._make_thread, ThreadView.show_thread)
        self._column.addStretch()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    @property
    def selected(self) -> str:
        """The part of the comment that is selected."""
        return next((card.selected for card in self._card), "")

    def set_margins(self, left: int, right: int) -> None:
        """On either side of all of them."""
        self._column.setContentsMargins(left, _ABOVE, right, _ABOVE)

    def show_detail(self, shown: Shown) -> None:
        """Show this comment instead."""
        detail, row, words = shown.detail, shown.detail.row, shown.when.words
        post = detail.post is not None and detail.post.text.strip()
        self._charter.show([shown] if detail.sheet.charter else [])
        self._post.show([shown] if post else [])
        others = [other for other in detail.thread if other.comment.ref != row.comment.ref]
        parent = [other for other in others if other.comment.ref.id == row.comment.parent]
        rest = [other for other in others if other not in parent]
        self._parent.show(_thread(words.say("In answer to"), parent, shown))
        self._card.show([shown])
        self._asked.show(_Request(view, shown.when, _waits_for_the_hand(row, view)) for view in shown.asked)
        self._notices.show(notices(detail, words))
        self._by_hand.show(_ByHand(one, shown) for one in row.pending if one.addressee is Addressee.HAND)
        self._why.show([shown] if row.verdict.severity else [])  # praise and questions give no reason to look
        self._rest.show(_thread(words.say("In the same thread"), rest, shown))

    def _place(self) -> QVBoxLayout:
        """Where parts of one kind stand: it takes no room while it has none."""
        made = QVBoxLayout()
        made.setSpacing(16)
        self._column.addLayout(made)
        return made

    def _make_charter(self, shown: Shown) -> CharterLine:
        return CharterLine(shown.detail.sheet.charter, shown.when.words, self._theme, grievance=_accuses(shown))

    def _make_post(self, shown: Shown) -> PostView:
        assert shown.detail.post is not None
        return PostView(shown.detail.post, shown.detail.client, shown.when, self._theme)

    def _make_thread(self, thread: Thread) -> ThreadView:
        return ThreadView(thread, self._choices, self._theme)

    def _make_card(self, shown: Shown) -> CommentCard:
        offer = (shown.when.words.say("Add this expression…"), self._corrections.missed)
        return CommentCard(shown.detail.row, shown.detail.client, shown.when, self._theme, shown.picture, [offer])

    def _make_request(self, one: _Request) -> RequestCard:
        words = one.when.words
        return RequestCard(one.view, self._requests, one.when.now, words, self._theme, by_hand=one.by_hand)

    def _make_by_hand(self, one: _ByHand) -> ByHandCard:
        when = one.shown.when
        return ByHandCard(one.entry, one.shown.detail, when.words, self._theme, offline=when.offline)

    def _make_why(self, shown: Shown) -> WhyCard:
        words = shown.when.words
        return WhyCard(shown.detail, self._rule_title, self._corrections, self._reasons, words, self._theme)


def _renew_charter(line: CharterLine, shown: Shown) -> None:
    line.show_charter(shown.detail.sheet.charter, grievance=_accuses(shown))


def _renew_post(view: PostView, shown: Shown) -> None:
    assert shown.detail.post is not None
    view.show_post(shown.detail.post, shown.detail.client, shown.when)


def _renew_card(card: CommentCard, shown: Shown) -> None:
    card.show_row(shown.detail.row, shown.detail.client, shown.when, shown.picture)


def _renew_why(card: WhyCard, shown: Shown) -> None:
    card.show_detail(shown.detail)


def _thread(title: str, rows: Sequence[Row], shown: Shown) -> list[Thread]:
    """Under its title, where there is any."""
    about, client = shown.detail.row.comment.ref, shown.detail.client
    return [Thread(about=about, title=title, rows=tuple(rows), client=client, when=shown.when)] if rows else []


def _accuses(shown: Shown) -> bool:
    return Form.GRIEVANCE in shown.detail.row.verdict.forms


def _waits_for_the_hand(row: Row, view: CaseView) -> bool:
    """Whether what was decided in this case is the moderator's to do."""
    return any(entry.by_hand and entry.approval and entry.approval.case == view.case.id for entry in row.pending)
