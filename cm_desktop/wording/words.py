"""A language to speak to people in: messages are written in English in the code and translated by gettext catalogues.

May not hold sentences itself: they stand beside what they speak of, and their French in `resources/translations`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cm_desktop.wording.catalogue import Catalogue

LANGUAGES = ("fr", "en")
NAMES = {"fr": "Français", "en": "English"}  # each in itself, for who cannot read the other
CATALOGUES = ("core", "window", "cli")
_THOUSANDS = {"fr": "\u202f", "en": ","}


def mark(message: str) -> str:
    """The message itself: tells the extraction of catalogues that it will be said later."""
    return message


class Words:
    """One language. Messages take `{name}` fields, filled by keyword."""

    def __init__(self, language: str, catalogues: Sequence[Catalogue]) -> None:
        self.language = language
        self._catalogues = catalogues
        self._known: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, language: str, translations: Path) -> Self:
        """Open the catalogues of `language` ("fr" or "en") in the folder `translations`.

        English needs none: it is what the code says. Raises FileNotFoundError where a French catalogue is missing.
        """
        if language == "en":
            return cls("en", ())
        folder = translations / language / "LC_MESSAGES"
        return cls(language, tuple(Catalogue(folder / f"{name}.mo") for name in CATALOGUES))

    def say(self, message: str, /, **values: object) -> str:
        """The sentence in this language."""
        said = self._find(message)
        return (said[0] if said else message).format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The sentence for `n` things; `{n}` is the figure. French is plural from 2, English from 0 and 2."""
        is_one = n == 1 if self.language == "en" else n < 2
        said = self._find(one) or (one, many)
        return said[0 if is_one else -1].format(n=self.figure(n), **values)

    def _find(self, message: str) -> tuple[str, ...]:
        if message not in self._known:
            found = (catalogue.find(message) for catalogue in self._catalogues)
            self._known[message] = next(filter(None, found), ())
        return self._known[message]

    def figure(self, n: int) -> str:
        """A whole number as it is read: in French with spaces that do not break, "200 000"; in English "200,000"."""
        return f"{n:,}".replace(",", _THOUSANDS[self.language])


def choose(wanted: str) -> str:
    """The language to speak, from a system's name for it ("fr_FR.UTF-8", "English_United States", "C"): else French."""
    return next((language for language in LANGUAGES if wanted[:2].lower() == language), LANGUAGES[0])
