"""Over a window on the practice page, entered from one’s own: where one is, and the way back. May not close the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.ui.kit.bar import lay_bar
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class PracticeBar(QWidget):
    """`leaving` is its button."""

    leaving = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        told = words.say("Practice page: the clients are made up, and nothing you do here reaches anybody.")
        back = Button(words.say("Back to my own clients"), theme, icon="arrow-left", small=True, parent=self)
        back.clicked.connect(self.leaving)
        text = elided(told, (13, 480), theme.accent_tx, self)
        lay_bar(self, "graduation-cap", text, back, ground=theme.accent_bg, ink=theme.accent_tx)
