"""How long the reply is, once that matters: near the limit, beyond what is safe, too long. May not stop it."""

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.actions import TextLimit
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import recolour
from cm_desktop.ui.kit.safe_text import ElidedLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_COUNT_FROM = 0.8  # of the limit


class LengthLine(ElidedLabel):
    """Under the text, only while there is something to say."""

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__("", parent)
        self._words = words
        self._theme = theme
        self.setFont(fonts.font(*fonts.META, figures=True))
        self.setContentsMargins(12, 0, 12, 9)
        self.hide()

    def measure(self, text: str, limit: TextLimit, platform: str) -> None:
        """Say how this text stands on a platform of this name."""
        said, alarming = _sentence(self._words, limit.length(text), limit, platform)
        self.setText(said)
        recolour(self, self._theme.due_fg if alarming else self._theme.text3)
        self.setVisible(bool(said))


def _sentence(words: Words, length: int, limit: TextLimit, platform: str) -> tuple[str, bool]:
    if length > limit.refuse:
        return words.count(
            "{n} character too many: {platform} takes {limit} at most",
            "{n} characters too many: {platform} takes {limit} at most",
            length - limit.refuse,
            platform=platform,
            limit=words.figure(limit.refuse),
        ), True
    if limit.warn is not None and length > limit.warn:
        return words.say(
            "{length} characters: {platform} may refuse more than {limit}",
            length=words.figure(length),
            platform=platform,
            limit=words.figure(limit.warn),
        ), True
    if length >= limit.refuse * _COUNT_FROM or (limit.warn is not None and length >= limit.warn * _COUNT_FROM):
        most = limit.warn if limit.warn is not None and length <= limit.warn else limit.refuse
        return words.say("{length} of {limit} characters", length=words.figure(length), limit=words.figure(most)), False
    return "", False
