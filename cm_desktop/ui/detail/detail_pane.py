"""The detail: one comment with its post, its reasons and its thread, and all that can be done about it.

Carries out what is chosen through `Acting`. May not choose the next comment.
"""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.proposals import Move, Proposal, is_legitimate, propose
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.acting import TYPED, Acting
from cm_desktop.ui.detail.action_bar import ActionBar
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.detail_head import DetailHead
from cm_desktop.ui.detail.hide_choice import HideChoice
from cm_desktop.ui.detail.notice import notices
from cm_desktop.ui.detail.reply_box import ReplyBox
from cm_desktop.ui.detail.thread_view import PostView, ThreadView
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

WIDE, NARROW = 32, 24  # margins
_SCROLL_BAR = 9  # within the right one: 6, and the 3 that the style leaves beside it
_LEAST_WIDTH = 540
_WRITES = (Move.REPLY, Move.PUBLISH_AND_REPLY)


class DetailPane(QWidget):
    """Emits `acted` once a move that settles the comment was accepted: it is time for the next one."""

    acted = Signal()

    def __init__(self, desk: Desk, acting: Acting, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acting = acting
        self._words = words
        self._theme = theme
        self._margin = 0
        self._shown: tuple[object, ...] = ()
        self._detail: Detail | None = None
        self._proposal = Proposal()
        self._head = DetailHead(words, theme, self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(words.say("Comment and thread"))
        self._rules = (rule(theme), rule(theme))
        self.foot = QWidget(self)
        self.box = ReplyBox(acting, words, theme, self.foot)
        self.bar = ActionBar(words, theme, self.foot)
        self.choice = HideChoice(words, theme, self.foot)
        self._lay_out()
        self.box.edited.connect(self._repropose)
        self.bar.chosen.connect(self.choose)
        self.set_room(WIDE, lines=2)
        self.choice.chosen.connect(self.choose)

    def _lay_out(self) -> None:
        self._foot_column = QVBoxLayout(self.foot)
        self._foot_column.setSpacing(14)
        for part in (self.choice, self.box, self.bar):
            self._foot_column.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._rules[0])
        column.addWidget(self._area, 1)
        column.addWidget(self._rules[1])
        column.addWidget(self.foot)

    def set_room(self, margin: int, *, lines: int) -> None:
        """The margin left and right, and how many lines an empty reply box shows."""
        self.box.field.set_least_lines(lines)
        if margin == self._margin:
            return
        self._margin = margin
        self._head.set_margin(margin)
        self._foot_column.setContentsMargins(margin, 16, margin, 18)
        self._shown = ()
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """At least 540 pixels, and what the buttons need."""
        least = super().minimumSizeHint()
        return QSize(max(_LEAST_WIDTH, least.width()), least.height())

    @property
    def detail(self) -> Detail | None:
        """What is on show."""
        return self._detail

    @property
    def ref(self) -> CommentRef | None:
        """Which comment is on show."""
        return self._detail.row.comment.ref if self._detail else None

    def show_comment(self, ref: CommentRef | None) -> None:
        """Turn to this comment, read from the desk; None, or one that is no longer there, empties the pane."""
        try:
            detail = self._desk.inbox.detail(ref) if ref else None
        except NotFound:
            detail = None
        if detail is None:
            self.box.save()
        same = bool(detail and self._detail and detail.row.comment.ref == self._detail.row.comment.ref)
        if not same:
            self.choice.hide()
        self._detail = detail
        for part in (self._head, *self._rules, self.foot):
            part.setVisible(detail is not None)
        if detail is not None:
            self.box.show_detail(detail)
            self._head.show_detail(detail, offline=self._offline)
        self._repropose()
        self._show_body(detail, keep_place=same)

    def refresh(self) -> None:
        """Read the same comment again."""
        self.show_comment(self.ref)

    def write(self) -> None:
        """Go to the reply box, where this comment can be answered."""
        if any(move in self._proposal.moves for move in _WRITES):
            self.choice.hide()
            self.box.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Publish what is typed."""
        move = next((move for move in _WRITES if move in self._proposal.bar[:1]), None)
        if move and self.box.text.strip():
            self.choose(move)

    def choose(self, move: Move) -> None:
        """Carry out a move on this comment, if it is among those that are offered."""
        if move is Move.HIDE and Move.HIDE not in self._proposal.moves:
            move = Move.UNHIDE
        if self._detail is None or move not in self._proposal.moves:
            return
        row = self._detail.row
        if move in _WRITES and not self.box.text.strip():
            self.write()
        elif move in _WRITES and not self.box.field.fits:
            self.box.field.setFocus()
        elif move is Move.HIDE and is_legitimate(row) and not self.choice.isVisible():
            self.choice.ask(still_seen=self._detail.caps.hidden_still_seen)
        else:
            self._do(move)

    def _do(self, move: Move) -> None:
        assert self._detail is not None
        assert self.box.ref == self._detail.row.comment.ref, "a text must never leave for another comment"
        self.choice.hide()
        typed = self.box.text.strip() if move in TYPED else ""
        if not self._acting.perform(move, self._detail.row, typed):
            return
        if move in TYPED:
            self.box.clear()
        if move is not Move.LIKE:
            self.acted.emit()

    @property
    def _offline(self) -> bool:
        return self._desk.network.offline_since is not None

    def _repropose(self) -> None:
        detail = self._detail
        if detail is None:
            return
        typed = bool(self.box.text.strip())
        self._proposal = propose(detail.row, detail.offers, typed=typed)
        self.bar.propose(self._proposal, typed=typed, asks=is_legitimate(detail.row), can_send=self.box.field.fits)
        self.box.setVisible(any(move in self._proposal.moves for move in _WRITES))
        self.bar.note(self._note(detail, typed=typed))

    def _note(self, detail: Detail, *, typed: bool) -> str:
        if typed and self._offline:
            return self._words.say("Leaves once back online")
        if typed and detail.draft == self.box.text:
            return self._words.say("Draft saved")
        return ""

    def _show_body(self, detail: Detail | None, *, keep_place: bool) -> None:
        """Make the body again where anything in it changed, its moments included."""
        minute = self._desk.clock.now().replace(second=0, microsecond=0)
        shown = (detail and without_draft(detail), self._offline, minute)
        if self._shown == shown:
            return
        self._shown = shown
        bar = self._area.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self._area.setWidget(self._body(detail) if detail else QWidget())
        bar.setValue(place)

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin: the text keeps its width whether it is there or not."""
        body = self._area.widget()
        if body is not None and (column := body.layout()) is not None:
            column.setContentsMargins(self._margin, 20, self._margin - (_SCROLL_BAR if most else 0), 20)

    def _body(self, detail: Detail) -> QWidget:
        row, theme = detail.row, self._theme
        when = When(words=self._words, now=self._desk.clock.now(), offline=self._offline)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(self._margin, 20, self._margin, 20)
        column.setSpacing(16)
        if detail.post:
            column.addWidget(PostView(detail.post, detail.client, when, theme))
        others = [other for other in detail.thread if other.comment.ref != row.comment.ref]
        parent = [other for other in others if other.comment.ref.id == row.comment.parent]
        rest = [other for other in others if other not in parent]
        if parent:
            column.addWidget(ThreadView(self._words.say("In answer to"), parent, detail.client, when, theme))
        column.addWidget(CommentCard(row, when, theme))
        for notice in notices(detail, self._words, theme):
            column.addWidget(notice)
        if row.verdict.severity:  # praise and questions give no reason to look
            column.addWidget(WhyCard(row, detail.author, self._desk.rule_title, self._words, theme))
        if rest:
            column.addWidget(ThreadView(self._words.say("In the same thread"), rest, detail.client, when, theme))
        column.addStretch()
        return body


def without_draft(detail: Detail) -> Detail:
    """All of it but what is being typed: the body must not be made again at every key."""
    row = replace(detail.row, draft=False)
    thread = tuple(replace(other, draft=False) for other in detail.thread)
    return replace(detail, row=row, thread=thread, draft="")
