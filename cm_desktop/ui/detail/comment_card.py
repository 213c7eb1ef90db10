"""The comment itself: who, when, what, with every passage that a rule found. May not say why it was found."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, Comment
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.detail.attachment import attachment
from cm_desktop.ui.detail.thread_view import standing_pills
from cm_desktop.ui.detail.when import When, capitalised
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import INSET, Card
from cm_desktop.ui.kit.kept import MadeAgain
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.marks.avatar import Speaker
from cm_desktop.ui.kit.marks.pill_line import PillLine
from cm_desktop.ui.kit.marks.row_words import verdict_pills
from cm_desktop.ui.kit.passages.highlight import BODY, passages
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.passages.prose import Offer
from cm_desktop.ui.kit.theme import Theme

Attached = tuple[Comment, Path | None]

_AVATAR = 40
_LEAST_WHO = 260  # what its author and moments keep, if they need it, before the pills


class CommentCard(Card):
    """Tinted by its form: an attack before a grievance. `client` is whose page it is on.

    `picture` is the file of what is attached, where it is here; `offers` stand in the menu of its text.
    """

    def __init__(
        self,
        row: Row,
        client: Client,
        when: When,
        theme: Theme,
        picture: Path | None = None,
        offers: Sequence[Offer] = (),
    ) -> None:
        super().__init__(*_ground(row, theme))
        words = when.words
        self._theme = theme
        self._who = Speaker(_AVATAR, theme)
        self._name, self._told = elided("", (15, 600), theme.text), elided("", fonts.META, theme.text3)
        self._pills = PillLine((), theme)
        self._body = LongText("", (), BODY, theme.text, words, theme, offers)
        attached = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 18, INSET, 18)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self._body)
        column.addLayout(attached)
        self._attached = MadeAgain[QWidget, Attached](
            attached, lambda one: attachment(*one, words, theme, self.devicePixelRatioF()), _what_it_shows
        )
        self.show_row(row, client, when, picture)

    def show_row(self, row: Row, client: Client, when: When, picture: Path | None = None) -> None:
        """Show this comment instead; the same keeps what is selected of it, and as much of it as is on show."""
        comment, words = row.comment, when.words
        self.tint(*_ground(row, self._theme))
        self._who.show_speaker(comment.author.name, client if comment.author.is_page else None)
        for line, told in (
            (self._name, comment.author.name or words.say("Name withheld")),
            (self._told, _moments(row, when)),
        ):
            line.setText(told)
            line.setMinimumWidth(min(line.sizeHint().width(), _LEAST_WHO))
        self._pills.show_pills((*verdict_pills(words, row.verdict), *standing_pills(words, comment.visibility)))
        self._body.show_text(comment.text, passages(row.verdict.hits), comment.ref)
        self._body.setHidden(not comment.text)
        self._attached.show([(comment, picture)] if comment.media else [])

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets

    @property
    def selected(self) -> str:
        """The part of its text that is selected."""
        return self._body.selected

    def _head(self) -> QHBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addWidget(self._name)
        who.addWidget(self._told)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._who)
        head.addSpacing(6)
        head.addLayout(who, 1)
        head.addWidget(self._pills, 0, Qt.AlignmentFlag.AlignVCenter)
        return head


def _what_it_shows(one: Attached) -> object:
    comment, picture = one
    return comment.ref, comment.media, comment.author.name, picture


def _moments(row: Row, when: When) -> str:
    words, comment = when.words, row.comment
    liked = words.count("{n} like", "{n} likes", comment.likes) if comment.likes else ""
    read = when.read(comment.read_at)
    if liked and when.is_fresh(comment.read_at):  # nothing to warn of: the room is for the likes
        read = ""
    return " · ".join(part for part in (capitalised(when.of(comment.created_at)), read, liked) if part)


def _ground(row: Row, theme: Theme) -> tuple[QColor, QColor]:
    forms = row.verdict.forms
    if Form.ATTACK in forms:
        return theme.at_card, theme.at_line
    if Form.GRIEVANCE in forms:
        return theme.gr_card, theme.gr_line
    return theme.raised, theme.line2
