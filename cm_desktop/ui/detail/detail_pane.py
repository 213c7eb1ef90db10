"""The detail: one comment with its post, its reasons and its thread, and all that can be done about it.

Carries out what is chosen through `Acting`. May not choose the next comment.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.proposals import Move, Proposal, is_legitimate, propose
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Category, Hit
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import moves
from cm_desktop.ui.acting import TYPED, Acting
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.detail.corrections import Corrections
from cm_desktop.ui.detail.detail_body import DetailBody
from cm_desktop.ui.detail.detail_foot import DetailFoot
from cm_desktop.ui.detail.detail_head import DetailHead
from cm_desktop.ui.detail.on_the_page import opens, take_there
from cm_desktop.ui.detail.own_reply import Choices, offered_on
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import Situation
from cm_desktop.wording.words import Words

WIDE, NARROW = 32, 24  # margins
_LEAST_WIDTH = 540
_WRITES = (Move.REPLY, Move.PUBLISH_AND_REPLY)
_STAYS = frozenset({Move.LIKE, Move.EDIT, Move.TAKE_BACK})  # they do not settle the comment


class DetailPane(QWidget):
    """Emits `acted` once a move that settles the comment was accepted: it is time for the next one; `kept` once one
    was that does not.

    `asked` carries the CommentRef of another comment of the thread that is to be answered.
    """

    acted = Signal()
    kept = Signal()
    asked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        acting: Acting,
        correcting: Correcting,
        words: Words,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acting = acting
        self._correcting = correcting
        self._words = words
        self._margin = 0
        self._detail: Detail | None = None
        self._edited: Row | None = None  # the reply of ours that the box holds
        self._proposal = Proposal()
        self._head = DetailHead(words, theme, self)
        choices = Choices(offered=self._offered_on, chosen=self._choose_on)
        corrections = Corrections(mistaken=self._correct, missed=self.ask_missed)
        self._body = DetailBody(desk.rules.title, desk.inbox.picture, choices, corrections, theme, self)
        self._body.setAccessibleName(words.say("Comment and thread"))
        self._rules = (rule(theme), rule(theme))
        self.foot = DetailFoot(acting, words, theme, self)
        self.box, self.bar, self.choice, self.closed = self.foot.box, self.foot.bar, self.foot.choice, self.foot.closed
        self._lay_out()
        self.box.edited.connect(self._repropose)
        self.bar.chosen.connect(self.choose)
        self.choice.chosen.connect(self.choose)
        self.closed.asked.connect(self.asked)
        self.foot.missed.chosen.connect(self._add_missed)
        self.bar.missed.connect(self.ask_missed)
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
        return self._detail

    @property
    def edited(self) -> Row | None:
        """The reply of ours that is being edited."""
        return self._edited

    @property
    def ref(self) -> CommentRef | None:
        """Which comment is on show."""
        return self._detail.row.comment.ref if self._detail else None

    def show_comment(self, ref: CommentRef | None) -> None:
        """Turn to this comment, read from the desk; None, or one that is no longer there, empties the pane."""
        detail = self._read(ref)
        if detail is None:
            self.box.save()
        same = detail is not None and detail.row.comment.ref == self.ref
        if not same:
            self.foot.ask_nothing()
        edited = next((row for row in detail.thread if same and self._is_edited(row)), None) if detail else None
        self._detail, self._edited = detail, edited
        for part in (self._head, *self._rules, self.foot):
            part.setVisible(detail is not None)
        if detail is not None:
            self._fill_box(detail)
            self._head.show_detail(detail, offline=self._offline)
        self._repropose()
        when = When(words=self._words, now=self._desk.clock.now(), offline=self._offline)
        self._body.show_detail(detail, when, keep_place=same)

    def refresh(self) -> None:
        """Read the same comment again."""
        self.show_comment(self.ref)

    def take_over(self, ref: CommentRef, edited: Row | None, text: str) -> None:
        """Go on where another pane was left: its comment, the reply that it edited, the text that it held."""
        self.show_comment(ref)
        if self.ref == ref and edited is not None:
            self._edited = edited
            self.refresh()
        if self.box.ref == (edited.comment.ref if edited else ref):
            self.box.take_over(text)

    def write(self) -> None:
        """Go to the reply box, where this comment can be answered."""
        if any(move in self._proposal.moves for move in (*_WRITES, Move.EDIT)):
            self.choice.hide()
            self.box.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Publish what is typed."""
        move = next((move for move in (*_WRITES, Move.EDIT) if move in self._proposal.bar[:1]), None)
        if move and self.box.text.strip() and (move is not Move.EDIT or self._edited):
            self.choose(move)

    def ask_missed(self, selected: str = "") -> None:
        """Ask for an expression that the rules missed in this comment: what is selected, if anything is."""
        if self._detail is not None and not self._detail.row.comment.author.is_page:
            self.foot.missed.ask(selected or self._body.selected)

    def leave_edit(self) -> None:
        """Give the box back to the comment; what was changed in a reply of ours is kept as its draft."""
        self.foot.ask_nothing()
        if self._edited is not None:
            self.box.save()
            self._edited = None
            self.refresh()

    def choose(self, move: Move) -> None:
        """Carry out a move on this comment, if it is among those that are offered."""
        if move is Move.EDIT and self._edited is None:
            self._edit_last()
            return
        move = self._by_the_same_key(move)
        if self._detail is None or move not in self._proposal.moves:
            return
        row = self._edited or self._detail.row
        if move in _WRITES and not self.box.text.strip():
            self.write()
        elif move in (*_WRITES, Move.EDIT) and not self.box.sendable:
            self.box.field.setFocus()
        elif move is Move.HIDE and is_legitimate(row) and not self.choice.isVisible():
            self.choice.ask(still_seen=self._detail.caps.hidden_still_seen)
        else:
            self._do(move, row, self._detail)

    def _by_the_same_key(self, move: Move) -> Move:
        other = {Move.HIDE: Move.UNHIDE, Move.PUBLISH: Move.CONFIRM}.get(move, move)
        return move if move in self._proposal.moves else other

    def _do(self, move: Move, row: Row, detail: Detail) -> None:
        assert self.box.ref == row.comment.ref, "a text must never leave for another comment"
        self.choice.hide()
        typed = self.box.text.strip() if move in TYPED else ""
        by_hand = moves.is_by_hand(move, detail.caps)
        if not self._acting.perform(move, row, typed, by_hand=by_hand):
            return
        if move in TYPED:
            self.box.clear()
        if by_hand and typed:
            take_there(typed, detail, self._words, self, offline=self._offline)
        if self._edited is not None:
            self._edited = None
            self.refresh()
        (self.kept if move in _STAYS or by_hand else self.acted).emit()

    def _correct(self, hit: Hit, everywhere: bool) -> None:
        if self.ref is not None:
            self._correcting.mistaken(self.ref, hit, everywhere=everywhere)

    def _add_missed(self, passage: str, category: Category) -> None:
        if self.ref is not None:
            self._correcting.missed(self.ref, passage, category)

    def _offered_on(self, row: Row) -> tuple[Move, ...]:
        return offered_on(row, self._detail) if self._detail else ()

    def _choose_on(self, move: Move, row: Row) -> None:
        """A choice on one of our own replies in the thread."""
        if move is Move.EDIT:
            self._edit(row)
        elif self._detail is not None:
            self._acting.perform(move, row, by_hand=moves.is_by_hand(move, self._detail.caps))

    def _edit_last(self) -> None:
        """The comment itself where it is ours, else our last reply in its thread."""
        rows = [self._detail.row, *reversed(self._detail.thread)] if self._detail else []
        found = next((row for row in rows if Move.EDIT in self._offered_on(row)), None)
        if found is not None:
            self._edit(found)

    def _edit(self, row: Row) -> None:
        self.box.save()
        self._edited = row
        self.refresh()
        self.write()

    def _is_edited(self, row: Row) -> bool:
        return self._edited is not None and row.comment.ref == self._edited.comment.ref

    def _read(self, ref: CommentRef | None) -> Detail | None:
        try:
            return self._desk.inbox.detail(ref) if ref else None
        except NotFound:
            return None

    def _fill_box(self, detail: Detail) -> None:
        if self._edited is None:
            self.box.show_reply(detail)
        else:
            changed = self._read(self._edited.comment.ref)
            self.box.show_edit(detail, self._edited, changed.draft if changed else "")
        self.closed.show_detail(detail)

    @property
    def _offline(self) -> bool:
        return self._desk.network.offline_since is not None

    def _repropose(self) -> None:
        detail = self._detail
        if detail is None:
            return
        typed = bool(self.box.text.strip())
        editing = self._edited is not None
        self._proposal = Proposal(bar=(Move.EDIT,)) if editing else propose(detail.row, detail.offers, typed=typed)
        given = Situation(
            typed=typed,
            asks=is_legitimate(detail.row),
            by_hand=moves.is_by_hand(Move.REPLY, detail.caps),
            opens=opens(detail, offline=self._offline),
            doing=next((entry.action.kind for entry in detail.row.pending if entry.by_hand), None),
            editing=editing,
        )
        self.bar.propose(self._proposal, given, can_send=self.box.sendable)
        written = typed and self.box.field.hasFocus()  # hidden, it would leave its letters to the keys of the window
        self.box.setVisible(editing or written or any(move in self._proposal.moves for move in _WRITES))
        self.bar.note(self._note(detail, typed=typed))

    def _note(self, detail: Detail, *, typed: bool) -> str:
        if self._edited is not None:
            return self._words.say("Esc leaves the reply as it is")
        if typed and self._offline and not moves.is_by_hand(Move.REPLY, detail.caps):
            return self._words.say("Leaves once back online")
        if typed and detail.draft == self.box.text:
            return self._words.say("Draft saved")
        return ""
