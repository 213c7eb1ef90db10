"""The head of the detail: which client, which platform, which post, and the way to see it online. May not act."""

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.proposals import Move
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import keys
from cm_desktop.ui.keys import Command
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.links import allowed, open_link, place_of
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.safe_text import first
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import is_by_hand
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

HEIGHT = 72


class DetailHead(QWidget):
    """Follows the comment that the detail shows. `asked` carries what is wanted beside it: the Command of a key."""

    asked = Signal(object)  # Command

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._link = ""
        self.setFixedHeight(HEIGHT)
        self._square: ClientSquare | None = None
        self._origin = elided("", (12, 500), theme.text2, self)
        self._title = elided("", fonts.DETAIL_TITLE, theme.text, self)
        self._see = Button(words.say("View online"), theme, kind=Kind.GHOST, icon="external-link", parent=self)
        self._see.clicked.connect(lambda: open_link(self._link, words, self))
        self._client = self._door(Command.CLIENT, "info")
        self._author = self._door(Command.AUTHOR, "user")
        self._history = self._door(Command.HISTORY, "clock")
        self._from = QHBoxLayout()
        self._from.setSpacing(7)
        self._from.addWidget(self._origin, 1)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addStretch()
        told.addLayout(self._from)
        told.addWidget(self._title)
        told.addStretch()
        self._row = QHBoxLayout(self)
        self._row.setSpacing(16)
        self._row.addLayout(told, 1)
        doors = QHBoxLayout()
        doors.setSpacing(4)
        for door in (self._client, self._author, self._history, self._see):
            doors.addWidget(door)
        self._row.addLayout(doors)

    def _door(self, does: Command, icon: str) -> Button:
        made = Button("", self._theme, kind=Kind.GHOST, icon=icon, name=self._name_of(does), parent=self)
        made.clicked.connect(lambda: self.asked.emit(does))
        return made

    def _name_of(self, does: Command) -> str:
        what = next(keys.meaning(key, self._words) for key in keys.LOOKING if key.does is does)
        cap = keys.cap(does, self._words)
        return self._words.say("{what} ({key})", what=what, key=cap) if cap else what

    def set_margin(self, margin: int) -> None:
        """The detail's margin, left and right; the link's own padding stands in it."""
        self._row.setContentsMargins(margin, 0, margin - 12, 0)

    def show_detail(self, detail: Detail, *, offline: bool) -> None:
        """Speak of this comment's post."""
        if self._square is None:
            self._square = ClientSquare(detail.client, 14, self._theme, self)
            self._from.insertWidget(0, self._square)
            self._square.show()  # with the words beside it: a layout alone would show it a moment later
        self._square.show_client(detail.client)
        self._origin.setText(f"{detail.client.name} · {terms.platform(self._words, detail.account.platform)}")
        self._title.setText((headline(detail.post.text) if detail.post else "") or detail.account.name)
        name = self._name_of(Command.AUTHOR)
        told = self._words.say("{what}: there is a note", what=name) if detail.noted else name
        self._author.set_name(told, marked=detail.noted)
        self._client.setVisible(bool(detail.sheet.facts or detail.sheet.contacts))
        self._author.setEnabled(key_of(detail.row.comment.author) is not None)
        by_hand = is_by_hand(Move.REPLY, detail.caps)
        self._link = place_of(detail.row.comment, detail.account) if by_hand else detail.row.comment.permalink
        self._see.setEnabled(not offline and allowed(self._link) is not None)


def headline(text: str) -> str:
    """The first sentence of a post, as far as its first emoji; or its first line."""
    line = next((line.strip() for line in first(text).splitlines() if line.strip()), "")
    ends = [place + 1 for mark in (". ", "! ", "? ", "… ") if (place := line.find(mark)) > 0]
    ends += [place for place, char in enumerate(line) if place and _is_emoji(char)][:1]
    return line[: min(ends)].rstrip(". ") if ends else line


def _is_emoji(char: str) -> bool:
    return char >= "\u2600" and unicodedata.category(char) == "So"
