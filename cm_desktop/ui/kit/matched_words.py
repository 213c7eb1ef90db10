"""The words that a rule matched, between quotation marks, in the colours of their form. May not know the rule."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.domain.verdicts import Category, Form
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.label import label, sign
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

INSET = 8  # of words on a ground
_LINE = 26
_WIDEST, _LEAST = 360, 180  # where there is not room for all
_HERE = "\0"


def form_colour(form: Form, theme: Theme) -> QColor:
    """What is said of a form is written in this."""
    return {Form.ATTACK: theme.attack_fg, Form.GRIEVANCE: theme.gr_fg, Form.NEITHER: theme.text2}[form]


def form_line(category: Category, words: Words, theme: Theme) -> QHBoxLayout:
    """The form and the category, with the form's icon."""
    form = category.form
    line = QHBoxLayout()
    line.setSpacing(8)
    if form in icons.FORMS:
        line.addWidget(sign(icons.FORMS[form], form_colour(form, theme), 14))
    line.addWidget(label(terms.form(words, form, category), (13, 600), form_colour(form, theme)))
    return line


class MatchedWords(QWidget):
    """Marked as they are in the comment."""

    announced = Role.StaticText

    def __init__(self, text: str, form: Form, inset: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self._opening, self._closing = words.say("“{text}”", text=_HERE).split(_HERE)
        self._text = visible(text, LINE)
        self._inset = inset
        self._form = form
        self._theme = theme
        self._font = fonts.font(13, 520 if form is Form.GRIEVANCE else 650)
        self.setAccessibleName(self._opening + self._text + self._closing)
        self.setFixedHeight(_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        parts = (self._opening, self._text, self._closing)  # measured one by one, as they are painted: kerning counts
        width = sum(map(QFontMetricsF(self._font).horizontalAdvance, parts))
        wanted = round(width + 2 * self._inset + 0.5)
        return QSize(min(wanted, _WIDEST), _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), _LEAST), _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text, ground, line, thick = {
            Form.ATTACK: (self._theme.at_mark_tx, self._theme.at_mark, self._theme.at_mark_tx, 1.2),
            Form.GRIEVANCE: (self._theme.gr_fg, None, self._theme.gr_ul, 1.5),
            Form.NEITHER: (self._theme.mark_tx, self._theme.mark, self._theme.mark_tx, 1.2),
        }[self._form]
        metrics = QFontMetricsF(self._font)
        before, after = (metrics.horizontalAdvance(quote) for quote in (self._opening, self._closing))
        room = self.width() - 2 * self._inset - before - after + 1
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, room)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if ground is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(QRectF(0, 1, self.width(), self.height() - 2), 5, 5)
            baseline = (self.height() + metrics.capHeight()) / 2
            painter.setFont(self._font)
            painter.setPen(text)
            painter.drawText(QPointF(self._inset, baseline), f"{self._opening}{shown}{self._closing}")
            start = self._inset + before
            painter.setPen(QPen(line, thick))
            below = baseline + 3.5
            painter.drawLine(QPointF(start, below), QPointF(start + metrics.horizontalAdvance(shown), below))
