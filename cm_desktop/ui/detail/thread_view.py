"""The rest of the thread, and the post it stands under. May not show the comment itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client, CommentRef, Post, Visibility
from cm_desktop.domain.queue import Row
from cm_desktop.ui.detail.own_reply import Choices, pending_pills
from cm_desktop.ui.detail.said import Said, Saying
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.kept import Kept
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.marks.pill import Pill
from cm_desktop.ui.kit.marks.row_words import without_words
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_AT_ONCE = 12  # more than a screen holds
_MORE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Other comments of a thread, in their order, under a title; `about` the one that is shown beside them."""

    about: CommentRef
    title: str
    rows: tuple[Row, ...]
    client: Client
    when: When


class PostView(Said):
    """The client's publication, whole."""

    def __init__(self, post: Post, client: Client, when: When, theme: Theme) -> None:
        super().__init__(_published(post, client, when), when.words, theme)

    def show_post(self, post: Post, client: Client, when: When) -> None:
        """Show this one instead."""
        self.say(_published(post, client, when))


class ThreadView(QWidget):
    """Comments under a title, one below the other: some at once, those that nobody can see yet behind the first paint."""

    def __init__(self, thread: Thread, choices: Choices, theme: Theme) -> None:
        super().__init__()
        words = thread.when.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._title = label("", fonts.SECTION, theme.text3)
        column.addWidget(self._title)
        rows = QVBoxLayout()
        rows.setSpacing(14)
        column.addLayout(rows)
        self._rows = Kept[Said, Saying](
            rows, lambda saying: Said(saying, words, theme, choices), Said.say, lambda saying: saying.ref
        )
        self._about: CommentRef | None = None
        self._rest: Iterator[Saying] = iter(())
        self._soon = QTimer(self, interval=0)  # fires once nothing is left to be painted
        self._soon.timeout.connect(self._go_on)
        self.show_thread(thread)

    def show_thread(self, thread: Thread) -> None:
        """Show these instead; of the thread that is on show already, all that is on show at once."""
        seen = len(list(self._rows)) if thread.about == self._about else 0
        self._about = thread.about
        self._title.setText(thread.title)
        self._rest = (_said(row, thread.client, thread.when) for row in thread.rows)
        self._rows.show(islice(self._rest, max(seen, _AT_ONCE)))
        self._soon.start()

    def _go_on(self) -> None:
        """Some more, in the little time that nobody notices."""
        more = list(islice(self._rest, _MORE))
        for saying in more:
            self._rows.add(saying)
        if len(more) < _MORE:
            self._soon.stop()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # else a text would be laid out in widths that it never gets


def _published(post: Post, client: Client, when: When) -> Saying:
    published = when.words.say("Post · {when}", when=when.of(post.created_at))
    return Saying(name=client.name, client=client, moment=published, text=post.text)


def _said(row: Row, client: Client, when: When) -> Saying:
    comment, words = row.comment, when.words
    ours = comment.author.is_page
    return Saying(
        ref=comment.ref,
        name=comment.author.name or words.say("Name withheld"),
        author=comment.author.name,
        client=client if ours else None,
        moment=when.of(comment.created_at),
        text=comment.text or without_words(words, comment),
        pills=(*standing_pills(words, comment.visibility), *(pending_pills(words, row) if ours else ())),
        ours=row if ours else None,
    )


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
