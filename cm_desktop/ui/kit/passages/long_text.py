"""A stranger's text, however long: as much as is displayed at once, then more each time it is asked for. May not cut any.

A text without an end is painted as quickly as a short one, and can always be copied whole.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.kept import Kept
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.links import copy
from cm_desktop.ui.kit.passages.highlight import Passage, Setting
from cm_desktop.ui.kit.passages.prose import Offer, Prose
from cm_desktop.ui.kit.safe_text import WHOLE, Bounds, first
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class LongText(QWidget):
    """Parts of a text, one below the other; a short one is one part. `offers` stand in the menu of each.

    `at_once` is how much of it is one part.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Passage],
        setting: Setting,
        colour: QColor,
        words: Words,
        theme: Theme,
        offers: Sequence[Offer] = (),
        *,
        at_once: Bounds = WHOLE,
    ) -> None:
        super().__init__()
        self._at_once = at_once
        self._text, self._found = "", tuple[Passage, ...]()
        self._about: object = None
        self._words = words
        self._theme = theme
        self._prose = partial(Prose, setting=setting, colour=colour, words=words, theme=theme, offers=offers)
        self._seen: list[int] = []  # characters up to the end of each part on show
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        parts = QVBoxLayout()
        parts.setSpacing(0)
        self._column.addLayout(parts)
        self._parts = Kept[Prose, int](parts, self._part, self._renew)
        self._foot: _Foot | None = None
        self.show_text(text, found)

    def show_text(self, text: str, found: Sequence[Passage], about: object = None) -> None:
        """Show this one instead: from its beginning with nothing selected, or as it is on show where it is the same.

        `about` is whose text it is: the same words of another are another text.
        """
        anew = (text, about) != (self._text, self._about) or not self._seen
        if anew:
            self._seen = [len(first(text, self._at_once))]
        self._text, self._found, self._about = text, tuple(found), about
        self._parts.show(range(len(self._seen)))
        if anew:
            for part in self._parts:
                part.deselect()
        self._tell_left()

    @property
    def selected(self) -> str:
        """The part of the text, as it was written, that is selected."""
        return next((part.selected for part in self._parts if part.selected), "")

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    def show_more(self) -> None:
        """The next part, and how much is left after it."""
        seen = self._seen[-1]
        self._seen.append(seen + len(first(self._text[seen:], self._at_once)))
        self._parts.add(len(self._seen) - 1)
        if self._foot is not None and self._seen[-1] == len(self._text) and self._foot.has_keyboard:
            list(self._parts)[-1].setFocus()  # the foot goes: one reads on
        self._tell_left()

    def _part(self, number: int) -> Prose:
        return self._prose(*self._content(number), whole=self._text)

    def _renew(self, prose: Prose, number: int) -> None:
        prose.show_text(*self._content(number), whole=self._text)

    def _content(self, number: int) -> tuple[str, list[Passage]]:
        """A part, and what is found in it."""
        start, end = ([0, *self._seen])[number : number + 2]
        found = (p.within(start, end - start) for p in self._found if p.start < end)
        return self._text[start:end], [p for p in found if p.end > 0]

    def _tell_left(self) -> None:
        """What is not shown is said, and can be had."""
        left = len(self._text) - self._seen[-1]
        if self._foot is None and left:
            self._foot = _Foot(self._words, self._theme)
            self._foot.more.clicked.connect(self.show_more)
            self._foot.whole.clicked.connect(lambda: copy(self._text))
            self._column.addWidget(self._foot)
        if self._foot is not None:
            self._foot.tell(left)


class _Foot(QWidget):
    """Kept from one text to the next: what has the keyboard keeps it. Few texts are so long that they have one."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._left = label("", fonts.META, theme.text3)
        self.more = Button(words.say("Show more"), theme, kind=Kind.LINK, small=True)
        self.whole = Button(words.say("Copy the text"), theme, kind=Kind.LINK, small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        for part in (self._left, self.more, self.whole):
            row.addWidget(part)
        row.addStretch()

    @property
    def has_keyboard(self) -> bool:
        return self.more.hasFocus() or self.whole.hasFocus()

    def tell(self, characters: int) -> None:
        """So many are left."""
        self._left.setText(self._words.count("{n} more character", "{n} more characters", characters))
        self.setVisible(characters > 0)
