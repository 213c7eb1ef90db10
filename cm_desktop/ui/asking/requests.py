"""All that a moderator begins about a request: the form, the file that leaves, the answer that came back. May not carry any."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.proposals import Move
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping import handed
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.asking.asking import Asking
from cm_desktop.ui.asking.declare_pages import ElsewherePage, PastePage
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.detail.handling import Handling
from cm_desktop.ui.detail.request_card import RequestDoors
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class Requests(QObject):
    """`doors` are for the card of a request. What fails is told by `acting.refused`, or on the sheet where it was asked.

    `saved` says where a request lies, or a decision's sheet, that somebody is to be given.
    """

    saved = Signal(object)  # Path

    def __init__(self, desk: Desk, bridge: Bridge, acting: Acting, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._acting = acting
        self._words = words
        self._theme = theme
        self._around = parent

    @property
    def doors(self) -> RequestDoors:
        return RequestDoors(
            about=self._desk.supervision.standing,
            save_page=self._save_page,
            save_fiche=self._save_fiche,
            paste=self._paste,
            elsewhere=self._elsewhere,
            withdraw=self._withdraw,
        )

    def ask(self, handling: Handling, move: Move) -> None:
        """The form of a request about the comment on show."""
        detail = handling.detail
        if detail is not None:
            asking = Asking(self._desk, self._bridge, self._acting, self._words, self._theme, self._around.window())
            asking.asked.connect(handling.asked)
            asking.open(detail, handling.typed, hide=move is Move.HIDE_AND_ESCALATE)

    def _save_page(self, view: CaseView) -> None:
        say, made = self._words.say, self._desk.supervision.page
        self._save(view, say("Save the request"), say("request"), made)

    def _save_fiche(self, view: CaseView) -> None:
        say, made = self._words.say, self._desk.supervision.fiche
        self._save(view, say("Save the decision sheet"), say("decision"), made)

    def _save(self, view: CaseView, title: str, named: str, made: Callable[[CaseId], bytes]) -> None:
        """Ask where to, and write there what is `made` of the case."""
        proposed = str(Path.home() / f"{named}-{_file_name(view)}.html")
        chosen, _ = QFileDialog.getSaveFileName(self._around, title, proposed, "HTML (*.html)")
        if chosen:
            file = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.html")
            self._bridge.run(
                lambda: handed.write(file, made(view.case.id)),
                lambda _: self.saved.emit(file),
                self._acting.refused.emit,
            )

    def _withdraw(self, view: CaseView) -> None:
        supervision, case = self._desk.supervision, view.case.id
        self._begin(lambda: supervision.withdraw(case))

    def _paste(self, view: CaseView) -> None:
        page = PastePage(view, self._words, self._theme)
        declare, case = self._desk.supervision.declare, view.case.id
        self._show(page, lambda: partial(declare, case, page.pasted))

    def _elsewhere(self, view: CaseView) -> None:
        page = ElsewherePage(view, self._words, self._theme)
        declare, case = self._desk.supervision.declare_elsewhere, view.case.id
        self._show(page, lambda: partial(declare, case, page.outcome, **page.said))

    def _begin(self, work: Callable[[], object]) -> None:
        self._bridge.run(work, lambda _: None, self._acting.refused.emit)

    def _show(self, page: Page, filled_in: Callable[[], Callable[[], object]]) -> None:
        """Ask on a sheet; `filled_in` reads the page, and answers the work that waits for the keyring and the disk."""
        sheet = Sheet(self._bridge, explain, self._words, self._theme, self._around.window())
        busy = self._words.say("One moment…")
        sheet.went.connect(lambda: sheet.ask(busy, filled_in(), lambda _: sheet.close_sheet()))
        sheet.show_page(page, first=True)
        sheet.open()


def _file_name(view: CaseView) -> str:
    """Whose comment it is about, in letters that any system takes."""
    author = view.asked.comment.author if view.asked else ""
    return re.sub(r"\W+", "-", author).strip("-") or view.case.id[:8]
