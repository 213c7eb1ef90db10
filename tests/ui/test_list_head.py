"""The head of the list: what is listed can be read whole, and how it is sorted as far as there is room."""

from datetime import UTC, datetime

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Order
from cm_desktop.ui.inbox.list_head import ListHead
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.safe_text import ElidedLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

NARROW, WIDE = 360, 428


def test_the_order_shrinks_to_its_icon_before_the_title_is_cut(qtbot: QtBot, words: Words, theme: Theme) -> None:
    head = ListHead(RowWords(words), lambda: datetime(2026, 3, 12, tzinfo=UTC), words, theme)
    qtbot.addWidget(head)
    head.show_list("Atelier Solène")
    head.show_count(43)
    head.show_order(Order.SEVERITY, Order)
    order, title = head.findChildren(Button)[0], head.findChildren(ElidedLabel)[0]
    head.show()
    for width, shown in ((WIDE, terms.order(words, Order.SEVERITY)), (NARROW, "")):
        head.resize(width, head.height())
        QApplication.processEvents()
        assert title.width() + 1 >= QFontMetricsF(title.font()).horizontalAdvance(title.text())
        assert order.label == shown
        assert terms.order(words, Order.SEVERITY) in order.accessibleName()
