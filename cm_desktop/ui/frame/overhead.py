"""The bar over the panes that is the window's own: the way back from the practice page, or reports of failures."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.frame.main_window import MainWindow


def bar_over(window: "MainWindow", crashes: CrashReports | None, words: Words, theme: Theme) -> QWidget | None:
    """None where nothing is to be said, as nearly always."""
    if window.practice:
        from cm_desktop.ui.frame.practice_bar import PracticeBar

        bar = PracticeBar(words, theme, window)
        bar.leaving.connect(window.leaving)
        return bar
    if crashes is not None and crashes.all():
        from cm_desktop.ui.frame.crash_bar import CrashBar

        return CrashBar(crashes, words, theme, window)
    return None
