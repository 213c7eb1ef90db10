"""The buttons under the reply box: what is proposed, what else there is, and where the draft stands. May not act."""

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.domain.proposals import Move, Proposal
from cm_desktop.ui import keys, moves
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.controls.key_menu import KeyMenu
from cm_desktop.ui.kit.kept import Kept
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import Situation
from cm_desktop.wording.words import Words

_SPACING = 8


class ActionBar(QWidget):
    """Emits `chosen` with the move of a button or of the menu; `missed` asks for an expression that the rules missed,
    `keeping` to keep what is typed for another time, `suspending` to let nothing leave under this post, or to lift that.

    The keys are the window's own.
    """

    chosen = Signal(object)  # Move
    missed = Signal()
    keeping = Signal()
    suspending = Signal(bool)

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._bar: tuple[Move, ...] = ()
        self._behind: tuple[Move, ...] = ()
        self._can_send = True
        self._in_menu: tuple[tuple[Move, ...], Situation] | None = None
        self._given = Situation()
        self._note = elided("", fonts.META, theme.text3, self)
        self._more = Button("", theme, icon="ellipsis", name=words.say("More"), parent=self)
        self._more.clicked.connect(self._open_menu)
        self._menu = KeyMenu(theme, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACING)
        self._buttons = Kept[Button, Move](buttons, self._button, self._renew, lambda move: move)
        self._row.addLayout(buttons)
        self._row.addWidget(self._note, 1)
        self._row.addStretch()
        self._row.addWidget(self._more)

    def propose(self, proposal: Proposal, given: Situation, *, can_send: bool = True) -> None:
        """Offer these moves, named after the situation. `can_send`: what is typed can be published."""
        wanted = (proposal, given, can_send)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._bar, self._behind, self._given, self._can_send = proposal.bar, proposal.more, given, can_send
        self._buttons.show(proposal.bar)
        self._fit()

    def note(self, text: str) -> None:
        """Say something small beside the buttons."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def close_menu(self) -> None:
        """What was opened for one comment must not act on another."""
        self._menu.close()

    def button(self, move: Move) -> Button | None:
        """The button of a move, if it stands in the bar."""
        return next((b for b in self._buttons if b.property("move") == move and not b.isHidden()), None)

    def minimumSizeHint(self) -> QSize:
        """Of what is proposed and the menu: the other buttons give way."""
        parts = [*islice(self._buttons, 1), self._more]
        width = sum(part.sizeHint().width() + _SPACING for part in parts)
        return QSize(width, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()  # a button shown here lays out what is around it, in the middle of that being laid out

    def _fit(self) -> None:
        """What lacks room waits in the menu, above what waits there anyway."""
        room = self.width() - self._more.sizeHint().width()
        moved: list[Move] = []
        for place, button in enumerate(self._buttons):
            room -= button.sizeHint().width() + _SPACING
            button.setVisible(place == 0 or room >= 0)
            if button.isHidden():
                moved.append(Move(button.property("move")))
        self._fill_menu((*moved, *self._behind))
        self._row.activate()  # at once: a button must not be seen where it was before

    def _button(self, move: Move) -> Button:
        made = Button("", self._theme, parent=self)
        made.clicked.connect(lambda: self.chosen.emit(Move(made.property("move"))))
        self._renew(made, move)
        return made

    def _renew(self, button: Button, move: Move) -> None:
        given, primary = self._given, move is self._bar[0]
        writing = given.typed or given.editing
        button.setProperty("move", move.value)
        button.set_label(moves.name(self._words, move, given))
        button.set_kind(Kind.PRIMARY if primary and move is not Move.TAKE_BACK else Kind.SOFT)
        button.set_icon(_icon(move, given) if primary or given.typed else "")
        button.set_key(keys.cap(move, self._words, typed=writing))
        button.setEnabled(self._can_send if primary and writing else True)

    def _fill_menu(self, more: tuple[Move, ...]) -> None:
        if self._in_menu == (more, self._given):
            return
        self._in_menu = (more, self._given)
        self._menu.clear()
        for move in more:
            text = moves.name(self._words, move, replace(self._given, typed=False))
            icon = icons.icon(moves.ICONS[move], self._theme.text2)
            action = self._menu.line(text, keys.cap(move, self._words), icon, sequence=keys.sequence(move))
            action.triggered.connect(lambda _=False, move=move: self.chosen.emit(move))
        if self._given.typed and not self._given.editing:
            action = self._menu.addAction(
                icons.icon("plus", self._theme.text2), self._words.say("Save as a reply to use again…")
            )
            action.triggered.connect(lambda _checked: self.keeping.emit())
        if not self._menu.isEmpty():
            self._menu.addSeparator()
        self._add_post()
        self._add_missed()

    def _add_post(self) -> None:
        say, on = self._words.say, not self._given.post_suspended
        name = say("Suspend sending under this post") if on else say("Resume sending under this post")
        action = self._menu.addAction(icons.icon("pause" if on else "play", self._theme.text2), name)
        action.triggered.connect(lambda _checked: self.suspending.emit(on))

    def _add_missed(self) -> None:
        """Last: it is about the rules, not about the comment."""
        (key,) = (key for key in keys.ACTING if key.does is keys.Command.MISSED)
        name, cap = f"{keys.meaning(key, self._words)}…", keys.cap(key.does, self._words)
        icon = icons.icon("sliders-horizontal", self._theme.text2)
        action = self._menu.line(name, cap, icon, sequence=keys.sequence(key.does))
        action.triggered.connect(lambda _checked: self.missed.emit())

    def _open_menu(self) -> None:
        self._menu.popup_above(self._more)


def _icon(move: Move, given: Situation) -> str:
    if move is not Move.REPLY or not given.typed:
        return moves.ICONS[move]
    return "copy" if given.by_hand else "arrow-up"
