"""How many of each client are picked. May not know why."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import INSET, Card, rule
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.several.several_words import comments
from cm_desktop.wording.words import Words

_ROW, _SQUARE = 50, 24


class ShareCard(Card):
    """One line for each client, the largest share first."""

    def __init__(self, shares: Iterable[tuple[Client, int]], words: Words, theme: Theme) -> None:
        super().__init__(theme.raised, theme.line2)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 2, INSET, 2)
        column.setSpacing(0)
        for place, (client, number) in enumerate(shares):
            if place:
                column.addWidget(rule(theme))
            column.addWidget(_share(client, number, words, theme))


def _share(client: Client, number: int, words: Words, theme: Theme) -> QWidget:
    made = QWidget()
    made.setFixedHeight(_ROW)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(ClientSquare(client, _SQUARE, theme))
    row.addWidget(elided(client.name, fonts.AUTHOR, theme.text), 1)
    row.addWidget(label(comments(words, number), fonts.LIST_TEXT, theme.text2))
    return made
