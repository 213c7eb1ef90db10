"""Which words of a text nobody knows: the dictionaries, and those that the user taught them. May not keep a text."""

from collections.abc import Collection
from concurrent.futures import Future

from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import BadValue
from cm_desktop.domain.spelling import LONGEST_WORD, Speller, as_asked, nearest_first, spelt
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Spelling:
    """Asking waits for another process; teaching for the disk."""

    def __init__(self, room: Workroom, speller: Speller) -> None:
        self._room = room
        self._speller = speller

    @property
    def checked(self) -> bool:
        """Whether what is written is checked."""
        return self._room.reader().kept.spelling_checked()

    @property
    def taught(self) -> frozenset[str]:
        """The words that the user taught."""
        return self._room.reader().kept.taught_words()

    def unknown(self, text: str, names: Collection[str] = ()) -> frozenset[str]:
        """The words of a text that nobody knows, as `spelt` has them; `names` are known. Raises NotSpelt."""
        if not self.checked:
            return frozenset()
        known = self.taught | {one.word for name in names for one in spelt(name)}
        words = {one.word for one in spelt(text)} - known
        return self._speller.unknown(words) if words else frozenset()

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What was perhaps meant by one, the likest first. Raises NotSpelt."""
        asked = as_asked(word)
        return nearest_first(asked, self._speller.suggestions(asked))

    def teach(self, word: str, *, known: bool = True) -> str:
        """Have a word known from now on, or not any more; answers it as kept. Raises BadValue: word."""
        asked = as_asked(word.strip())
        if [one.word for one in spelt(asked)] != [asked]:
            raise BadValue("word", asked, LONGEST_WORD)
        self._wait(self._room.workspace.kept.spelling.teach(asked, known=known))
        return asked

    def check(self, *, on: bool) -> None:
        """From now on, check what is written, or do not."""
        self._wait(self._room.workspace.kept.spelling.check(on=on))
        if not on:
            self.rest()

    def rest(self) -> None:
        """Let go of the dictionaries until something is asked."""
        self._speller.rest()

    def _wait(self, kept: Future[None]) -> None:
        after([kept], None, lambda: self._room.tell(Change.DRAFTS)).result()
