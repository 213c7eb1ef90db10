"""A link to watch: the feeds that are found behind it, and what to do where there is none. May not look for them itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Account
from cm_desktop.domain.ports import FoundFeed
from cm_desktop.ui.joining.steps import Joining, address
from cm_desktop.ui.joining.three_lines import ThreeLines
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import access
from cm_desktop.wording.words import Words


class LinkPage(Page):
    """Looks first, then follows. `by_hand` asks for a page whose comments are pasted instead."""

    by_hand = Signal()

    def __init__(self, joining: Joining, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self._joining = joining
        self._feeds: Sequence[FoundFeed] = ()
        self._found: QWidget | None = None
        self.title = words.say("Watch a feed or a link")
        self.go = words.say("Look for feeds")
        self.subtitle = joining.client.name
        (way,) = access.ways(words, joining.kind)
        self._link = Field(words.say("Link"), theme, hint="https://forum.example/sujet")
        self._link.line.textChanged.connect(self._forget)
        self.column.addWidget(ThreeLines(way, words, theme))
        self.column.addWidget(self._link)

    @property
    def ready(self) -> bool:
        return bool(self._link.text)

    @property
    def first(self) -> QWidget | None:
        return self._found.first if isinstance(self._found, Choices) else self._link.line

    @property
    def link(self) -> str:
        """The whole address that was typed. Raises BadValue."""
        return address(self._link.text)

    @property
    def chosen(self) -> Account | None:
        """The feed to follow, None while none was found."""
        if not self._feeds or not isinstance(self._found, Choices):
            return None
        feed = self._feeds[self._found.taken]
        return self._joining.account(name=feed.title, address=feed.url)

    def show_feeds(self, feeds: Sequence[FoundFeed]) -> None:
        """What was found, the best first; nothing leads to pasting by hand."""
        self._forget()
        self._feeds = feeds
        if feeds:
            self.go = self.words.say("Follow this feed")
            kinds = {"comments": self.words.say("Comments"), "posts": self.words.say("Posts")}
            options = [Choice(feed.title or feed.url, f"{kinds.get(feed.kind, '')} · {feed.url}") for feed in feeds]
            self._found = Choices(self.words.say("Feeds found"), options, Card, self.theme)
        else:
            self._found = self._nothing()
        self.column.addWidget(self._found)
        self.changed.emit()

    def _nothing(self) -> QWidget:
        words, theme = self.words, self.theme
        page = Page(words, theme)
        page.column.addWidget(label(words.say("No feed there"), fonts.AUTHOR, theme.text))
        text = words.say(
            "This site offers no feed: Facebook, Instagram, X and LinkedIn never do. You can paste what is said there."
        )
        page.column.addWidget(lines(text, (13, 430), theme.text2))
        instead = Button(words.say("Paste by hand instead"), theme, kind=Kind.SOFT, icon="clipboard")
        instead.clicked.connect(self.by_hand)
        page.column.addWidget(instead)
        return page

    def _forget(self) -> None:
        self._feeds = ()
        self.go = self.words.say("Look for feeds")
        if self._found is not None:
            self.column.removeWidget(self._found)
            self._found.hide()
            self._found.deleteLater()
            self._found = None
        self.changed.emit()
