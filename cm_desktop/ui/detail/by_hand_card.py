"""What waits to be done by hand for the comment on show: the text to paste, or where to click. May not say it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cm_desktop.domain.actions import ActionKind, EditReply, WriteReply
from cm_desktop.domain.outbox import Entry
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import INSET, Card
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label, paragraph, sign
from cm_desktop.ui.kit.links import copy, open_link, place_of
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import by_hand
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

_FIGURE = 16


class ByHandCard(Card):
    """Stays until the moderator says that it is done, or gives it up."""

    def __init__(self, entry: Entry, detail: Detail, words: Words, theme: Theme, *, offline: bool) -> None:
        super().__init__(theme.accent_bg, theme.accent_line)
        self._words = words
        self._theme = theme
        self._link = place_of(detail.row.comment, detail.account)
        self._page = detail.account.base_url
        text = entry.action.text if isinstance(entry.action, WriteReply | EditReply) else None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 16, INSET, 16)
        self._column.setSpacing(10)
        self._add_title(entry.action.kind)
        if entry.trouble is not None:
            self._column.addWidget(paragraph(explain(words, entry.trouble), fonts.LIST_TEXT, theme.due_fg))
        if text is not None:
            self._column.addWidget(Prose(text, (), LIST, theme.text, words, theme))
        else:
            self._add_steps(entry.action.kind, by_hand.network(detail.row.comment.permalink, self._page))
        self._add_buttons(text or "", offline=offline)

    def _add_title(self, kind: ActionKind) -> None:
        words = self._words
        titles = {
            ActionKind.REPLY: words.say("To be published by hand"),
            ActionKind.EDIT: words.say("To be edited by hand"),
            ActionKind.HIDE: words.say("To be hidden by hand"),
            ActionKind.UNHIDE: words.say("To be shown again by hand"),
        }
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(sign("hand", self._theme.accent_tx))
        row.addWidget(label(titles.get(kind, words.say("To be deleted by hand")), fonts.AUTHOR, self._theme.text))
        row.addStretch()
        self._column.addLayout(row)

    def _add_steps(self, kind: ActionKind, network: str) -> None:
        for number, step in enumerate(by_hand.steps(self._words, kind, network), 1):
            line = QHBoxLayout()
            line.setSpacing(8)
            figure = label(f"{number}.", (13, 600), self._theme.accent_tx)
            figure.setFixedWidth(_FIGURE)
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(paragraph(step, fonts.LIST_TEXT, self._theme.text), 1)
            self._column.addLayout(line)

    def _add_buttons(self, text: str, *, offline: bool) -> None:
        words = self._words
        row = QHBoxLayout()
        row.setSpacing(8)
        if text:
            again = Button(words.say("Copy again"), self._theme, icon="copy", parent=self)
            again.clicked.connect(lambda: copy(text))
            row.addWidget(again)
        if self._link:
            page = Button(words.say("Open the page"), self._theme, icon="external-link", parent=self)
            page.setEnabled(not offline)
            page.clicked.connect(lambda: open_link(self._link, words, self, known=self._page))
            row.addWidget(page)
        note = "" if self._link else words.say("No link is known: look for this comment on its page.")
        if self._link and offline:
            note = words.say("Offline: the page can be opened once the network is back.")
        row.addWidget(paragraph(note, fonts.META, self._theme.text2), 1)
        self._column.addLayout(row)
