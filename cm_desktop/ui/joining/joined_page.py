"""What was added, where its access is kept, and what to do next. May not do it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import ASSISTED, Client
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.reading.accounts import Added
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


class JoinedPage(Page):
    """`importing`, `pasting` and `another` say what was chosen next; going on is the end. `aside` says what queues up."""

    importing = Signal()
    pasting = Signal()
    another = Signal()
    final = True

    def __init__(self, added: Added, client: Client, aside: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        by_hand = added.account.platform == ASSISTED
        self.title = words.say("The page is here")
        self.go = words.say("Finish")
        names = QVBoxLayout()
        names.setSpacing(3)
        names.addWidget(elided(added.account.name, fonts.AUTHOR, theme.text))
        where = words.say(
            "{platform} · {client}", platform=terms.platform(words, added.account.platform), client=client.name
        )
        names.addWidget(elided(where, (13, 430), theme.text2))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(ClientSquare(client, 40, theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        self.column.addLayout(row)
        for line in _lines(added, words, by_hand=by_hand):
            self.column.addWidget(lines(line, (13, 430), theme.text2))
        self.column.addWidget(aside)
        self.column.addLayout(self._next(by_hand=by_hand))

    def _next(self, *, by_hand: bool) -> QHBoxLayout:
        words, theme = self.words, self.theme
        row = QHBoxLayout()
        row.setSpacing(8)
        if by_hand:
            file = Button(words.say("Import a file…"), theme, icon="file")
            paste = Button(words.say("Paste comments…"), theme, icon="clipboard")
            file.clicked.connect(self.importing)
            paste.clicked.connect(self.pasting)
            row.addWidget(file)
            row.addWidget(paste)
        again = Button(words.say("Add another page"), theme, icon="plus")
        again.clicked.connect(self.another)
        row.addWidget(again)
        row.addStretch()
        return row


def _lines(added: Added, words: Words, *, by_hand: bool) -> list[str]:
    """What happens now, and what to know about the access."""
    if by_hand:
        return [words.say("Now bring its comments in: from a file, or pasted.")]
    told = [words.say("It is being read now; its comments arrive by themselves.")]
    match added.keeping:
        case Keeping.SESSION:
            told.append(words.say("This computer has no safe keyring: the access is kept for this session only."))
            told.append(
                words.say(
                    "To keep it, install a keyring, or give it at each start in {variable}.",
                    variable=f'CM_DESKTOP_SECRETS ({{"{added.account.id}": "…"}})',
                )
            )
        case Keeping.KEYRING:
            told.append(words.say("The access is in the keyring of your system."))
        case Keeping.NOWHERE:
            pass
    return told
