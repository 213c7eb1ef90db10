"""What is attached to a comment: its picture where it is here, else a word for it. May not open it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Comment
from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.label import label, sign
from cm_desktop.ui.kit.marks.thumbnail import thumbnails
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

MOST = QSize(320, 240)
_RADIUS = 8
_BADGE = 40
_MOVES = frozenset({"video", "gif"})


def attachment(comment: Comment, file: Path | None, words: Words, theme: Theme, ratio: float) -> QWidget:
    """The picture in `file`, or what the page has to be looked at for."""
    if file is None:
        return _Word(comment, words, theme)

    def picture() -> Picture | None:
        found = thumbnails().find(file, MOST, ratio)
        return None if found is None else Picture(comment, found, words, theme)

    return picture() or _Awaited(_Word(comment, words, theme), picture)


class Picture(QWidget):
    """Still: a sign says that it moves on the page. Spoken by its kind and its author."""

    announced = Role.Graphic

    def __init__(self, comment: Comment, picture: QPixmap, words: Words, theme: Theme) -> None:
        super().__init__()
        self._picture = picture
        self._moves = comment.media in _MOVES
        self._theme = theme
        author = isolated(comment.author.name or words.say("the author"))
        self.setAccessibleName(
            words.say("{media} from {author}", media=terms.media(words, comment.media), author=author)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._size().height())

    def _size(self) -> QSize:
        return (self._picture.size() / self._picture.devicePixelRatio()).expandedTo(QSize(1, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(0, 0, self._size().width(), self._size().height())
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(box, self._theme.sunken)
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
            painter.restore()
            painter.setPen(QPen(self._theme.line2, 1))
            painter.drawPath(shape)
            if self._moves and min(box.width(), box.height()) > _BADGE:
                self._paint_badge(painter, box)

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        badge = QRectF(0, 0, _BADGE, _BADGE)
        badge.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawEllipse(badge)
        icons.draw(painter, "play", QColor(255, 255, 255), badge.center().x() - 8, badge.center().y() - 9, 18)


class _Word(QWidget):
    """The kind, and that it is to be seen online."""

    def __init__(self, comment: Comment, words: Words, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sign(icons.media(comment.media), theme.text3))
        told = words.say("{media} · to be seen online", media=terms.media(words, comment.media))
        row.addWidget(label(told, (13, 500), theme.text2))
        row.addStretch()


class _Awaited(QWidget):
    """The word, until there is a picture to show in its place: some take a while to be decoded."""

    def __init__(self, word: _Word, picture: Callable[[], Picture | None]) -> None:
        super().__init__()
        self._picture = picture
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(word)
        self._word: _Word | None = word
        thumbnails().arrived.connect(self._look)

    def _look(self) -> None:
        if self._word is not None and (picture := self._picture()) is not None:
            self._column.replaceWidget(self._word, picture)
            self._word.deleteLater()
            self._word = None
