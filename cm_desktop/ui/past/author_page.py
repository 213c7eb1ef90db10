"""One author's file: how much they wrote and what became of it, a note, their comments. May not keep the note."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.author_file import LONGEST_NOTE, AuthorFile
from cm_desktop.domain.comments import Account
from cm_desktop.domain.queue import Row
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.detail.thread_view import standing_pills
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.pill_line import PillLine
from cm_desktop.ui.kit.marks.row_words import without_words
from cm_desktop.ui.kit.passages.highlight import LIST, passages
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.safe_text import Bounds, isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.past.erasing import ErasingBlock
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.text_area import TextArea
from cm_desktop.wording import past, terms, times
from cm_desktop.wording.words import Words

_AT_ONCE = Bounds(1_200, 60, 50)


class AuthorPage(Page):
    """`noted` carries the note where it changed, once the keyboard leaves it or `keep` is called; `opened` a CommentRef."""

    noted = Signal(str)
    opened = Signal(object)
    final = True
    key = ("Ctrl", "Enter")

    def __init__(
        self,
        known: AuthorFile,
        detail: Detail,
        accounts: Iterable[Account],
        now: datetime,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__(words, theme)
        self._others = {account.id: account for account in accounts if account.id != known.account}
        self._now = now
        self.title = known.author.name or words.say("Name withheld")
        self.subtitle = f"{detail.client.name} · {terms.platform(words, detail.account.platform)}"
        self.go = words.say("Close")
        self._kept = known.note.text[:LONGEST_NOTE]  # none longer is kept here
        self.note = TextArea(words.say("Private note"), self._kept)
        self.note.left.connect(self.keep)
        self.column.addWidget(label(past.figures(words, known), fonts.LIST_TEXT, theme.text2))
        hint = words.say("For you alone: it is never sent, and is erased with the person.")
        self.column.addWidget(named(self.note.accessibleName(), self.note, theme, note=hint))
        self._list(words.say("On this page"), known.rows)
        where = words.say("Under the same name on other pages of {client}", client=isolated(detail.client.name))
        self._list(where, known.elsewhere)
        self.erasing = ErasingBlock(words, theme)
        self.column.addSpacing(4)
        self.column.addWidget(self.erasing)

    @property
    def first(self) -> QWidget:
        return self.note

    def keep(self) -> None:
        """Have the note kept, if it is another."""
        text = self.note.text[:LONGEST_NOTE]
        if text != self._kept:
            self._kept = text
            self.noted.emit(text)

    def _list(self, title: str, rows: Sequence[Row]) -> None:
        if rows:
            self.column.addSpacing(4)
            self.column.addWidget(label(title, fonts.SECTION, self.theme.text3))
        for row in rows:
            self.column.addWidget(self._said(row))

    def _said(self, row: Row) -> QWidget:
        """When, where it stands, the way to it; what it says underneath."""
        words, theme, comment = self.words, self.theme, row.comment
        page = self._others.get(comment.ref.account)
        parts = [times.moment(words, comment.created_at, self._now), terms.triage(words, row.triage)]
        parts += [f"{page.name}, {terms.platform(words, page.platform)}"] if page else []
        see = Button(words.say("Open"), theme, kind=Kind.LINK, small=True)
        see.clicked.connect(lambda: self.opened.emit(comment.ref))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(elided(" · ".join(parts), fonts.META, theme.text3), 1)
        head.addWidget(PillLine(standing_pills(words, comment.visibility), theme))
        head.addWidget(see)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        said, found = comment.text, passages(row.verdict.hits)
        if not said:
            said, found = without_words(words, comment), ()
        column.addWidget(LongText(said, found, LIST, theme.text, words, theme, at_once=_AT_ONCE))
        return made
