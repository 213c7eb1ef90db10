"""Who an access proved to be: the page, what may be done there, until when. May not prove anything."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cm_desktop.domain.comments import Account, Identity
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.label import label, sign
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.wording.access import allowed
from cm_desktop.wording.times import moment
from cm_desktop.wording.words import Words


class Proof(QWidget):
    """Hidden until there is one."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._card = Card(theme.ok_bg, theme.ok_bg, parent=self)
        self._name = lines("", fonts.AUTHOR, theme.ok_fg)
        self._rights = lines("", (13, 430), theme.text2)
        self._ends = lines("", (13, 430), theme.text2)
        around = QGridLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        grid = QGridLayout(self._card)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(sign("check", theme.ok_fg), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._name, 0, 1, 1, 2)
        for line, (title, value) in enumerate(
            ((words.say("Rights"), self._rights), (words.say("Access ends"), self._ends)), 1
        ):
            grid.addWidget(label(title, fonts.SECTION, theme.text3), line, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 2)
        grid.setColumnStretch(2, 1)
        self.hide()

    def show_identity(self, account: Account, identity: Identity, now: datetime) -> None:
        """The page as it will be kept, and what its access may do."""
        words = self._words
        self._name.setText(account.name or identity.name)
        self._rights.setText(allowed(words, identity.rights) or words.say("as proved by reading the page"))
        self._ends.setText(_until(words, identity.access_ends, now))
        self.setAccessibleName(self._name.text())
        self.show()


def _until(words: Words, ends: datetime | None, now: datetime) -> str:
    return moment(words, ends, now) if ends else words.say("no end announced")
