"""Who says what is seen at a glance, in the list as in the thread."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Row
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.inbox.comment_row import HEIGHT, CommentRow
from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.kit import client_colour
from cm_desktop.ui.kit.marks.avatar import Speaker
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import BRASSERIE, NOW, SOURCES, comment, row

GROUND = (36, 20)  # of what stands for who says it, beside its letters


def ground_of(said: Row, words: Words, theme: Theme, widget: QWidget) -> QColor:
    rows = RowWords(words)
    rows.sources = SOURCES
    delegate = CommentRow(rows, lambda _ref: None, theme, lambda: NOW, Picked(widget), widget)
    model, item = QStandardItemModel(), QStandardItem()
    item.setData(said, Qt.ItemDataRole.UserRole)
    model.appendRow(item)
    image = QImage(428, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.pane)
    option = QStyleOptionViewItem()
    option.rect, option.widget = QRect(0, 0, 428, HEIGHT), widget
    with QPainter(image) as painter:
        delegate.paint(painter, option, model.index(0, 0))
    return image.pixelColor(*GROUND)


def test_a_reply_of_ours_has_its_clients_square_and_nobody_else_has(qtbot: QtBot, words: Words, theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(428, HEIGHT)
    theirs = row(1, comment(1, "Odile", "Bonjour"))
    said = theirs.comment
    ours = replace(theirs, comment=replace(said, author=replace(said.author, is_page=True)))
    of_client = client_colour.adjusted(BRASSERIE.colour, theme)
    assert ground_of(ours, words, theme, widget).rgb() == of_client.rgb()
    assert ground_of(theirs, words, theme, widget).rgb() == theme.av_bg.rgb()


def test_so_has_the_card_that_shows_it(qtbot: QtBot, words: Words, theme: Theme) -> None:
    theirs = row(1, comment(1, "Odile", "Bonjour"))
    ours = replace(theirs, comment=replace(theirs.comment, author=replace(theirs.comment.author, is_page=True)))
    when = When(words=words, now=NOW, offline=False)
    card = CommentCard(ours, BRASSERIE, when, theme)
    qtbot.addWidget(card)
    (figure,) = card.findChildren(Speaker)
    assert figure.accessibleName() == BRASSERIE.name
    card.show_row(theirs, BRASSERIE, when)
    assert figure.accessibleName() == "Odile"
