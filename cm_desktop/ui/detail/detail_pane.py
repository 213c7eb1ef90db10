"""The detail: one comment with its post, its reasons and its thread, and all that can be done about it.

Shows its case. May not carry out a move, nor choose the next comment.
"""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Category, Hit
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.detail.case import Case
from cm_desktop.ui.detail.corrections import Corrections
from cm_desktop.ui.detail.detail_body import DetailBody
from cm_desktop.ui.detail.detail_foot import DetailFoot
from cm_desktop.ui.detail.detail_head import DetailHead
from cm_desktop.ui.detail.handling import Handling
from cm_desktop.ui.detail.looking import Looking
from cm_desktop.ui.detail.own_reply import Choices
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.reply_help import ReplyHelp
from cm_desktop.ui.detail.request_card import RequestDoors
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import times
from cm_desktop.wording.words import Words

WIDE, NARROW = 32, 24  # margins
_LEAST_WIDTH = 540


class DetailPane(QWidget):
    """`handling` does what is chosen. `asked` carries the CommentRef of another comment of the thread to be answered.

    `looking` wants something shown beside the comment: it carries the Command of its key. `looked` knows what was read.
    """

    asked = Signal(object)
    looking = Signal(object)  # Command

    def __init__(
        self,
        desk: Desk,
        acting: Acting,
        correcting: Correcting,
        reasons: Reasons,
        requests: RequestDoors,
        words: Words,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._correcting = correcting
        self._reasons = reasons
        self._words = words
        self._margin = 0
        self._case = Case(desk)
        self.looked = Looking(desk, self)
        self._head = DetailHead(words, theme, self)
        self._rules = (rule(theme), rule(theme))
        choices = Choices(offered=self._case.offered_on, chosen=self._choose_on)
        corrections = Corrections(mistaken=self._correct, missed=self.ask_missed)
        self._body = DetailBody(
            desk.rules.title, desk.inbox.picture, choices, corrections, reasons, requests, theme, self
        )
        self._body.setAccessibleName(words.say("Comment and thread"))
        self.foot = DetailFoot(acting, words, theme, self)
        self.box, self.bar, self.choice, self.closed = self.foot.box, self.foot.bar, self.foot.choice, self.foot.closed
        self._help = ReplyHelp(desk, acting, self.foot, words)
        self.handling = Handling(self._case, acting, self.foot, self.refresh, words, self)
        self._lay_out()
        self._connect()
        acting.done.connect(self._leave_unread)
        self.set_room(WIDE, lines=2)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._rules[0])
        column.addWidget(self._body, 1)
        column.addWidget(self._rules[1])
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.box.edited.connect(self._repropose)
        self.bar.chosen.connect(self.handling.choose)
        self.choice.chosen.connect(self.handling.choose)
        self.closed.asked.connect(self.asked)
        self.handling.kept.connect(self._stay)
        self._head.asked.connect(self.looking)
        self.foot.missed.chosen.connect(self._add_missed)
        self.bar.missed.connect(self.ask_missed)
        self.bar.suspending.connect(self.handling.suspend_post)

    def set_room(self, margin: int, *, lines: int) -> None:
        """The margin left and right, and how many lines an empty reply box shows."""
        self.box.field.set_least_lines(lines)
        if margin == self._margin:
            return
        self._margin = margin
        self._head.set_margin(margin)
        self._body.set_margin(margin)
        self.foot.set_margin(margin)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """At least 540 pixels, and what the buttons need."""
        least = super().minimumSizeHint()
        return QSize(max(_LEAST_WIDTH, least.width()), least.height())

    @property
    def detail(self) -> Detail | None:
        """What is on show."""
        return self._case.detail

    @property
    def edited(self) -> Row | None:
        """The reply of ours that is being edited."""
        return self._case.edited

    @property
    def ref(self) -> CommentRef | None:
        """Which comment is on show."""
        return self._case.ref

    @property
    def takes_reply(self) -> bool:
        """Whether a reply can be written to it here."""
        return self._case.takes_reply

    def show_comment(self, ref: CommentRef | None) -> None:
        """Turn to this comment, read from the desk; None, or one that is no longer there, empties the pane."""
        case = self._case
        same = case.turn_to(ref)
        self.looked.at(case.detail.row if case.detail else None)
        if case.detail is None:
            self.box.save()
        if not same:
            self.foot.ask_nothing()
            for menu in self.findChildren(QMenu):  # which speaks of the one before
                menu.close()
        for part in (self._head, *self._rules, self.foot):
            part.setVisible(case.detail is not None)
        if case.detail is not None:
            self._fill_box(case.detail)
            self._head.show_detail(case.detail, offline=case.offline)
            self._reasons.about(case.detail.row.comment.text, case.detail.client.id)
        self._repropose()
        when = When(words=self._words, now=self._desk.clock.now(), offline=case.offline)
        self._body.show_detail(case.detail, when, keep_place=same)

    def refresh(self) -> None:
        """Read the same comment again."""
        self.show_comment(self.ref)

    def follow(self) -> None:
        """Comments came in, or were judged: show the same one again where that touched it, or a minute has passed."""
        if self._case.has_changed():
            self.refresh()

    def take_over(self, ref: CommentRef, edited: Row | None, text: str) -> None:
        """Go on where another pane was left: its comment, the reply that it edited, the text that it held."""
        self.show_comment(ref)
        if self.ref == ref and edited is not None:
            self._case.edited = edited
            self.refresh()
        if self.box.ref == (edited.comment.ref if edited else ref):
            self.box.take_over(text)

    def ask_missed(self, selected: str = "") -> None:
        """Ask for an expression that the rules missed in this comment: what is selected, if anything is."""
        if self.detail is not None and not self.detail.row.comment.author.is_page:
            self.foot.missed.ask(selected or self._body.selected)

    def _stay(self, move: Move) -> None:
        """At once: nothing may find it read while it is being marked."""
        if move is Move.UNREAD:
            self.looked.leave_unread(self.ref)

    def _leave_unread(self, deed: Deed) -> None:
        """It may have been one of several that were picked."""
        if deed.move is Move.UNREAD:
            self.looked.leave_unread(deed.ref, *deed.others)

    def _choose_on(self, move: Move, reply: Row) -> None:
        self.handling.choose_on(move, reply)

    def _correct(self, hit: Hit, everywhere: bool) -> None:
        if self.ref is not None:
            self._correcting.mistaken(self.ref, hit, everywhere=everywhere)

    def _add_missed(self, passage: str, category: Category) -> None:
        if self.ref is not None:
            self._correcting.missed(self.ref, passage, category)

    def _fill_box(self, detail: Detail) -> None:
        if self.edited is None:
            self.box.show_reply(detail)
        else:
            self.box.show_edit(detail, self.edited, self._case.begun())
        self.closed.show_detail(detail)
        self._help.show_detail(detail)

    def _repropose(self) -> None:
        case = self._case
        if case.detail is None:
            return
        typed = bool(self.box.text.strip())
        given = case.propose(typed=typed)
        self.bar.propose(case.proposal, given, can_send=self.box.sendable)
        written = typed and self.box.field.hasFocus()  # hidden, it would leave its letters to the keys of the window
        self.box.setVisible(written or case.takes_reply)
        self.foot.saved.setVisible(case.takes_reply and not self.box.text and self.edited is None)
        self.bar.note(self._note(case.detail, typed=typed))

    def _note(self, detail: Detail, *, typed: bool) -> str:
        if self.edited is not None:
            return self._words.say("Esc leaves the reply as it is")
        if detail.post_suspended:
            return self._words.say("Sending under this post is suspended.")
        if typed and self._case.offline and not self._case.replies_by_hand:
            return self._words.say("Will be sent once back online")
        if typed and detail.draft == self.box.text:
            return self._kept(detail.drafted_at)
        return ""

    def _kept(self, at: datetime | None) -> str:
        """When the draft was: the hour alone today."""
        now = self._desk.clock.now()
        if at is None:
            return ""
        if times.is_same_day(at, now):
            return self._words.say("Draft saved at {time}", time=times.clock(self._words, at))
        return self._words.say("Draft saved, {when}", when=times.moment(self._words, at, now))
