"""One comment that would be caught, or lost: its words, whose page, and whether that is right. May not decide."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cm_desktop.domain.rules import Sample
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.passages.highlight import LIST, Passage, SetText, passages, set_text
from cm_desktop.ui.kit.safe_text import set_tip, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_LINES = 3


class SampleRow(QWidget):
    """`judged` says that it is right, or not; `right` is what was said of it before."""

    judged = Signal(bool)

    def __init__(self, sample: Sample, about: str, right: bool | None, words: Words, theme: Theme) -> None:
        super().__init__()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(elided(about, fonts.META, theme.text3), 1)
        if right is None:
            for name, answer in ((words.say("Right"), True), (words.say("Leave it alone"), False)):
                button = Button(name, theme, kind=Kind.LINK, small=True)
                button.clicked.connect(lambda _=False, answer=answer: self.judged.emit(answer))
                foot.addWidget(button)
        else:
            said = words.say("Said to be right") if right else words.say("Left alone from now on")
            foot.addWidget(label(said, fonts.SECTION, theme.ok_fg if right else theme.text2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        column.addWidget(_Excerpt(sample, theme))
        column.addLayout(foot)


class _Excerpt(QWidget):
    announced = Role.StaticText

    def __init__(self, sample: Sample, theme: Theme) -> None:
        super().__init__()
        self._sample = sample
        self._theme = theme
        self._set: dict[int, SetText] = {}
        self.setAccessibleName(visible(sample.text))
        set_tip(self, sample.text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines(width).height

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._lines(self.width()).draw(painter, 0, 0, self._theme.text)

    def _lines(self, width: int) -> SetText:
        if width not in self._set:
            self._set[width] = set_text(self._sample.text, self._found(), width, LIST, self._theme, lines=_LINES)
        return self._set[width]

    def _found(self) -> tuple[Passage, ...]:
        return passages(self._sample.hits)
