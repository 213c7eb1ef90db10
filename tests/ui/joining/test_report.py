"""What a stranger wrote in a line of a file is quoted in its report, as much of it as is displayed at once."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from cm_desktop.domain.arrivals import BrokenLine, LineProblem, Report
from cm_desktop.ui.joining.report_page import ReportPage
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


@pytest.mark.parametrize(
    ("written", "quoted"),
    [("31/02/2026", "31/02/2026"), ("a\u202eb\nc", "a⟨RLO⟩b c"), ("x" * 1_000_000, "x" * 300 + "…")],
)
def test_what_stands_in_a_line_is_quoted_within_bounds(
    qtbot: QtBot, words: Words, theme: Theme, written: str, quoted: str
) -> None:
    line = BrokenLine(line=7, problem=LineProblem.DATE, detail=written, kept=True)
    page = ReportPage(Report(read=1, new=1, doubtful=1, lines=(line,)), "un.csv", words, theme, done="Fini")
    qtbot.addWidget(page)
    shown = page.findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    told = shown.toPlainText()
    assert quoted in told
    assert "\n" not in told
    assert len(told) < len(quoted) + 100
