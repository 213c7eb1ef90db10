"""Over a window on the practice page, entered from one’s own: where one is, and the way back. May not close the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.ui.kit.button import Button
from cm_desktop.ui.kit.ground import BAR, lay_ground
from cm_desktop.ui.kit.label import elided, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words


class PracticeBar(QWidget):
    """`leaving` is its button."""

    leaving = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        lay_ground(self, theme.accent_bg)
        self.setFixedHeight(BAR)
        told = words.say("Practice page: the clients are made up, and nothing you do here reaches anybody.")
        back = Button(words.say("Back to my own clients"), theme, icon="arrow-left", small=True, parent=self)
        back.clicked.connect(self.leaving)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(10)
        row.addWidget(sign("graduation-cap", theme.accent_tx, 18, self))
        row.addWidget(elided(told, (13, 480), theme.accent_tx, self), 1)
        row.addWidget(back)
