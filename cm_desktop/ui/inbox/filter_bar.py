"""The chips under the search field: where to look, by whom, when, on which page. May not look for anything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cm_desktop.domain.queue import Row
from cm_desktop.domain.search import LATE, Search
from cm_desktop.domain.verdicts import Category, Form, Level
from cm_desktop.ui.inbox.search_field import SearchField
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.chip import Chip
from cm_desktop.ui.kit.controls.day_field import DayField
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_LATELY = (7, 30)  # days
_CATEGORIES = sorted(Category, key=lambda category: (list(Form).index(category.form), list(Category).index(category)))


class FilterBar(QWidget):
    """Emits `narrowed` with the Search that its chips make; `left` says that the user goes on to the rows.

    `current` is the row that is selected: what is under the same post can be asked for.
    """

    narrowed = Signal(object)  # Search
    left = Signal()

    def __init__(
        self, rows: RowWords, now: Callable[[], datetime], words: Words, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.current: Callable[[], Row | None] = lambda: None
        self._rows = rows
        self._now = now
        self._words = words
        self._theme = theme
        self._search = Search()
        self._title = ""
        self._scope = Chip("", theme)
        self._author = Chip("", theme)
        self._period = Chip("", theme, opens=True)
        self._page = Chip("", theme, opens=True)
        self._level = Chip("", theme, opens=True)
        self._category = Chip("", theme, opens=True)
        self._post = Chip(words.say("Same post"), theme, turns=True)
        self._unread = Chip(words.say("Unread only"), theme, turns=True)
        self._late = Chip(words.say("Unanswered for {n} h", n=LATE // timedelta(hours=1)), theme, turns=True)
        self._name = SearchField(words.say("Words of the author’s name"), theme, icon="user", key="")
        self._days = _Days(words, theme)
        self._menu = QMenu(self)
        self._connect()
        self._lay_out()
        self.show_search(self._search, "")

    def show_search(self, search: Search, title: str) -> None:
        """Say what is looked for, begun from the list of this title."""
        self._search, self._title = search, title
        words = self._words
        aloud = words.say("Only “{list}”", list=title) if search.here else ""
        self._scope.show_choice(title if search.here else words.say("Everywhere"), on=search.here, aloud=aloud)
        self._author.show_choice(search.author or words.say("Author"), on=bool(search.author))
        self._period.show_choice(self._when(), on=self._has_period)
        page = self._rows.sources.get(search.account) if search.account else None
        name = words.say("Page") if page is None else page.account.name
        self._page.show_choice(name, on=page is not None, aloud=self._rows.page(page) if page else "")
        self._tell_narrowed(search)
        if not search.author:
            self._name.put("")
        if not search.is_on:
            self._name.hide()
            self._days.hide()

    def _tell_narrowed(self, search: Search) -> None:
        words, level, category = self._words, search.level, search.category
        self._level.show_choice(terms.level(words, level) if level else words.say("Severity"), on=level is not None)
        named = terms.category(words, category) if category else words.say("Category")
        self._category.show_choice(named, on=category is not None)
        self._post.setChecked(search.post is not None)
        self._unread.setChecked(search.unread)
        self._late.setChecked(search.late)

    def _connect(self) -> None:
        self._scope.clicked.connect(lambda: self._narrow(here=not self._search.here))
        self._author.clicked.connect(self._ask_name)
        self._period.clicked.connect(self._offer_periods)
        self._page.clicked.connect(self._offer_pages)
        self._level.clicked.connect(self._offer_levels)
        self._category.clicked.connect(self._offer_categories)
        self._post.clicked.connect(self._turn_post)
        self._unread.clicked.connect(lambda: self._narrow(unread=not self._search.unread))
        self._late.clicked.connect(lambda: self._narrow(late=not self._search.late))
        self._name.searched.connect(lambda text: self._narrow(author=text))
        self._name.left.connect(self.left)
        self._days.chosen.connect(lambda since, until: self._narrow(days=None, since=since, until=until))

    def _lay_out(self) -> None:
        chosen = (self._scope, self._author, self._period, self._page, self._level, self._category)
        chips = Flow((*chosen, self._post, self._unread, self._late), 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(chips)
        column.addWidget(self._name)
        column.addWidget(self._days)

    def _narrow(self, **choice: object) -> None:
        search = replace(self._search, **choice)  # type: ignore[arg-type]  # names are checked by replace itself
        if search != self._search:
            self.show_search(search, self._title)
            self.narrowed.emit(search)

    @property
    def _has_period(self) -> bool:
        return bool(self._search.days or self._search.since or self._search.until)

    def _ask_name(self) -> None:
        self._days.hide()
        self._name.setVisible(not self._name.isVisible() or not self._search.author)
        if self._name.isVisible():
            self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_periods(self) -> None:
        words = self._words
        choices: list[tuple[str, bool, Callable[[], None]]] = [
            (words.say("Any date"), not self._has_period, partial(self._lately, None))
        ]
        choices += [(_lately(words, days), self._search.days == days, partial(self._lately, days)) for days in _LATELY]
        choices.append((words.say("Dates…"), self._days.isVisible(), self._ask_days))
        self._offer(choices, self._period)

    def _lately(self, days: int | None) -> None:
        self._days.hide()
        self._narrow(days=days, since=None, until=None)

    def _ask_days(self) -> None:
        self._name.hide()
        since = self._today() - timedelta(days=self._search.days or _LATELY[0])
        self._days.ask(self._search.since or since, self._search.until or self._today())

    def _offer_pages(self) -> None:
        chosen = self._search.account
        every = (self._words.say("All pages"), chosen is None, partial(self._narrow, account=None))
        pages = [
            (self._rows.page(source), chosen == one, partial(self._narrow, account=one))
            for one, source in self._rows.sources.items()
        ]
        self._offer([every, *sorted(pages, key=lambda page: page[0].casefold())], self._page)

    def _offer_levels(self) -> None:
        every = (self._words.say("Any severity"), self._search.level is None, partial(self._narrow, level=None))
        levels = [
            (terms.level(self._words, one), self._search.level is one, partial(self._narrow, level=one))
            for one in Level
        ]
        self._offer([every, *levels], self._level)

    def _offer_categories(self) -> None:
        chosen = self._search.category
        every = (self._words.say("Any category"), chosen is None, partial(self._narrow, category=None))
        found = [
            (terms.category(self._words, one), chosen is one, partial(self._narrow, category=one))
            for one in _CATEGORIES
        ]
        self._offer([every, *found], self._category)

    def _turn_post(self) -> None:
        """What stands under the post of the selected comment, or under any again."""
        row = self.current()
        if self._search.post is not None:
            self._narrow(post=None)
        elif row is not None:
            self._narrow(post=(row.comment.ref.account, row.comment.post))

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _offer(self, choices: list[tuple[str, bool, Callable[[], None]]], chip: Chip) -> None:
        self._menu.clear()
        for text, on, call in choices:
            action = QAction(visible(text).replace("&", "&&"), self._menu)
            action.setIcon(icons.icon("check", self._theme.accent_tx) if on else icons.blank())
            action.triggered.connect(lambda _=False, call=call: call())
            self._menu.addAction(action)
        self._menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _when(self) -> str:
        since, until, words = self._search.since, self._search.until, self._words
        if not self._has_period:
            return words.say("Date")
        if self._search.days:
            return _lately(words, self._search.days)
        written = "%d/%m" if words.language == "fr" else "%m-%d"  # as the fields of the days have them
        return "–".join(day.strftime(written) for day in (since, until) if day)


class _Days(QWidget):
    """From one day to another. Emits `chosen` with both."""

    chosen = Signal(object, object)  # date, date

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._edits = (DayField(words.say("From"), words), DayField(words.say("to"), words))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for edit in self._edits:
            edit.dateChanged.connect(self._tell)
            row.addWidget(label(edit.accessibleName(), fonts.META, theme.text3))
            row.addWidget(edit, 1)
        self.hide()

    def ask(self, since: date, until: date) -> None:
        """Show the two days, ready to be changed."""
        for edit, day in zip(self._edits, (since, until), strict=True):
            with QSignalBlocker(edit):
                edit.setDate(QDate(day.year, day.month, day.day))
        self.show()
        self._edits[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tell()

    def _tell(self) -> None:
        since, until = (date(*edit.date().getDate()) for edit in self._edits)
        self.chosen.emit(since, until)


def _lately(words: Words, days: int) -> str:
    return words.count("{n} day", "{n} days", days)
