"""One section of the settings: its title, a line under it, and a calm column. May not know what stands in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines

WIDE, NARROW = 40, 24
_WIDEST = 760


class Section(QScrollArea):
    """Subclasses fill `column`. What one typed is kept when one goes on: `leave` is called then."""

    def __init__(self, title: str, text: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.title = title
        self.column = QVBoxLayout()
        self.column.setSpacing(20)
        self.head = QHBoxLayout()
        self.head.addWidget(label(title, fonts.DETAIL_TITLE, theme.text), 1)
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addLayout(self.head)
        names.addWidget(lines(text, (13, 430), theme.text2))
        self.column.addLayout(names)
        self._around = QHBoxLayout()
        content = QWidget()
        content.setLayout(self._around)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch()
        self._around.addWidget(middle, 1)
        self._around.addStretch(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        for part in (self, self.viewport(), content):
            part.setObjectName("clear")
        self.set_margin(WIDE)

    def refresh(self) -> None:
        """Read anew what is shown."""

    def leave(self) -> None:
        """One goes on to something else."""

    def set_margin(self, margin: int) -> None:
        """How far from the edges of the window."""
        self._around.setContentsMargins(margin, 24, margin, 32)
