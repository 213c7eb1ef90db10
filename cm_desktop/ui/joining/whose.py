"""Which page in assisted mode the comments are of. May not add one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.comments import Account
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Chip, Choice, Choices
from cm_desktop.wording.words import Words


class Whose(QWidget):
    """Chips, one for each page; nothing to choose where there is one."""

    def __init__(self, accounts: Sequence[Account], taken: Account | None, words: Words, theme: Theme) -> None:
        super().__init__()
        assert accounts, "comments need a page to be of"
        self._accounts = tuple(accounts)
        place = next((at for at, one in enumerate(accounts) if taken is not None and one.id == taken.id), 0)
        name = words.say("Page")
        self._chips = Choices(name, [Choice(one.name) for one in accounts], Chip, theme, taken=place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(label(name, fonts.SECTION, theme.text2))
        column.addWidget(self._chips)

    @property
    def account(self) -> Account:
        """The page that is taken."""
        return self._accounts[self._chips.taken]
