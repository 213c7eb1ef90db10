"""What can be read of a comment: its post, what it answers, itself, its reasons, its thread. May not act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.corrections import Corrections
from cm_desktop.ui.detail.detail_parts import DetailParts, Shown
from cm_desktop.ui.detail.own_reply import Choices
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.request_card import RequestDoors
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit.passages.reading_area import ReadingArea
from cm_desktop.ui.kit.theme import Theme

_ROUNDS = 3  # a text has its width, then its height, then the room that a scroll bar leaves


class DetailBody(ReadingArea):
    """Given new content only where something in it changed, its moments included.

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
        self._picture = picture
        self._rule_title = rule_title
        self._requests = requests
        self._parts = DetailParts(rule_title, choices, corrections, reasons, requests, theme)
        self._parts.hide()
        self._parts.resize(self.viewport().size())  # else it would be laid out first as wide as its longest line
        self.setWidget(self._parts)
        self._margin = 0
        self._shown: tuple[object, ...] = ()

    @property
    def selected(self) -> str:
        """The part of the comment that is selected."""
        return self._parts.selected

    def set_margin(self, margin: int) -> None:
        """The margin left and right."""
        self._margin = margin
        self._make_room()

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
        place = self.verticalScrollBar().value() if keep_place else 0
        if detail is not None:
            self._parts.show_detail(Shown(detail, asked, when, picture))
        self._parts.setHidden(detail is None)
        self._settle()
        self.verticalScrollBar().setValue(place)

    def _settle(self) -> None:
        """At once: the words of one comment may not be painted in the room of another. Each round may ask for the next."""
        for _ in range(_ROUNDS):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The scroll bar stands in the margin: what is read ends where the head does, whether it is there or not."""
        self._parts.set_margins(self._margin, self._margin - (self.width() - self.viewport().width()))


def without_draft(detail: Detail) -> Detail:
    """All of it but what is being typed: the body must not be shown again at every key."""
    row = replace(detail.row, draft=False)
    thread = tuple(replace(other, draft=False) for other in detail.thread)
    return replace(detail, row=row, thread=thread, draft="", drafted_at=None)
