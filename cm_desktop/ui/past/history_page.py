"""What was done to a comment, one line under the other, the oldest first. May not read anything."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.past import Event, What
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.label import elided, label, sign
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.safe_text import Bounds
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import past
from cm_desktop.wording.words import Words

_AT_ONCE = Bounds(1_200, 60, 50)
_ICONS = {
    What.WRITTEN: "message-square",
    What.EDITED: "pencil",
    What.DECIDED: "check",
    What.ANSWERED: "corner-up-left",
    What.ASKED: "shield-check",
    What.RULED: "stamp",
    What.WITHDRAWN: "undo-2",
    What.EXPIRED: "clock",
    What.ERASED: "trash-2",
}


class HistoryPage(Page):
    """`about` says whose comment it is."""

    final = True

    def __init__(self, about: str, events: Sequence[Event], now: datetime, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Comment history")
        self.subtitle = about
        self.go = words.say("Close")
        for event in events:
            self.column.addWidget(_Line(event, now, words, theme))
        if len(events) == 1:
            self.column.addWidget(label(words.say("Nothing was done about it yet."), fonts.LIST_TEXT, theme.text2))


class _Line(QWidget):
    """A sign, what happened, when and by whom; the text that goes with it underneath."""

    def __init__(self, event: Event, now: datetime, words: Words, theme: Theme) -> None:
        super().__init__()
        icon = icons.ACTIONS[event.act] if event.act is not None else _ICONS[event.what]
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(label(past.happened(words, event), fonts.BUTTON, theme.text))
        told.addWidget(elided(past.when_and_who(words, event, now), fonts.META, theme.text3))
        if event.text:
            told.addWidget(LongText(event.text, (), LIST, theme.text2, words, theme, at_once=_AT_ONCE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(sign(icon, theme.text2), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
