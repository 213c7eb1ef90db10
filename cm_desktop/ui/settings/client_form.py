"""What one client is called, looks like and sounds like, and what is to be known of it. May not keep it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.client_sheet import LONGEST_LINE, LONGEST_TEXT, Address, AnswerWithin, ClientSheet, words_in
from cm_desktop.domain.comments import Client
from cm_desktop.ui.joining.palette import Palette
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field, named
from cm_desktop.ui.sheet.text_area import TextArea
from cm_desktop.wording.words import Words

_ADDRESSES = (Address.UNSAID, Address.TU, Address.VOUS)
_DELAYS = tuple(AnswerWithin)


class ClientForm(QWidget):
    """`left` is told whenever something may be worth keeping; `validating` asks for what is validated for clients."""

    left = Signal()
    validating = Signal()

    def __init__(self, client: Client, sheet: ClientSheet, words: Words, theme: Theme) -> None:
        super().__init__()
        self._client = client
        self._words = words
        self._theme = theme
        say = words.say
        self.name = Field(say("Name"), theme, text=client.name)
        self._palette = Palette(words, theme, own=client.colour)
        self.charter = Field(
            say("The line above every thread"),
            theme,
            text=sheet.charter,
            note=say("What matters most when replying for this client. Only you see it."),
            hint=say("Health: get approval within the hour"),
        )
        ways = [say("Not specified"), say("First names, “tu”"), say("Formal, “vous”")]
        self._address = Segments(say("How it addresses people"), ways, theme, taken=_ADDRESSES.index(sheet.address))
        self.avoid = Field(
            say("Words to avoid"),
            theme,
            text=", ".join(sheet.avoid),
            note=say("Separated by commas. They are only pointed out."),
        )
        self.signature = Field(say("Signature"), theme, text=sheet.signature)
        self.facts = TextArea(say("Facts"), sheet.facts, say("Opening hours, prices, who does what…"))
        self.contacts = TextArea(say("Contacts"), sheet.contacts, say("Who handles what, and how to reach them"))
        delays = [
            say("None in particular"),
            *(say("{n} h", n=n) for n in (1, 4)),
            say("By this evening"),
            say("{n} h", n=24),
        ]
        self._delay = Segments(say("Usual deadline"), delays, theme, taken=_DELAYS.index(sheet.answer_within))
        self._lay_out()
        self._connect()

    @property
    def client(self) -> Client:
        """As the form stands."""
        return Client(id=self._client.id, name=self.name.text, colour=self._palette.colour)

    @property
    def sheet(self) -> ClientSheet:
        """As the form stands."""
        return ClientSheet(
            client=self._client.id,
            address=_ADDRESSES[self._address.taken],
            avoid=words_in(self.avoid.text),
            signature=self.signature.text,
            charter=self.charter.text,
            facts=self.facts.text[:LONGEST_TEXT],
            contacts=self.contacts.text[:LONGEST_TEXT],
            answer_within=_DELAYS[self._delay.taken],
        )

    def _connect(self) -> None:
        for field in (self.name, self.charter, self.avoid, self.signature):
            field.line.setMaxLength(LONGEST_LINE)
            field.line.editingFinished.connect(self.left)
        for area in (self.facts, self.contacts):
            area.left.connect(self.left)
        self._palette.chosen.connect(self.left)
        for segments in (self._address, self._delay):
            segments.chosen.connect(lambda _place: self.left.emit())

    def _lay_out(self) -> None:
        say, theme = self._words.say, self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(_side_by_side(self.name, named(say("Colour"), self._palette, theme)))
        column.addWidget(self.charter)
        column.addSpacing(8)
        column.addWidget(label(say("Tone"), fonts.AUTHOR, theme.text))
        column.addWidget(named(say("How it addresses people"), self._address, theme))
        column.addWidget(_side_by_side(self.avoid, self.signature))
        column.addSpacing(8)
        column.addWidget(label(say("Good to know"), fonts.AUTHOR, theme.text))
        column.addWidget(named(say("Facts"), self.facts, theme))
        column.addWidget(named(say("Contacts"), self.contacts, theme))
        column.addSpacing(8)
        column.addWidget(label(say("When approval is requested"), fonts.AUTHOR, theme.text))
        note = say("The deadline proposed in each request.")
        column.addWidget(named(say("Usual deadline"), self._delay, theme, note=note))
        validated = Button(say("What needs approval…"), theme, icon="shield-check")
        validated.clicked.connect(self.validating)
        column.addWidget(validated, 0, Qt.AlignmentFlag.AlignLeft)


def _side_by_side(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(24)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return made
