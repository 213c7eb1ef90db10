"""One line under the reply: what is still to be filled in, or how it sounds beside what its client wants. May not stop it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.saved_replies import placeholders
from cm_desktop.domain.tone import Heard, Hint, hints
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import recolour
from cm_desktop.ui.kit.safe_text import ElidedLabel, isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_HEARD = 20_000  # characters: more than any page takes


class ToldLine(ElidedLabel):
    """There only while it has something to say."""

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__("", parent)
        self._words = words
        self._theme = theme
        self.setFont(fonts.font(*fonts.META))
        self.setContentsMargins(12, 0, 12, 9)
        self.hide()

    def hear(self, text: str, sheet: ClientSheet | None, *, unknown: int = 0) -> None:
        """Say what there is to say of this text, of its beginning where no page would take it anyway.

        `unknown`: so many of its words are in no dictionary.
        """
        text = text[:_HEARD]
        left = len(placeholders(text))
        if left:
            told = self._words.count(
                "{n} passage to fill in · Tab goes to the next one",
                "{n} passages to fill in · Tab goes to the next one",
                left,
            )
        else:
            sounds = self._sounds(hints(text, sheet)) if sheet is not None else ""
            told = " · ".join(filter(None, [sounds, self._spelt(unknown)]))
        self._say(told, alarming=False)

    def warn(self, placeholder: str) -> None:
        """It was to leave, and cannot."""
        self._say(self._words.say("Fill in {what} first: nothing was sent.", what=isolated(placeholder)), alarming=True)

    def _sounds(self, heard: Sequence[Heard]) -> str:
        return " · ".join(self._sentence(one) for one in heard)

    def _spelt(self, unknown: int) -> str:
        key = keys.cap(keys.Command.SPELLING, self._words)
        told = self._words.count("{n} word to check", "{n} words to check", unknown) if unknown else ""
        return f"{told} · {key}" if told and key else told

    def _sentence(self, heard: Heard) -> str:
        say, what = self._words.say, isolated(heard.words)
        match heard.hint:
            case Hint.SAYS_TU:
                return say("“{what}”: this client says “vous”", what=what)
            case Hint.SAYS_VOUS:
                return say("“{what}”: this client says “tu”", what=what)
            case Hint.AVOIDED:
                return say("this client avoids “{what}”", what=what)
            case Hint.UNSIGNED:
                return say("without the signature “{what}”", what=what)

    def _say(self, told: str, *, alarming: bool) -> None:
        self.setText(told[:1].upper() + told[1:])
        recolour(self, self._theme.due_fg if alarming else self._theme.text3)
        self.setVisible(bool(told))
