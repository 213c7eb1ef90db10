"""The band above the reply box: which client speaks, how publicly, to whom. May not hold a text that is typed."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Comment
from cm_desktop.domain.proposals import Move
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.client_colour import adjusted
from cm_desktop.ui.kit.passages.sentence import MARKS, paint_sentence, plain
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import is_by_hand
from cm_desktop.wording import terms
from cm_desktop.wording.by_hand import network
from cm_desktop.wording.words import Words

HEIGHT = 34
INSET = 12  # within the frame, as the text below
_GAP = 24


class ClientBand(QWidget):
    """The client's colour and one sentence, so that nobody answers in another's name."""

    announced = Role.StaticText

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._sentence = self.where = ""
        self.colour = QColor(theme.edge)
        self.setFixedHeight(HEIGHT)

    def show_detail(self, detail: Detail, edited: Comment | None = None) -> None:
        """Speak of this comment's client and author; of the reply of ours that is `edited`, where one is."""
        words = self._words
        self.colour = adjusted(detail.client.colour, self._theme)
        told = {
            "client": isolated(_speaker(detail)),
            "author": isolated(_answered(detail, edited) or words.say("the author")),
            **MARKS,
        }
        self._sentence = (
            words.say("{strong}{client}{plain} replies {strong}publicly{plain} to {strong}{author}{plain}", **told)
            if edited is None
            else words.say(
                "{strong}{client}{plain} changes its {strong}reply{plain} to {strong}{author}{plain}", **told
            )
        )
        self.where = _where(detail, words)
        self.setAccessibleName(plain(self._sentence))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.GlobalColor.white)
            painter.setFont(fonts.font(12, 600))
            width = painter.fontMetrics().horizontalAdvance(self.where)
            right = self.width() - INSET - width
            baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
            painter.drawText(QPointF(right, baseline), self.where)
            paint_sentence(painter, self._sentence, INSET, right - _GAP, self.height())


def _where(detail: Detail, words: Words) -> str:
    """What the public sees where; on a page without an API, whose hands it takes."""
    if not is_by_hand(Move.REPLY, detail.caps):
        platform = terms.platform(words, detail.account.platform)
        return words.say("{platform} · seen by everyone", platform=platform)
    known = network(detail.row.comment.permalink, detail.account.base_url)
    if not known:
        return words.say("Published by hand")
    return words.say("{platform} · published by hand", platform=terms.platform(words, known))


def _answered(detail: Detail, edited: Comment | None) -> str:
    """Whom the reply speaks to."""
    comments = [row.comment for row in detail.thread]
    if edited is None or edited.parent is None:
        return detail.row.comment.author.name
    return next((comment.author.name for comment in comments if comment.ref.id == edited.parent), "")


def _speaker(detail: Detail) -> str:
    """Who signs: on a blog, a person for the client; elsewhere the page itself."""
    return f"{detail.account.login} ({detail.client.name})" if detail.account.login else detail.client.name
