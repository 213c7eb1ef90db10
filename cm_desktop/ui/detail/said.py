"""What somebody said around a comment: who, when, where it stands, and the words. May not decide what is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, CommentRef
from cm_desktop.domain.queue import Row
from cm_desktop.ui.detail.own_reply import NO_CHOICES, Choices, OwnReplyButtons
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.kept import Kept
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.avatar import Speaker
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.safe_text import Bounds
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_FIGURE = 30
_BELOW_NAME, _BELOW_BUTTONS = 3, 0  # those are taller: the text stands as near to the name
_AT_ONCE = Bounds(1_200, 60, 50)  # of what stands around a comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """`client` is who says it where that is not the `author`; `ours` the row of a reply that something can be done about."""

    ref: CommentRef | None = None
    name: str
    moment: str
    text: str
    author: str = ""
    client: Client | None = None
    pills: tuple[Pill, ...] = ()
    ours: Row | None = None


class Said(QWidget):
    """The figure on the left; name, moment, pills and buttons above the text."""

    def __init__(self, saying: Saying, words: Words, theme: Theme, choices: Choices = NO_CHOICES) -> None:
        super().__init__()
        head, pills, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        told = self._told = QVBoxLayout()
        self._figure = Speaker(_FIGURE, theme)
        self._name = elided("", (13, 620), theme.text)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._moment = label("", fonts.META, theme.text3)
        self._text = LongText("", (), LIST, theme.text2, words, theme, at_once=_AT_ONCE)
        for layout in (head, pills):
            layout.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._moment)
        head.addLayout(pills)
        head.addStretch()
        head.addLayout(buttons)
        told.addLayout(head)
        told.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self._pills = Kept[PillLabel, Pill](pills, lambda pill: PillLabel(pill, theme), PillLabel.show_pill)
        self._buttons = Kept[OwnReplyButtons, Row](
            buttons, lambda ours: OwnReplyButtons(ours, choices, words, theme), OwnReplyButtons.show_row
        )
        self._said: Saying | None = None
        self.say(saying)

    def say(self, saying: Saying) -> None:
        """Show this instead."""
        if saying == self._said and saying.ours is None:  # what can be done about a reply of ours may be another
            return
        self._said = saying
        self._figure.show_speaker(saying.author, saying.client)
        self._name.setText(saying.name)
        self._moment.setText(saying.moment)
        self._pills.show(saying.pills)
        self._buttons.show([saying.ours] if saying.ours is not None else [])
        self._told.setSpacing(_BELOW_BUTTONS if any(buttons.offers for buttons in self._buttons) else _BELOW_NAME)
        self._text.show_text(saying.text, (), saying.ref)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets
