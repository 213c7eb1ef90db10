"""What must be known before acting on this comment: held, gone, hidden, on its way. May not act."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cm_desktop.domain.actions import EditReply, Escalate, WriteReply
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.domain.queue import Row
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.card import INSET, Card
from cm_desktop.ui.kit.label import paragraph, redraw, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import whole
from cm_desktop.wording.words import Words


class Told(NamedTuple):
    """What is to be known: an icon, a sentence, and what follows from it."""

    icon: str
    title: str
    text: str = ""


class Notice(Card):
    """Says one of them."""

    def __init__(self, told: Told, theme: Theme) -> None:
        super().__init__(theme.sunken, theme.line2)
        self._theme = theme
        self._sign = sign(told.icon, theme.text2)
        self._title, self._text = paragraph("", fonts.BUTTON, theme.text), paragraph("", fonts.META, theme.text2)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 14, INSET, 14)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        self.tell(told)

    def tell(self, told: Told) -> None:
        """Say this one instead."""
        redraw(self._sign, told.icon, self._theme.text2)
        self._title.setText(told.title)
        self._text.setText(told.text)
        self._text.setHidden(not told.text)


def notices(detail: Detail, words: Words) -> list[Told]:
    """The notices for this comment, the platform's first."""
    told = (_standing(detail, words), _snoozed(detail.row, words))
    pending = (_pending(entry, words) for entry in detail.row.pending if entry.addressee is not Addressee.HAND)
    return [*filter(None, told), *pending]


def _standing(detail: Detail, words: Words) -> Told | None:
    match detail.row.comment.visibility:
        case Visibility.HELD:
            told = words.say("This comment needs your approval before it appears")
            return Told("circle-pause", told, words.say("For now, nobody else sees this comment."))
        case Visibility.GONE:
            told = words.say("No longer on the page")
            return Told(
                "eye-off",
                told,
                words.say("Its author or the platform removed it. Nothing more can be done about it."),
            )
        case Visibility.HIDDEN if detail.caps.hidden_still_seen:
            return Told("eye-off", words.say("Hidden now"), words.say("Stays visible to its author and their friends"))
        case _:
            return None


def _snoozed(row: Row, words: Words) -> Told | None:
    """That it sleeps and until when, or that it woke."""
    if row.asleep_until is not None:
        told = words.say("Snoozed until {time}", time=whole(words, row.asleep_until))
        return Told("pause", told, words.say("To do again then, or as soon as its author edits it or adds something."))
    if row.returned:
        return Told("rotate-ccw", words.say("Back from snooze"))
    return None


def _pending(entry: Entry, words: Words) -> Told:
    """An act that waits: what it is, and what keeps it or what it says."""
    ours = entry.action.text if isinstance(entry.action, WriteReply | EditReply) else ""
    if isinstance(entry.action, Escalate):
        proposal = entry.action.proposal
        told = words.say("Approval requested")
        return Told("shield-check", told, words.say("Proposed reply: {text}", text=proposal) if proposal else "")
    assert entry.addressee is Addressee.PLATFORM
    told = words.say(
        "{action} · {state}", action=terms.action(words, entry.action.kind), state=terms.state(words, entry.state)
    )
    why = explain(words, entry.trouble) if entry.trouble else ""
    return Told(icons.ACTIONS[entry.action.kind], told, "\n".join(part for part in (ours, why) if part))
