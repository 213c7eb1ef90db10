"""Pasting comments: a text, what is recognised in it, corrected, added. May not recognise anything itself."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from cm_desktop.domain.arrivals import PastedComment, Report
from cm_desktop.domain.comments import Account
from cm_desktop.domain.ports import Imports
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.page import Page
from cm_desktop.ui.joining.pasted_table import PastedModel, PastedTable
from cm_desktop.ui.joining.report_page import ReportPage
from cm_desktop.ui.joining.sheet import Sheet
from cm_desktop.ui.joining.whose import Whose
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.theme import Theme
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
        return self._text.toPlainText()


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


class Pasting(QObject):
    """Over the window until the report is read."""

    def __init__(self, imports: Imports, bridge: Bridge, words: Words, theme: Theme, window: QWidget) -> None:
        self.sheet = Sheet(bridge, words, theme, window)
        super().__init__(self.sheet)
        self._imports = imports
        self._words = words
        self._theme = theme
        self._text = ""
        self._page: Page | None = None
        self.sheet.went.connect(self._go)
        self.sheet.returned.connect(self._again)

    def open(self, accounts: Sequence[Account], taken: Account | None = None) -> None:
        """Begin, with a choice among these pages; `taken` is the one that is meant."""
        self._accounts, self._account = accounts, taken
        self._again()
        self.sheet.open()

    def _again(self) -> None:
        page = PastePage(self._accounts, self._account, self._text, self._words, self._theme)
        self._show(page, first=True)

    def _go(self) -> None:
        match self._page:
            case PastePage() as page:
                self._account, self._text = page.whose.account, page.text
                text = page.text
                self.sheet.ask(self._words.say("Looking for comments…"), lambda: self._imports.paste(text), self._found)
            case FoundPage() as page:
                self._add(page.model.rows.worth)
            case _:
                self.sheet.close_sheet()

    def _found(self, found: Sequence[PastedComment]) -> None:
        assert self._account is not None
        page = FoundPage(found, self._account.name, self._words, self._theme)
        page.model.refused.connect(self.sheet.refuse)
        self._show(page)

    def _add(self, rows: Sequence[PastedComment]) -> None:
        assert self._account is not None
        account = self._account.id
        self.sheet.ask(
            self._words.say("Adding the comments…"), lambda: self._imports.add_pasted(account, rows), self._added
        )

    def _added(self, report: Report) -> None:
        assert self._account is not None
        self._show(ReportPage(report, self._account.name, self._words, self._theme))

    def _show(self, page: Page, *, first: bool = False) -> None:
        self._page = page
        self.sheet.show_page(page, first=first)
