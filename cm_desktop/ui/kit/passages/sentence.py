"""One line with strong words in it: who does what to whom. May not hold markup: what is strong is told by marks of ours."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import Role

STRONG, PLAIN = "\x02", "\x03"  # cannot come from a stranger: control characters are shown as chips
MARKS = {"strong": STRONG, "plain": PLAIN}
_FONTS = {True: (13, 680), False: (13, 480)}
_HEIGHT = 20


def plain(sentence: str) -> str:
    """What is read aloud of it."""
    return sentence.replace(STRONG, "").replace(PLAIN, "")


def runs(sentence: str) -> list[tuple[str, bool]]:
    """The pieces of a sentence, each with whether it is strong."""
    pieces = []
    for part in sentence.split(STRONG):
        strong, _, rest = part.rpartition(PLAIN)
        pieces += [(strong, True), (rest, False)]
    return [(text, strong) for text, strong in pieces if text]


def paint_sentence(painter: QPainter, sentence: str, x: float, right: float, height: float) -> None:
    """Run by run, in the painter's colour; the last one that does not fit before `right` ends with an ellipsis."""
    for run, strong in runs(sentence):
        font = fonts.font(*_FONTS[strong])
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(run, Qt.TextElideMode.ElideRight, right - x)
        painter.setFont(font)
        painter.drawText(QPointF(x, (height + metrics.capHeight()) / 2), shown)
        x += metrics.horizontalAdvance(shown)
        if shown != run:
            return


class Sentence(QWidget):
    """Names in it are isolated before they come here."""

    announced = Role.StaticText

    def __init__(self, sentence: str, colour: QColor) -> None:
        super().__init__()
        self._sentence = sentence
        self._colour = colour
        self.setAccessibleName(plain(sentence))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self._colour)
            paint_sentence(painter, self._sentence, 0, self.width(), self.height())
