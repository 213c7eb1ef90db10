"""How far an import is, with numbers, and the way to stop it. May not count: it looks at what the counter holds."""

from threading import Event

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words

_LOOK_MS = 100


class Counter:
    """Counted in the import's thread, looked at in the window's: two whole numbers, replaced together."""

    def __init__(self) -> None:
        self.at = (0, 0)

    def __call__(self, done: int, expected: int) -> None:
        self.at = (done, expected)


class ProgressPage(Page):
    """Leaving it first cancels, and waits for nothing to be left behind."""

    def __init__(self, name: str, counter: Counter, cancelled: Event, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Importing")
        self.subtitle = name
        self._counter = counter
        self._cancelled = cancelled
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(self.title)
        self._bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.line.name()}; border: 0; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.accent.name()}; border-radius: 4px; }}"
        )
        self._numbers = lines("", (13, 450), theme.text2)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._numbers)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show)
        self._look.start()
        self._show()

    @property
    def counted(self) -> int:
        """How many were counted so far."""
        return self._counter.at[0]

    def interrupt(self) -> bool:
        self._cancelled.set()
        self._show()
        return True

    def _show(self) -> None:
        done, expected = self._counter.at
        words = self.words
        self._bar.setRange(0, max(expected, done))
        self._bar.setValue(done)
        if self._cancelled.is_set():
            self._numbers.setText(words.say("Cancelling: taking back what was begun…"))
        else:
            numbers = {"done": words.figure(done), "expected": words.figure(max(expected, done))}
            self._numbers.setText(words.say("{done} lines of {expected}", **numbers))
