"""*Faire valider*, from the key to the act put down: the form on a sheet, filled in beforehand. May not carry anything."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import OVER, Case
from cm_desktop.domain.approvals.people import Member
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.saved_replies import placeholders
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.asking.begun import Begun
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.keeping import warn_if_lost
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class Asking(QObject):
    """One comment, one form. `asked` says that the request is put down, and can be taken back like any act."""

    asked = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, acting: Acting, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, explain, words, theme, window)
        super().__init__(self.sheet)
        self._desk = desk
        self._bridge = bridge
        self._acting = acting
        self._words = words
        self._theme = theme

    def open(self, detail: Detail, text: str, *, hide: bool) -> None:
        """Show the form. `text` was typed under the comment; `hide`: it is to be hidden right away."""
        begun = Begun(
            detail=detail,
            text=text,
            hide=hide and ActionKind.HIDE in detail.offers,
            validates=self._who_validates(detail),
            demanded=self._desk.supervision.needed(detail.client.id, detail.row),
            now=self._now(),
            open_cases=self._open_cases(detail),
        )
        when = When(words=self._words, now=self._desk.clock.now(), offline=self._desk.network.offline_since is not None)
        page = AskPage(begun, when, self._words, self._theme)
        self.sheet.went.connect(lambda: self._ask(page, detail))
        self.sheet.turned.connect(lambda: self._ask(page, detail, advice=True))
        self.sheet.show_page(page, first=True)
        self.sheet.open()
        lost = self._words.say(
            "No safe keyring here: what signs this request is lost when CM Desktop closes, and an answer that comes after that "
            "cannot be taken in. Set a keyring up first, or do not close it before."
        )
        warn_if_lost(page, lost, self._desk.supervision.teams.lasts, self._bridge)

    def _ask(self, page: AskPage, detail: Detail, *, advice: bool = False) -> None:
        request = page.request(advice=advice)
        if any(placeholders(text) for text in request.proposals):
            self.sheet.refuse(ActRefused("unfilled"))
            return
        move = Move.HIDE_AND_ESCALATE if page.hides else Move.ESCALATE
        if self._acting.perform(move, detail.row, request.proposal, request=request):
            self.sheet.close_sheet()
            self.asked.emit()

    def _who_validates(self, detail: Detail) -> tuple[Member, ...]:
        team = self._desk.supervision.teams.of(detail.client.id)
        return team.answering if team else ()

    def _open_cases(self, detail: Detail) -> tuple[Case, ...]:
        """What was asked about this comment and is not over."""
        views = self._desk.supervision.standing(detail.row.comment.ref)
        return tuple(view.case for view in views if view.state not in OVER)

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone()
