"""Which words the rules know, and as what: a word of a comment in, its symbols out, seen through its disguises.

A symbol is a number that stands for "one of these words, accents compared so". May not know phrases or texts.
"""

from collections import defaultdict
from collections.abc import Iterable

from cm_desktop.rules.language.rule import Accents
from cm_desktop.rules.text import words

Symbols = frozenset[int]
NOTHING: Symbols = frozenset()


class Vocabulary:
    """Filled while the rules are compiled, then only asked."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, frozenset[str]], int] = {}
        self._written = _Forms()
        self._folded = _Forms()
        self._always_folded = _Forms()
        self._squeezed: dict[str, set[str]] = defaultdict(set)
        self._rude: dict[str, set[str]] = defaultdict(set)

    def shape(self, name: str) -> int:
        """The symbol of a thing with a shape, or of an edge."""
        return self._numbers.setdefault(("", frozenset({name})), len(self._numbers))

    def symbol(self, any_of: frozenset[str], accents: Accents) -> int:
        """The symbol of a set of words; the same set gives the same symbol."""
        known = len(self._numbers)
        number = self._numbers.setdefault((accents, any_of), known)
        if number == known:
            for word in any_of:
                self._learn(word, accents, number)
        return number

    def learn_rude(self, any_of: Iterable[str]) -> None:
        """These words alone attack people: they are looked for behind stars and spaces too."""
        for word in any_of:
            self._rude[word[0]].add(word.removesuffix("*"))

    def symbols(self, word: str, *, fold: bool) -> Symbols:
        """What a word, as written, stands for. `fold` says that its accents are not there to be compared."""
        plain = word.rstrip("*")
        return (
            self._exactly(plain, fold=fold)
            or self._any(words.unmasked(plain), fold=fold)
            or self._elongated(plain, fold=fold)
            or self._starred(word, fold=fold)
        )

    def spaced(self, word: str) -> Symbols:
        """What letters written apart stand for, put together: rude words only."""
        return self._exactly(word, fold=True) if word in self._rude.get(word[0], ()) else NOTHING

    def _learn(self, word: str, accents: Accents, number: int) -> None:
        folded = words.folded(word)
        if accents is not Accents.IGNORE:
            self._written.add(word, number)
        if accents is not Accents.EXACT:
            self._folded.add(folded, number)
        if accents is Accents.IGNORE:
            self._always_folded.add(folded, number)
        self._squeezed[words.squeezed(folded)].add(word)

    def _exactly(self, word: str, *, fold: bool) -> Symbols:
        forms = self._folded if fold else self._always_folded
        return self._written.get(word) | forms.get(words.folded(word))

    def _any(self, candidates: Iterable[str], *, fold: bool) -> Symbols:
        return NOTHING.union(*(self._exactly(word, fold=fold) for word in candidates))

    def _elongated(self, word: str, *, fold: bool) -> Symbols:
        if not words.is_elongated(word):
            return NOTHING
        once = words.squeezed(word)
        known = self._squeezed.get(words.folded(once), ())
        return self._any((w for w in known if fold or words.squeezed(w) == once), fold=fold)

    def _starred(self, word: str, *, fold: bool) -> Symbols:
        if not words.is_starred(word):
            return NOTHING
        pattern = words.star_pattern(word)
        return self._any((w for w in self._rude.get(word[0], ()) if pattern.fullmatch(w)), fold=fold)


class _Forms:
    """Words, and beginnings of words, with their symbols."""

    def __init__(self) -> None:
        self._whole: dict[str, Symbols] = {}
        self._stems: dict[str, Symbols] = {}
        self._lengths: tuple[int, ...] = ()

    def add(self, word: str, number: int) -> None:
        stem = word.removesuffix("*")
        target = self._whole if stem == word else self._stems
        target[stem] = target.get(stem, NOTHING) | {number}
        if stem != word and len(stem) not in self._lengths:
            self._lengths = tuple(sorted((*self._lengths, len(stem))))

    def get(self, word: str) -> Symbols:
        found = self._whole.get(word, NOTHING)
        for length in self._lengths:
            if length > len(word):
                break
            found |= self._stems.get(word[:length], NOTHING)
        return found
