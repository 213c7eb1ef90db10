"""The rest of the thread, and the post it stands under. May not show the comment itself."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, Post, Visibility
from cm_desktop.domain.queue import Row
from cm_desktop.ui.detail.own_reply import Choices, OwnReplyButtons, pending_pills
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.avatar import AuthorAvatar, ClientSquare
from cm_desktop.ui.kit.highlight import LIST
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.long_text import LongText
from cm_desktop.ui.kit.pill import Pill, PillLabel
from cm_desktop.ui.kit.row_words import without_words
from cm_desktop.ui.kit.safe_text import Bounds
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_FIGURE = 30
_AT_ONCE = Bounds(1_200, 60, 50)  # of what stands around a comment


class _Tall(QWidget):
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets


class PostView(_Tall):
    """The client's publication, whole."""

    def __init__(self, post: Post, client: Client, when: When, theme: Theme) -> None:
        super().__init__()
        published = when.words.say("Post · {when}", when=when.of(post.created_at))
        prose = LongText(post.text, (), LIST, theme.text2, when.words, theme, at_once=_AT_ONCE)
        _lay_out(self, ClientSquare(client, _FIGURE, theme), client.name, published, prose, theme)


class ThreadView(_Tall):
    """Other comments of the thread, in their order, under a title."""

    def __init__(
        self, title: str, rows: Iterable[Row], client: Client, when: When, choices: Choices, theme: Theme
    ) -> None:
        super().__init__()
        self._client = client
        self._when = when
        self._choices = choices
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label(title, fonts.SECTION, theme.text3))
        for row in rows:
            column.addWidget(self._said(row))

    def _said(self, row: Row) -> QWidget:
        comment, words, theme = row.comment, self._when.words, self._theme
        name = comment.author.name or words.say("Name withheld")
        ours = comment.author.is_page
        figure = (
            ClientSquare(self._client, _FIGURE, theme) if ours else AuthorAvatar(comment.author.name, _FIGURE, theme)
        )
        box = _Tall()
        said = comment.text or without_words(words, comment)
        prose = LongText(said, (), LIST, theme.text2, words, theme, at_once=_AT_ONCE)
        pills = (*standing_pills(words, comment.visibility), *(pending_pills(words, row) if ours else ()))
        buttons = OwnReplyButtons(row, self._choices, words, theme) if ours else None
        _lay_out(box, figure, name, self._when.of(comment.created_at), prose, theme, pills, buttons)
        return box


def standing_pills(words: Words, visibility: Visibility) -> tuple[Pill, ...]:
    """Where a comment stands, unless everyone sees it."""
    pill = {
        Visibility.HIDDEN: Pill(words.say("Hidden now"), icon="eye-off"),
        Visibility.HELD: Pill(words.say("Held by the blog"), icon="circle-pause"),
        Visibility.SPAM: Pill(words.say("Spam"), icon="ban"),
        Visibility.TRASHED: Pill(words.say("Deleted"), icon="trash-2"),
        Visibility.GONE: Pill(words.say("No longer on the page"), icon="eye-off"),
    }.get(visibility)
    return (pill,) if pill else ()


def _lay_out(
    box: QWidget,
    figure: QWidget,
    name: str,
    moment: str,
    prose: LongText,
    theme: Theme,
    pills: Iterable[Pill] = (),
    buttons: QWidget | None = None,
) -> None:
    """The figure on the left; name, moment, pills and buttons above the text."""
    head = QHBoxLayout()
    head.setSpacing(8)
    shown = elided(name, (13, 620), theme.text)
    shown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    head.addWidget(shown)
    head.addWidget(label(moment, fonts.META, theme.text3))
    for pill in pills:
        head.addWidget(PillLabel(pill, theme))
    head.addStretch()
    if buttons is not None:
        head.addWidget(buttons)
    told = QVBoxLayout()
    told.setSpacing(3)
    told.addLayout(head)
    told.addWidget(prose)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(told, 1)
