"""What somebody said beside the comment: the request, the post, the thread, an answer. May not hold the comment itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.differences import Part
from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.avatar import AuthorAvatar, ClientSquare
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.safe_text import Bounds
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_FIGURE = 30
_AT_ONCE = Bounds(1_200, 60, 50)


class SaidView(QWidget):
    """`moment` says when, and what it was; an empty text has no line. `client`: the page itself said it. `changes`:
    what a correction makes of a proposal, below the text.
    """

    def __init__(
        self,
        name: str,
        moment: str,
        text: str,
        words: Words,
        theme: Theme,
        *,
        client: Client | None = None,
        changes: Sequence[Part] = (),
    ) -> None:
        super().__init__()
        figure = ClientSquare(client, _FIGURE, theme) if client is not None else AuthorAvatar(name, _FIGURE, theme)
        head = QHBoxLayout()
        head.setSpacing(8)
        who = elided(name or words.say("Name withheld"), (13, 620), theme.text)
        who.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(who)
        head.addWidget(label(moment, fonts.META, theme.text3))
        head.addStretch()
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addLayout(head)
        if text:
            told.addWidget(LongText(text, (), LIST, theme.text2, words, theme, at_once=_AT_ONCE))
        if changes:
            told.addWidget(DifferenceText(changes, words, theme))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets
