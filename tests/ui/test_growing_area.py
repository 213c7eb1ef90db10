"""What scrolls has the same width as what does not: its lines do not break otherwise, and its end is not cut."""

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.sheet.growing_area import GrowingArea


def test_the_scroll_bar_stands_in_the_margin(qtbot: QtBot, dressed: QApplication) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(32, 4, 32, 24)
    lines = QLabel("\n".join("abc" for _ in range(40)))
    column.addWidget(lines)
    area = GrowingArea(content, 400)
    qtbot.addWidget(area)
    area.resize(400, 200)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    narrow = lines.width()
    area.resize(400, area.sizeHint().height())
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
    assert lines.width() == narrow == 400 - 2 * 32
