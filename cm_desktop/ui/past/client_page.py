"""What is to be known before one answers for a client, as it was noted in the settings. May not change it."""

from PySide6.QtWidgets import QVBoxLayout

from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Client
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label, paragraph
from cm_desktop.ui.kit.passages.highlight import LIST
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words


class ClientPage(Page):
    """Only what was noted; where nothing was, the place for it."""

    final = True

    def __init__(self, client: Client, sheet: ClientSheet, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Client sheet")
        self.subtitle = client.name
        self.go = words.say("Close")
        noted = {
            words.say("Facts"): sheet.facts,
            words.say("Contacts"): sheet.contacts,
            words.say("Words to avoid"): ", ".join(sheet.avoid),
            words.say("Signature"): sheet.signature,
        }
        for name, text in noted.items():
            if text.strip():
                self.column.addLayout(self._part(name, text))
        if not any(text.strip() for text in noted.values()):
            nothing = words.say(
                "Nothing is noted about this client yet: the settings have a place for it, under Clients."
            )
            self.column.addWidget(paragraph(nothing, fonts.LIST_TEXT, theme.text2))

    def _part(self, name: str, text: str) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(label(name, fonts.BUTTON, self.theme.text))
        part.addWidget(LongText(text, (), LIST, self.theme.text2, self.words, self.theme))
        return part
