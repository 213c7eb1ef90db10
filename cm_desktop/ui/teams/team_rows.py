"""The lines of a team's page: who asks, who takes part, which client. May not let anybody in, nor put anybody out."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.people import Member, aloud
from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.marks.avatar import AuthorAvatar, ClientSquare
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words

_FIGURE = 34


class _Row(QWidget):
    def __init__(self, figure: QWidget, title: str, text: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(elided(title, fonts.AUTHOR, theme.text))
        names.addWidget(elided(text, fonts.META, theme.text2))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.row.addWidget(figure, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addLayout(names, 1)

    def offer(self, said: str, asked: SignalInstance, kind: Kind = Kind.GHOST) -> None:
        """A button at the right; aloud it says whom it is about."""
        button = Button(said, self._theme, kind=kind)
        button.setAccessibleDescription(self._title)
        button.clicked.connect(asked)
        self.row.addWidget(button)


class AskingRow(_Row):
    """`considered` asks to look at who asks before they are let in; `ignored` that they are put aside."""

    considered = Signal()
    ignored = Signal()

    def __init__(self, member: Member, words: Words, theme: Theme, *, aside: bool) -> None:
        text = words.say("device {digits}", digits=aloud(member.key))
        super().__init__(AuthorAvatar(member.name, _FIGURE, theme), member.name, text, theme)
        self.offer(words.say("Let in…"), self.considered, Kind.SOFT)
        if not aside:
            self.offer(words.say("Ignore"), self.ignored)


class MemberRow(_Row):
    """`ended` asks for the end of this device's part, where one may ask."""

    ended = Signal()

    def __init__(
        self, member: Member, words: Words, theme: Theme, *, mine: bool, may_end: bool, torn: bool = False
    ) -> None:
        name = words.say("{name} (you)", name=member.name) if mine else member.name
        text = words.say("{role} · device {digits}", role=cases.role(words, member.role), digits=aloud(member.key))
        if torn:  # first, since the line is cut where there is no room for the rest
            text = words.say("Contradicts itself, or keeps something back · device {digits}", digits=aloud(member.key))
        super().__init__(AuthorAvatar(member.name, _FIGURE, theme), name, text, theme)
        if may_end:
            self.offer(words.say("End…"), self.ended)


class ClientRow(_Row):
    """`asked` is for the client's rules, where one may change them."""

    asked = Signal()

    def __init__(self, client: Client, policy: str, words: Words, theme: Theme, *, may_change: bool) -> None:
        name = client.name or words.say("A client whose texts were erased")
        super().__init__(ClientSquare(client, _FIGURE, theme), name, policy, theme)
        if may_change:
            self.offer(words.say("What needs approval…"), self.asked)
