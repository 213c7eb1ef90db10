"""A speller of our own at the port: strict, for it takes no word but as `spelt` has them."""

from collections.abc import Collection, Mapping

from cm_desktop.domain.errors import NotSpelt
from cm_desktop.domain.spelling import spelt


class FakeSpeller:
    """Knows every word but those of `wrong`, each with what was meant. `away`: cannot be asked."""

    def __init__(self, wrong: Mapping[str, tuple[str, ...]]) -> None:
        self.wrong = wrong
        self.away = False
        self.asked: list[frozenset[str]] = []
        self.rests = 0

    def unknown(self, words: Collection[str], /) -> frozenset[str]:
        self._here()
        assert words
        assert all([one.word for one in spelt(word)] == [word] for word in words), words
        self.asked.append(frozenset(words))
        return frozenset(words) & self.wrong.keys()

    def suggestions(self, word: str, /) -> tuple[str, ...]:
        self._here()
        return self.wrong[word]

    def rest(self) -> None:
        self.rests += 1

    def _here(self) -> None:
        if self.away:
            raise NotSpelt
