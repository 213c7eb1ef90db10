"""Pasting comments: a text, what is recognised in it, corrected, added. May not recognise anything itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from cm_desktop.domain.arrivals import PastedComment, Report
from cm_desktop.domain.bringing_in import Imports
from cm_desktop.domain.comments import Account
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.pasted_table import PastedModel, PastedTable
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.ui.joining.report_page import ReportPage
from cm_desktop.ui.joining.whose import Whose
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words

_TEXT_HEIGHT, _TABLE_HEIGHT = 260, 320


class PastePage(Page):
    """A page and a text, as it was copied there."""

    key = ("Ctrl", "Enter")

    def __init__(
        self, accounts: Sequence[Account], taken: Account | None, text: str, words: Words, theme: Theme
    ) -> None:
        super().__init__(words, theme)
        self.title = words.say("Paste comments")
        self.subtitle = words.say("Copied from a page, one or several at once; you correct what was recognised.")
        self.go = words.say("Recognise")
        self.whose = Whose(accounts, taken, words, theme)
        self._text = QPlainTextEdit(text)
        self._text.setTabChangesFocus(True)
        self._text.setFont(fonts.font(*fonts.REPLY))
        self._text.setFixedHeight(_TEXT_HEIGHT)
        self._text.document().setDocumentMargin(10)
        self._text.setAccessibleName(words.say("Pasted text"))
        self._text.setPlaceholderText(words.say("Paste here: author, text, link…"))
        self._text.textChanged.connect(self.changed)
        self.column.addWidget(self.whose)
        self.column.addWidget(self._text)

    @property
    def ready(self) -> bool:
        return bool(self.text.strip())

    @property
    def first(self) -> QWidget:
        return self._text

    @property
    def text(self) -> str:
        """What was pasted."""
        return written(self._text.document())


class FoundPage(Page):
    """What was recognised, to be corrected."""

    def __init__(self, found: Sequence[PastedComment], name: str, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Recognised comments")
        self.subtitle = name
        self.model = PastedModel(found, words)
        self._table = PastedTable(self.model, words, theme)
        self._table.setFixedHeight(_TABLE_HEIGHT)
        remove = Button(words.say("Take this line away"), theme, kind=Kind.GHOST, icon="trash-2", key=words.say("Del"))
        add = Button(words.say("Add a line"), theme, kind=Kind.GHOST, icon="plus")
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does it: Enter never takes a line away
        remove.clicked.connect(self._table.remove_current)
        add.clicked.connect(self._add)
        for told in (self.model.dataChanged, self.model.rowsRemoved, self.model.rowsInserted):
            told.connect(lambda *_: self._count())
        row = QHBoxLayout()
        row.addWidget(remove)
        row.addWidget(add)
        row.addStretch()
        self.column.addWidget(self._table)
        self.column.addLayout(row)
        if found:
            self._table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    @property
    def ready(self) -> bool:
        return bool(self.model.rows.worth)

    @property
    def first(self) -> QWidget:
        return self._table

    def _count(self) -> None:
        self.go = self.words.count("Add {n} comment", "Add {n} comments", len(self.model.rows.worth))
        self.changed.emit()

    def _add(self) -> None:
        self.model.add()
        last = self.model.index(self.model.rowCount() - 1, 0)
        self._table.setCurrentIndex(last)
        self._table.setFocus(Qt.FocusReason.TabFocusReason)
        self._table.edit(last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """What stood there when somebody left; `rows` is what was made of the text, empty where nothing was yet."""

    account: Account | None = None
    text: str = ""
    rows: tuple[PastedComment, ...] = ()


class Pasting(QObject):
    """Over the window until the report is read."""

    def __init__(self, imports: Imports, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, refusal, words, theme, window)
        super().__init__(self.sheet)
        self._imports = imports
        self._words = words
        self._theme = theme
        self._begun = Unfinished()
        self._page: Page | None = None
        self.sheet.went.connect(self._go)
        self.sheet.returned.connect(self._again)

    def open(self, accounts: Sequence[Account], taken: Account | None, begun: Unfinished) -> None:
        """Begin, with a choice among these pages; `taken` is the one that is meant. `begun` was left earlier."""
        self._accounts = accounts
        self._begun = replace(begun, account=taken or begun.account)
        self._ask_text()
        self.sheet.open()

    @property
    def unfinished(self) -> Unfinished:
        """What would be lost now; nothing once it was added."""
        match self._page:
            case PastePage() as page:
                rows = self._begun.rows if page.text == self._begun.text else ()
                return Unfinished(account=page.whose.account, text=page.text, rows=rows)
            case FoundPage() as page:
                return replace(self._begun, rows=page.model.rows.all)
            case _:
                return Unfinished()

    def _again(self) -> None:
        self._begun = self.unfinished
        self._ask_text()

    def _ask_text(self) -> None:
        page = PastePage(self._accounts, self._begun.account, self._begun.text, self._words, self._theme)
        self._show(page, first=True)

    def _go(self) -> None:
        match self._page:
            case PastePage():
                self._begun = self.unfinished
                self._recognise(self._begun)
            case FoundPage() as page:
                self._add(page.model.rows.worth)
            case _:
                self.sheet.close_sheet()

    def _recognise(self, begun: Unfinished) -> None:
        """A text whose comments were corrected already keeps the corrections."""
        if begun.rows:
            self._found(begun.rows)
            return
        busy = self._words.say("Looking for comments…")
        self.sheet.ask(busy, lambda: self._imports.paste(begun.text), self._found)

    def _found(self, found: Sequence[PastedComment]) -> None:
        assert self._begun.account is not None
        page = FoundPage(found, self._begun.account.name, self._words, self._theme)
        page.model.refused.connect(self.sheet.refuse)
        self._show(page)

    def _add(self, rows: Sequence[PastedComment]) -> None:
        assert self._begun.account is not None
        account = self._begun.account.id
        self.sheet.ask(
            self._words.say("Adding the comments…"), lambda: self._imports.add_pasted(account, rows), self._added
        )

    def _added(self, report: Report) -> None:
        assert self._begun.account is not None
        done = self._words.say("Comments added")
        self._show(ReportPage(report, self._begun.account.name, self._words, self._theme, done=done))

    def _show(self, page: Page, *, first: bool = False) -> None:
        self._page = page
        self.sheet.show_page(page, first=first)
