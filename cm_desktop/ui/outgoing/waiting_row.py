"""One row of the waiting view: what leaves, where it stands, what can be decided. May not decide."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.proposals import Move
from cm_desktop.engine.inbox import Waiting
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided, paragraph
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel, Tone
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing import waiting_words
from cm_desktop.ui.outgoing.waiting_words import Choice, Standing
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

STATE_WIDTH = 284
_LEAST_STATE = 180
_SIGN = 36

Decided = Callable[[Waiting, Choice], None]


class WaitingRow(QWidget):
    """Calls `decided` with its row and the choice of a button; `choices` is what these stand in."""

    def __init__(self, words: Words, theme: Theme, waiting: Waiting, standing: Standing, decided: Decided) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._waiting = waiting
        self._decided = decided
        self._buttons: list[Button] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        row.addWidget(_Sign(standing, theme), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._what(), 3)
        row.addWidget(self._state(standing), 2)
        self.choices = self._choices(standing)
        row.addWidget(self.choices)

    @property
    def by_hand(self) -> bool:
        """Whether the moderator carries it out, and says when it is done."""
        return self._waiting.entry.by_hand

    def take_focus(self) -> None:
        """The keyboard goes to its first button."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def confirm(self) -> None:
        """What is done by hand is done."""
        if self.by_hand:
            self._decided(self._waiting, Choice.CONFIRM)

    def tell(self, why: str) -> None:
        """Say why it stands so, as time passes."""
        if why != self._why.text():
            self._why.setText(why)

    def _what(self) -> QVBoxLayout:
        words, theme, waiting = self._words, self._theme, self._waiting
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch()
        column.addWidget(elided(waiting_words.title(words, waiting), fonts.AUTHOR, theme.text))
        client = QHBoxLayout()
        client.setSpacing(6)
        client.addWidget(ClientSquare(waiting.client, 9, theme))
        platform = terms.platform(words, waiting.account.platform)
        client.addWidget(elided(f"{waiting.client.name} · {platform}", fonts.META, theme.text3), 1)
        column.addLayout(client)
        column.addWidget(elided(waiting_words.excerpt(words, waiting), fonts.LIST_TEXT, theme.text2))
        column.addStretch()
        return column

    def _state(self, standing: Standing) -> QWidget:
        box = QWidget()
        box.setMinimumWidth(_LEAST_STATE)
        box.setMaximumWidth(STATE_WIDTH)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addStretch()
        words = self._words
        name = words.say("Suspended") if standing.suspended else terms.standing(words, self._waiting.entry)
        column.addWidget(PillLabel(Pill(name, standing.tone), self._theme))
        self._why = paragraph(standing.why, fonts.META, self._theme.text2)
        column.addWidget(self._why)
        column.addStretch()
        return box

    def _choices(self, standing: Standing) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch()
        bare = len(standing.choices) > 3 or self._waiting.entry.by_hand
        for choice in standing.choices:
            button = self._button(choice, bare=bare and choice is Choice.SEE)
            button.clicked.connect(partial(self._decided, self._waiting, choice))
            self._buttons.append(button)
            row.addWidget(button)
        return box

    def _button(self, choice: Choice, *, bare: bool) -> Button:
        """`bare` keeps only the icon, where four choices would not fit."""
        text = waiting_words.choice_name(self._words, choice, self._waiting.entry)
        icon = "external-link" if choice is Choice.SEE else ""
        name = f"{text}, {waiting_words.title(self._words, self._waiting)}"
        key = keys.cap(Move.CONFIRM, self._words) if choice is Choice.CONFIRM and self.by_hand else ""
        return Button("" if bare else text, self._theme, icon=icon, name=name, key=key)


class _Sign(QWidget):
    """The state's icon on its ground."""

    def __init__(self, standing: Standing, theme: Theme) -> None:
        super().__init__()
        self._icon = standing.icon
        self._text, self._ground = {
            Tone.DUE: (theme.due_fg, theme.due_bg),
            Tone.DOUBT: (theme.doubt_fg, theme.doubt_bg),
            Tone.ACCENT: (theme.accent_tx, theme.accent_bg),
        }.get(standing.tone, (theme.text2, theme.sunken))
        self.setFixedSize(_SIGN, _SIGN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground)
            painter.drawEllipse(QRectF(self.rect()))
            icons.draw(painter, self._icon, self._text, (_SIGN - 16) / 2, (_SIGN - 16) / 2, 16)
