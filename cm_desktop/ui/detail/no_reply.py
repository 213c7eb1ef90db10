"""Why a comment cannot be answered where others can, and where to answer instead. May not answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.queue import Row
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import paragraph, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_ON_THE_PAGE = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.HELD)


class NoReply(Card):
    """Stands in the place of the reply box. Emits `asked` with the CommentRef of the first comment of the thread."""

    asked = Signal(object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme.sunken, theme.line2, 10, parent)
        self._words = words
        self._first: CommentRef | None = None
        self._why = paragraph("", fonts.LIST_TEXT, theme.text2, self)
        self._go = Button(words.say("Answer the first comment"), theme, icon="corner-up-left", parent=self)
        self._go.clicked.connect(lambda: self.asked.emit(self._first))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(sign("message-square", theme.text3, 18, self))
        row.addWidget(self._why, 1)
        row.addWidget(self._go)
        self.hide()

    def show_detail(self, detail: Detail) -> None:
        """Say why this comment takes no reply; stay out of sight where it takes one, or where nobody would look for it."""
        comment = detail.row.comment
        answerable = ActionKind.REPLY in detail.caps.acts and comment.can_reply
        closed = not answerable and not comment.author.is_page and comment.visibility in _ON_THE_PAGE
        self.setVisible(closed)
        if not closed:
            return
        first = _answerable(detail)
        self._first = first.comment.ref if first else None
        self._go.setVisible(first is not None)
        self._why.setText(self._reason(detail))

    def _reason(self, detail: Detail) -> str:
        words, comment = self._words, detail.row.comment
        platform = terms.platform(words, detail.account.platform)
        if ActionKind.REPLY not in detail.caps.acts:
            return words.say("This page is only read here: to answer, see the comment online.")
        if comment.visibility is Visibility.HIDDEN:
            return words.say(
                "A hidden comment cannot be answered on {platform}: show it again first.", platform=platform
            )
        if comment.parent is not None:
            return words.say(
                "{platform} takes no reply to a reply: yours would stand under the first comment of the thread.",
                platform=platform,
            )
        return words.say("{platform} takes no reply to this comment.", platform=platform)


def _answerable(detail: Detail) -> Row | None:
    """The first comment of the thread, where it can be answered and is not the one on show."""
    here = detail.row.comment
    if ActionKind.REPLY not in detail.caps.acts or here.parent is None or here.visibility is Visibility.HIDDEN:
        return None
    return next((row for row in detail.thread if row.comment.ref.id == here.parent and row.comment.can_reply), None)
