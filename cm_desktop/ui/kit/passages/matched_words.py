"""The words that a rule matched, between quotation marks, in the colours of their form. May not know the rule."""

from PySide6.QtCore import QMargins, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cm_desktop.domain.verdicts import Category, Form
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.label import label, recolour, redraw, sign
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

INSET = 8  # of words on a ground
_LINE = 26
_WIDEST, LEAST = 360, 120  # where there is not room for all
_HERE = "\0"
_SIGN = 14
_NONE = QMargins()


def form_colour(form: Form, theme: Theme) -> QColor:
    """What is said of a form is written in this."""
    return {Form.ATTACK: theme.attack_fg, Form.GRIEVANCE: theme.gr_fg, Form.NEITHER: theme.text2}[form]


class FormLine(QWidget):
    """The form and the category, with the form's icon. `inset` is the room around them."""

    def __init__(self, category: Category, words: Words, theme: Theme, inset: QMargins = _NONE) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._sign = sign(icons.FORMS[Form.ATTACK], theme.text2, _SIGN)
        self._told = label("", (13, 600), theme.text2)
        line = QHBoxLayout(self)
        line.setContentsMargins(inset)
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self._told)
        self.show_category(category)

    def show_category(self, category: Category) -> None:
        """Name this one instead."""
        form = category.form
        colour = form_colour(form, self._theme)
        self._sign.setHidden(form not in icons.FORMS)
        if form in icons.FORMS:
            redraw(self._sign, icons.FORMS[form], colour)
        self._told.setText(terms.form(self._words, form, category))
        recolour(self._told, colour)


class MatchedWords(QWidget):
    """Marked as they are in the comment."""

    announced = Role.StaticText

    def __init__(self, text: str, form: Form, inset: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self._opening, self._closing = words.say("“{text}”", text=_HERE).split(_HERE)
        self._theme = theme
        self._most = _WIDEST
        self.setFixedHeight(_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_words(text, form, inset)

    def show_words(self, text: str, form: Form, inset: int) -> None:
        """Show these instead."""
        self._text = visible(text, LINE)
        self._inset = inset
        self._form = form
        self._font = fonts.font(13, 520 if form is Form.GRIEVANCE else 650)
        self.setAccessibleName(self._opening + self._text + self._closing)
        self.updateGeometry()
        self.update()

    def give_way(self, room: int) -> None:
        """Ask for no more than this, as far as something is left to be read."""
        self._most = max(LEAST, min(room, _WIDEST))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(min(round(self._shown(self._most)[1] + 0.5), self._most), _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), LEAST), _LINE)

    def _shown(self, room: float) -> tuple[str, float]:
        """What there is room for, and how wide that is: no wider than its words, so that others get the rest."""
        metrics = QFontMetricsF(self._font)  # one part after the other, as they are painted: kerning counts
        around = 2 * self._inset + sum(map(metrics.horizontalAdvance, (self._opening, self._closing)))
        shown = cut_between_words(self._text, metrics, room - around + 1)
        return shown, around + metrics.horizontalAdvance(shown)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text, ground, line, thick = {
            Form.ATTACK: (self._theme.at_mark_tx, self._theme.at_mark, self._theme.at_mark_tx, 1.2),
            Form.GRIEVANCE: (self._theme.gr_fg, None, self._theme.gr_ul, 1.5),
            Form.NEITHER: (self._theme.mark_tx, self._theme.mark, self._theme.mark_tx, 1.2),
        }[self._form]
        metrics = QFontMetricsF(self._font)
        before = metrics.horizontalAdvance(self._opening)
        shown, wide = self._shown(self._most if self.width() >= self.sizeHint().width() else self.width())
        wide = min(self.width(), wide)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if ground is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(QRectF(0, 1, wide, self.height() - 2), 5, 5)
            baseline = (self.height() + metrics.capHeight()) / 2
            painter.setFont(self._font)
            painter.setPen(text)
            painter.drawText(QPointF(self._inset, baseline), f"{self._opening}{shown}{self._closing}")
            start = self._inset + before
            painter.setPen(QPen(line, thick))
            below = baseline + 3.5
            painter.drawLine(QPointF(start, below), QPointF(start + metrics.horizontalAdvance(shown), below))


def cut_between_words(text: str, metrics: QFontMetricsF, room: float) -> str:
    """`text`, or its beginning and its end as far as there is room: whole words, where more than one of each is left."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room - metrics.horizontalAdvance(" "))
    before, _, after = cut.partition("…")
    if "…" in text or " " not in before or " " not in after:
        return cut
    if not text.startswith(f"{before} "):
        before = before.rpartition(" ")[0]
    if not text.endswith(f" {after}"):
        after = after.partition(" ")[2]
    return f"{before.rstrip()}… {after.lstrip()}"
