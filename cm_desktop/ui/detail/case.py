"""What the detail is about: a comment, the reply of ours that is edited in its place, what is proposed. May not act."""

from dataclasses import replace
from datetime import datetime

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.proposals import Move, Proposal, is_legitimate, propose
from cm_desktop.domain.queue import Row
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import moves
from cm_desktop.ui.detail.on_the_page import opens
from cm_desktop.ui.detail.own_reply import offered_on
from cm_desktop.ui.moves import Situation

WRITES = (Move.REPLY, Move.PUBLISH_AND_REPLY)


class Case:
    """Read from the desk whenever it is turned to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.detail: Detail | None = None
        self.edited: Row | None = None  # the reply of ours that the box holds
        self.proposal = Proposal()
        self._shown: object = None

    @property
    def ref(self) -> CommentRef | None:
        """Which comment it is about."""
        return self.detail.row.comment.ref if self.detail else None

    @property
    def row(self) -> Row | None:
        """What a move is about: the reply of ours that is edited, else the comment."""
        return self.edited or (self.detail.row if self.detail else None)

    @property
    def takes_reply(self) -> bool:
        """Whether something can be written about it here."""
        return self.edited is not None or any(move in self.proposal.moves for move in WRITES)

    @property
    def offline(self) -> bool:
        """Whether there is no network at the moment."""
        return self._desk.network.offline_since is not None

    @property
    def now(self) -> datetime:
        """This moment."""
        return self._desk.clock.now()

    def turn_to(self, ref: CommentRef | None) -> bool:
        """Read this comment; None, or one that is no longer there, leaves nothing. Answers whether it was here before."""
        detail = self._read(ref)
        same = detail is not None and detail.row.comment.ref == self.ref
        edited = next((row for row in detail.thread if same and self._is_edited(row)), None) if detail else None
        self.detail, self.edited = detail, edited
        self._shown = self._all_of(detail)
        return same

    def has_changed(self) -> bool:
        """Whether comments that came in, or were judged, made any of it another; its picture and its moments included."""
        return self._all_of(self._read(self.ref)) != self._shown

    def begun(self) -> str:
        """What was begun about the reply that is edited."""
        read = self._read(self.edited.comment.ref) if self.edited else None
        return read.draft if read else ""

    def propose(self, *, typed: bool) -> Situation:
        """What is proposed now, and how it is to be named."""
        detail, editing = self.detail, self.edited is not None
        assert detail is not None
        self.proposal = Proposal(bar=(Move.EDIT,)) if editing else propose(detail.row, detail.offers, typed=typed)
        if self.replies_by_hand:  # two things to do there would be told as one
            without = tuple(move for move in self.proposal.more if move is not Move.REPLY_AND_HIDE)
            self.proposal = replace(self.proposal, more=without)
        return Situation(
            typed=typed,
            asks=is_legitimate(detail.row),
            by_hand=self.replies_by_hand,
            opens=opens(detail, offline=self.offline),
            doing=next((entry.action.kind for entry in detail.row.pending if entry.by_hand), None),
            editing=editing,
            post_suspended=detail.post_suspended,
        )

    @property
    def replies_by_hand(self) -> bool:
        """Whether a reply is put on the page by the moderator."""
        return self.detail is not None and moves.is_by_hand(Move.REPLY, self.detail.caps)

    def offered_on(self, row: Row) -> tuple[Move, ...]:
        """What can be done about a row of the thread."""
        return offered_on(row, self.detail) if self.detail else ()

    def last_of_ours(self) -> Row | None:
        """The comment itself where it is ours and can be edited, else our last such reply in its thread."""
        rows = [self.detail.row, *reversed(self.detail.thread)] if self.detail else []
        return next((row for row in rows if Move.EDIT in self.offered_on(row)), None)

    def _is_edited(self, row: Row) -> bool:
        return self.edited is not None and row.comment.ref == self.edited.comment.ref

    def _all_of(self, detail: Detail | None) -> object:
        """What of it can change while nothing but comments does."""
        comment = detail.row.comment if detail else None
        picture = self._desk.inbox.picture(comment.ref) if comment and comment.media else None
        return detail, picture, self.now.replace(second=0, microsecond=0)

    def _read(self, ref: CommentRef | None) -> Detail | None:
        try:
            return self._desk.inbox.detail(ref) if ref else None
        except NotFound:
            return None
