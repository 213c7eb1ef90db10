"""What outlives a change of language or theme: all widgets are made anew, and who types goes on typing. May not make any."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.domain.queue import Query, Row
from cm_desktop.ui.frame.rooms import Room

if TYPE_CHECKING:
    from cm_desktop.ui.first_run.first_run import Answers
    from cm_desktop.ui.frame.panes import Panes


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """`text` is what is typed to the comment on show, in the place of `edited` if that is set; `place` one of the settings.
    `unread` is that comment where it was marked to be read anew; `put_away` are pages whose refused access was told.
    """

    query: Query
    answers: "Answers | None"
    room: Room | None
    place: int | None
    list_width: int
    ref: CommentRef | None
    edited: Row | None
    text: str
    typing: bool
    unread: CommentRef | None
    put_away: frozenset[AccountId]

    @classmethod
    def of(cls, panes: "Panes") -> Self:
        """What is typed is kept on the way."""
        detail = panes.detail
        left = cls(
            query=panes.query,
            answers=panes.blank.answers,
            room=panes.room,
            place=panes.settings.place if panes.rooms.is_made(Room.SETTINGS) else None,
            list_width=panes.stage.list_width,
            ref=detail.ref,
            edited=detail.edited,
            text=detail.box.text,
            typing=detail.box.field.hasFocus(),
            unread=detail.looked.left_unread,
            put_away=panes.bars.access.put_away,
        )
        panes.leave()
        return left

    def give_to(self, panes: "Panes") -> None:
        """Those that were made anew, and show the same list already."""
        if self.place is not None:
            panes.settings.list.mark(self.place)
        panes.stage.divide(self.list_width)
        panes.bars.access.put_away = self.put_away
        panes.bars.refresh()
        if self.room is not None:
            panes.enter(self.room)
        if self.unread is not None:
            panes.detail.looked.leave_unread(self.unread)
        if self.typing and self.ref is not None:
            panes.detail.take_over(self.ref, self.edited, self.text)
            panes.detail.handling.write()
