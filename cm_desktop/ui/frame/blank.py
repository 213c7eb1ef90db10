"""What stands in the place of list and detail where there is nothing to list: why, or the way to the first comment.

Each is made when it is first shown. May not choose which.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.ui.first_run.first_run import Answers, FirstRun
    from cm_desktop.ui.frame.nothing_to_do import NothingToDo


class Blank(QObject):
    """`begun` carries the FirstRun that was just made. `going` leads to what was done, `reading` has the pages read."""

    begun = Signal(object)
    going = Signal()
    reading = Signal()

    def __init__(self, words: Words, theme: Theme, answers: "Answers | None", parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._answers = answers
        self._around = parent

    @cached_property
    def nothing(self) -> "NothingToDo":
        """All is done."""
        from cm_desktop.ui.frame.nothing_to_do import NothingToDo

        made = NothingToDo(self._words, self._theme, self._around)
        made.hide()
        made.going.connect(self.going)
        made.reading.connect(self.reading)
        return made

    @cached_property
    def first_run(self) -> "FirstRun":
        """There is no page yet."""
        from cm_desktop.ui.first_run.first_run import Answers, FirstRun

        made = FirstRun(self._words, self._theme, self._answers or Answers())
        self.begun.emit(made)
        return made

    @property
    def answers(self) -> "Answers | None":
        """What was said at the first run."""
        return self.first_run.answers if "first_run" in vars(self) else self._answers
