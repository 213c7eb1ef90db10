"""The dictionaries that came with the program, opened when one is needed. Runs in the process of `serve`, nowhere else."""

from collections.abc import Collection, Mapping
from pathlib import Path

from hunspell.hunspell import HunspellWrap

FILES: Mapping[str, str] = {"fr": "fr", "en": "en_US"}
TRADE = "trade.txt"  # words of the trade that dictionaries lack: one a line
_FEW = 2  # words: of one alone, nobody can say in which language it is


class Dictionaries:
    """`first` is the language to try first; the other is tried where that one hardly knows the text."""

    def __init__(self, folder: Path, first: str) -> None:
        self._folder = folder
        self._order = (first, *(language for language in FILES if language != first))
        self._open: dict[str, HunspellWrap] = {}
        self._trade = frozenset((folder / TRADE).read_text("utf-8").split())
        self._spoken = first

    def unknown(self, words: Collection[str]) -> frozenset[str]:
        """Those that are in no dictionary of the language that the words are in, as far as can be told."""
        asked = frozenset(words) - self._trade
        missed = self._missed(self._order[0], asked)
        self._spoken = self._order[0]
        if len(asked) >= _FEW and 2 * len(missed) >= len(asked):
            other = self._missed(self._order[1], asked)
            if len(other) < len(missed):
                missed, self._spoken = other, self._order[1]
        return missed

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What was perhaps meant, in the language of the words that were asked for last."""
        return tuple(self._dictionary(self._spoken).suggest(word))

    def _missed(self, language: str, words: frozenset[str]) -> frozenset[str]:
        dictionary = self._dictionary(language)
        return frozenset(word for word in words if not dictionary.spell(word))

    def _dictionary(self, language: str) -> HunspellWrap:
        if language not in self._open:
            self._open[language] = HunspellWrap(FILES[language], str(self._folder), "utf-8")
        return self._open[language]
