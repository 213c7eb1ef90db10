"""The comment itself: who, when, what, with every passage that a rule found. May not say why it was found."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.detail.attachment import attachment
from cm_desktop.ui.detail.thread_view import standing_pills
from cm_desktop.ui.detail.when import When, capitalised
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.avatar import AuthorAvatar
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.highlight import BODY, passages
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.long_text import LongText
from cm_desktop.ui.kit.pill_line import PillLine
from cm_desktop.ui.kit.prose import Offer
from cm_desktop.ui.kit.row_words import verdict_pills
from cm_desktop.ui.kit.theme import Theme

_AVATAR = 40
_LEAST_WHO = 260  # what its author and moments keep, if they need it, before the pills


class CommentCard(Card):
    """Tinted by its form: an attack before a grievance. `picture` is the file of what is attached, where it is here.

    `offers` stand in the menu of its text.
    """

    def __init__(
        self, row: Row, when: When, theme: Theme, picture: Path | None = None, offers: Sequence[Offer] = ()
    ) -> None:
        ground, line = _ground(row, theme)
        super().__init__(ground, line)
        self._row = row
        self._when = when
        self._theme = theme
        self._offers = offers
        self._body: LongText | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(14)
        self._column.addLayout(self._head())
        if row.comment.text:
            self._add_text()
        if row.comment.media:
            ratio = self.devicePixelRatioF()
            self._column.addWidget(attachment(row.comment, picture, when.words, theme, ratio))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    @property
    def selected(self) -> str:
        """The part of its text that is selected."""
        return self._body.selected if self._body is not None else ""

    def _head(self) -> QHBoxLayout:
        comment, theme = self._row.comment, self._theme
        name = comment.author.name or self._when.words.say("Name withheld")
        who = QVBoxLayout()
        who.setSpacing(2)
        for line in (elided(name, (15, 600), theme.text), elided(self._moments(), fonts.META, theme.text3)):
            line.setMinimumWidth(min(line.sizeHint().width(), _LEAST_WHO))
            who.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(AuthorAvatar(comment.author.name, _AVATAR, theme))
        head.addSpacing(6)
        head.addLayout(who, 1)
        words, visibility = self._when.words, comment.visibility
        pills = (*verdict_pills(words, self._row.verdict), *standing_pills(words, visibility))
        head.addWidget(PillLine(pills, theme), 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _moments(self) -> str:
        words, comment = self._when.words, self._row.comment
        liked = words.count("{n} like", "{n} likes", comment.likes) if comment.likes else ""
        read = self._when.read(comment.read_at)
        if liked and self._when.is_fresh(comment.read_at):  # nothing to warn of: the room is for the likes
            read = ""
        return " · ".join(part for part in (capitalised(self._when.of(comment.created_at)), read, liked) if part)

    def _add_text(self) -> None:
        self._body = LongText(
            self._row.comment.text,
            passages(self._row.verdict.hits),
            BODY,
            self._theme.text,
            self._when.words,
            self._theme,
            self._offers,
        )
        self._column.addWidget(self._body)


def _ground(row: Row, theme: Theme) -> tuple[QColor, QColor]:
    forms = row.verdict.forms
    if Form.ATTACK in forms:
        return theme.at_card, theme.at_line
    if Form.GRIEVANCE in forms:
        return theme.gr_card, theme.gr_line
    return theme.raised, theme.line2
