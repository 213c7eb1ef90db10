"""A page without access: its name, its link, its network, and the message that asks the client for an access after all.

May not bring a comment in: that comes after.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cm_desktop.domain.comments import ASSISTED, Account
from cm_desktop.ui.joining.steps import Joining, Kind, address
from cm_desktop.ui.joining.three_lines import ThreeLines
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Chip, Choice, Choices
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import access
from cm_desktop.wording.networks import NETWORKS, network_of
from cm_desktop.wording.words import Words

_MARGIN, _LINES = 8, 9  # of the message
_NETWORKS = tuple(NETWORKS)
_ASKED_FOR = {"Facebook": Kind.FACEBOOK, "Instagram": Kind.INSTAGRAM}


class ByHandPage(Page):
    """The name is enough. The network follows the link, unless one chooses it."""

    def __init__(self, joining: Joining, words: Words, theme: Theme, *, link: str = "") -> None:
        super().__init__(words, theme)
        self._joining = joining
        self.title = words.say("A page in assisted mode")
        self.subtitle = joining.client.name
        self.go = words.say("Add this page")
        self._name = Field(words.say("Name of the page"), theme, text=words.say("Watch") if link else "")
        self._link = Field(
            words.say("Link of the page (optional)"),
            theme,
            text=link,
            note=words.say("“Reply” opens it where a comment has no link of its own."),
        )
        others = [Choice(name) for name in (*_NETWORKS, words.say("Other"))]
        self._network = Choices(words.say("Network"), others, Chip, theme, taken=self._presumed(link))
        self._name.line.textChanged.connect(lambda _text: self._told())
        self._link.line.textChanged.connect(lambda text: self._network.take(self._presumed(text)))
        self._lay_out()

    @property
    def ready(self) -> bool:
        return bool(self._name.text)

    @property
    def first(self) -> QWidget:
        return self._name.line

    def asked(self) -> Account:
        """The page to be added. Raises BadValue for a link that is none."""
        home = NETWORKS.get(self._chosen, "")
        return self._joining.account(
            name=self._name.text, address=address(self._link.text) if self._link.text else home
        )

    @property
    def _chosen(self) -> str:
        place = self._network.taken
        return _NETWORKS[place] if place < len(_NETWORKS) else ""

    def _presumed(self, link: str) -> int:
        known = network_of(link if "://" in link else f"https://{link}")
        if known is None and not link:
            known = next((name for name, kind in _ASKED_FOR.items() if kind is self._joining.kind), None)
        return _NETWORKS.index(known) if known else len(_NETWORKS)

    def _lay_out(self) -> None:
        words, theme = self.words, self.theme
        (way,) = access.ways(words, ASSISTED)
        network = QVBoxLayout()
        network.setSpacing(7)
        network.addWidget(label(words.say("Network"), fonts.SECTION, theme.text2))
        network.addWidget(self._network)
        self._way = ThreeLines(way, words, theme)
        self.column.addWidget(self._way)
        self.column.addWidget(self._name)
        self.column.addWidget(self._link)
        self.column.addLayout(network)
        self._request = _Request(words, theme)
        self.column.addWidget(self._request)
        self._network.chosen.connect(lambda _place: self._told())
        self._told()

    def _told(self) -> None:
        """The message speaks of the page and of its network; other networks have no access to ask for."""
        asked = _ASKED_FOR.get(self._chosen)
        if asked is not None:
            self._request.write(asked, self._name.text)
        self._request.setVisible(asked is not None)
        self._way.last.setVisible(asked is not None)
        self.changed.emit()


class _Request(QWidget):
    """A message that is ready to be sent to the client."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        name = words.say("Message to your client, asking for access")
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(name)
        self._text.setFont(fonts.font(*fonts.LIST_TEXT))
        self._text.document().setDocumentMargin(_MARGIN)
        line = self._text.fontMetrics().lineSpacing()
        self._text.setFixedHeight(_LINES * line + _MARGIN + 2)  # whole lines; the last one ends at the border
        self._copied = lines("", fonts.META, theme.ok_fg)
        copy = Button(words.say("Copy the message"), theme, icon="clipboard")
        copy.clicked.connect(self._copy)
        head = QHBoxLayout()
        head.addWidget(label(name, fonts.SECTION, theme.text2), 1, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addWidget(self._copied, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(foot)

    def write(self, kind: Kind, name: str) -> None:
        """Write it for the page of this name, on this network."""
        page = name or self._words.say("your page")
        self._text.setPlainText(access.request(self._words, kind, page))
        self._copied.setText("")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(written(self._text.document()))
        self._copied.setText(self._words.say("Copied: paste it into a mail."))
