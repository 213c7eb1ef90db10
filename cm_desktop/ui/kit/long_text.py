"""A stranger's text, however long: as much as is displayed at once, then more each time it is asked for. May not cut any.

A text without an end is painted as quickly as a short one, and can always be copied whole.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.button import Button, Kind
from cm_desktop.ui.kit.highlight import Passage, Setting
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.links import copy
from cm_desktop.ui.kit.prose import Offer, Prose
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
        self._text = text
        self._found = found
        self._words = words
        self._theme = theme
        self._prose = partial(
            Prose, setting=setting, colour=colour, words=words, theme=theme, offers=offers, whole=text
        )
        self._seen = 0  # characters
        self._parts: list[Prose] = []
        self._foot: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.show_more()

    @property
    def selected(self) -> str:
        """The part of the text, as it was written, that is selected."""
        return next((part.selected for part in self._parts if part.selected), "")

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    def show_more(self) -> None:
        """The next part, and how much is left after it."""
        part = first(self._text[self._seen :], self._at_once)
        found = [p.within(self._seen, len(part)) for p in self._found if p.start < self._seen + len(part)]
        prose = self._prose(part, [p for p in found if p.end > 0])
        self._parts.append(prose)
        self._seen += len(part)
        if self._foot is not None:
            self._column.removeWidget(self._foot)
            self._foot.hide()
            self._foot.deleteLater()
        self._foot = self._left(len(self._text) - self._seen) if self._seen < len(self._text) else None
        for widget in filter(None, (prose, self._foot)):
            self._column.addWidget(widget)
            widget.show()

    def _left(self, characters: int) -> QWidget:
        """What is not shown is said, and can be had."""
        words, theme = self._words, self._theme
        more = Button(words.say("Show more"), theme, kind=Kind.LINK, small=True)
        more.clicked.connect(self.show_more)
        whole = Button(words.say("Copy the text"), theme, kind=Kind.LINK, small=True)
        whole.clicked.connect(lambda: copy(self._text))
        told = words.count("{n} more character", "{n} more characters", characters)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(told, fonts.META, theme.text3))
        row.addWidget(more)
        row.addWidget(whole)
        row.addStretch()
        return foot
