"""The first comments as they will be. May not make them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Comment
from cm_desktop.ui.joining.columns import PREVIEWED
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.avatar import AuthorAvatar
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording.times import moment
from cm_desktop.wording.words import Words

_LONGEST = 240


class Preview(QWidget):
    """Hidden until there is something to show."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._card: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(7)
        self._column.addWidget(label(words.say("The first comments, as they will appear"), fonts.SECTION, theme.text2))
        self.hide()

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """The first three of these."""
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card = Card(self._theme.sunken, self._theme.line)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(14)
        for comment in comments[:PREVIEWED]:
            column.addLayout(self._comment(comment))
        self._column.addWidget(card)
        self.setVisible(bool(comments))

    def _comment(self, comment: Comment) -> QHBoxLayout:
        theme, words = self._theme, self._words
        name = comment.author.name or words.say("Name withheld")
        when = moment(words, comment.created_at, comment.read_at)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(elided(name, fonts.BUTTON, theme.text), 1)
        head.addWidget(label(when, fonts.META, theme.text3))
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addLayout(head)
        short = comment.text if len(comment.text) <= _LONGEST else f"{comment.text[:_LONGEST].rstrip()}…"
        told.addWidget(lines(short, (13, 430), theme.text2))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(AuthorAvatar(comment.author.name, 30, theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        return row
