"""Importing a file of comments: chosen, surveyed, its columns named, brought in, reported. May not read it itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.arrivals import ColumnMapping, Report, Survey
from cm_desktop.domain.bringing_in import Imports
from cm_desktop.domain.comments import Account, Comment
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.file_page import FilePage
from cm_desktop.ui.joining.mapping_page import MappingPage
from cm_desktop.ui.joining.progress_page import Counter, ProgressPage
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.ui.joining.report_page import ReportPage
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words


class Importing(QObject):
    """Over the window until the report is read. Closing the window cancels what is under way."""

    def __init__(self, imports: Imports, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, refusal, words, theme, window)
        super().__init__(self.sheet)
        self._imports = imports
        self._bridge = bridge
        self._words = words
        self._theme = theme
        self._page: Page | None = None
        self.sheet.went.connect(self._go)
        self.sheet.returned.connect(self._back)
        self.sheet.closed.connect(self._forget)

    def open(self, accounts: Sequence[Account], taken: Account | None = None) -> FilePage:
        """Begin, with a choice among these pages; `taken` is the one that is meant."""
        self._choice = accounts, taken
        page = self._file_page()
        self._show(page, first=True)
        self.sheet.open()
        return page

    def _file_page(self) -> FilePage:
        page = FilePage(*self._choice, self._words, self._theme)
        page.changed.connect(self.sheet.hush)
        page.given.connect(lambda: self.sheet.go.setFocus(Qt.FocusReason.TabFocusReason))
        return page

    def _go(self) -> None:
        match self._page:
            case FilePage() as page:
                self._account, file = page.whose.account, page.file
                self._choice = self._choice[0], self._account
                busy = self._words.say("Reading the file…")
                self.sheet.ask(busy, lambda: self._imports.survey(file), self._surveyed)
            case MappingPage() as page:
                self._bring_in(page.mapping)
            case _:
                self.sheet.close_sheet()

    def _back(self) -> None:
        file = self._survey.file
        page = self._file_page()
        page.give(file)
        self._show(page, first=True)

    def _surveyed(self, survey: Survey) -> None:
        self._survey = survey
        page = MappingPage(survey, self._words, self._theme)
        page.asked.connect(self._preview)
        self._show(page)
        page.start()

    def _preview(self, mapping: ColumnMapping) -> None:
        """An answer to a mapping that was corrected meanwhile is not shown."""
        page, survey, account = self._page, self._survey, self._account.id
        assert isinstance(page, MappingPage)

        def current() -> bool:
            return self._page is page and page.mapping == mapping

        def show(comments: tuple[Comment, ...]) -> None:
            if current():
                page.show_preview(comments)

        def refuse(error: BaseException) -> None:
            if current():
                page.refuse(error) if isinstance(error, ImportRefused) else self.sheet.refuse(error)

        self._bridge.run(lambda: self._imports.preview(survey, mapping, account), show, refuse)

    def _bring_in(self, mapping: ColumnMapping) -> None:
        self._survey = survey = replace(self._survey, mapping=mapping)
        account, counter, self._cancelled = self._account.id, Counter(), Event()
        self._show(ProgressPage(survey.file.name, counter, self._cancelled, self._words, self._theme), first=True)
        self._bridge.run(
            partial(self._imports.bring_in, survey, mapping, account, progress=counter, cancelled=self._cancelled),
            self._done,
            self._failed,
        )

    def _done(self, report: Report) -> None:
        done = self._words.say("Import done")
        self._show(ReportPage(report, self._survey.file.name, self._words, self._theme, done=done))

    def _failed(self, error: BaseException) -> None:
        self._surveyed(self._survey)
        self.sheet.refuse(error)

    def _forget(self) -> None:
        """Nobody looks any more."""
        self._page = None

    def _show(self, page: Page, *, first: bool = False) -> None:
        self._page = page
        self.sheet.show_page(page, first=first)
