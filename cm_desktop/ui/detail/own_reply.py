"""What can be done about one of our own replies in the thread: edit it, take it away, take that back. May not do it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cm_desktop.domain.proposals import Move, propose
from cm_desktop.domain.queue import Row
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui import moves
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.kept import Kept
from cm_desktop.ui.kit.marks.pill import Pill
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.moves import Situation
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is offered for a row of the thread, and who hears what is chosen."""

    offered: Callable[[Row], Iterable[Move]]
    chosen: Callable[[Move, Row], None]


NO_CHOICES = Choices(offered=lambda _row: (), chosen=lambda _move, _row: None)


class OwnReplyButtons(QWidget):
    """Small, in the reply's own line; each says aloud which reply it is about."""

    def __init__(self, row: Row, choices: Choices, words: Words, theme: Theme) -> None:
        super().__init__()
        self._choices = choices
        self._words = words
        self._theme = theme
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._buttons = Kept[Button, Move](line, self._button, self._rename, lambda move: move)
        self.show_row(row)

    @property
    def offers(self) -> bool:
        """Whether anything can be done."""
        return any(True for _ in self._buttons)

    def show_row(self, row: Row) -> None:
        """Be about this one instead."""
        self._row = row
        self._buttons.show(self._choices.offered(row))

    def _button(self, move: Move) -> Button:
        made = Button("", self._theme, kind=Kind.LINK, small=True)
        made.clicked.connect(lambda: self._choices.chosen(Move(made.property("move")), self._row))
        self._rename(made, move)
        return made

    def _rename(self, button: Button, move: Move) -> None:
        words, row = self._words, self._row
        doing = next((entry.action.kind for entry in row.pending if entry.by_hand), None)
        text = moves.name(words, move, Situation(doing=doing))
        button.setProperty("move", move.value)
        button.set_label(text)
        button.set_name(words.say("{act}: our reply “{text}”", act=text, text=row.comment.text))


def pending_pills(words: Words, row: Row) -> tuple[Pill, ...]:
    """What is on its way for a row of the thread."""
    return tuple(
        Pill(
            words.say(
                "{action} · {state}",
                action=terms.action(words, entry.action.kind),
                state=terms.standing(words, entry),
            )
        )
        for entry in row.pending
    )


def offered_on(row: Row, detail: Detail) -> tuple[Move, ...]:
    """What can be done about a row of the thread where it is ours: nothing about anybody else's."""
    return propose(row, detail.offers_of(row)).bar if row.comment.author.is_page else ()
