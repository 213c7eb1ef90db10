"""Which words the rules know, and as what: a word of a comment in, its symbols out, seen through its disguises.

A symbol is a number that stands for "one of these words, accents compared so, these masks not seen through". May not know
phrases or texts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from cm_desktop.rules.language.rule import PATIENT_MASKS, Accents, Mask
from cm_desktop.rules.text import finders, words

Symbols = frozenset[int]
NOTHING: Symbols = frozenset()
_WHATEVER: frozenset[Mask] = frozenset()


class Sight(NamedTuple):
    """What a word was taken for: its symbols, the form they were found under, and the mask it wore."""

    symbols: Symbols
    compared: str
    mask: Mask | None = None


class Vocabulary:
    """Filled while the rules are compiled, then only asked."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, tuple[str, ...], frozenset[Mask]], int] = {}
        self._refusing: dict[Mask, set[int]] = defaultdict(set)
        self._written = _Forms()
        self._folded = _Forms()
        self._always_folded = _Forms()
        self._patient: dict[tuple[Mask, str], set[str]] = defaultdict(set)
        self._mistyped: dict[str, set[str]] = defaultdict(set)

    def shape(self, name: str) -> int:
        """The symbol of a thing with a shape, or of an edge; for whoever fills the vocabulary."""
        return self._numbers.setdefault(("", (name,), _WHATEVER), len(self._numbers))

    def shaped(self, kind: str, raw: str) -> Symbols:
        """The symbols of something with a shape: of its kind, and of itself, where rules name them."""
        names = (kind, *(f"{kind}:{value}" for value in finders.values(kind, raw)))
        keys = [("", (name,), _WHATEVER) for name in names]
        return frozenset(self._numbers[key] for key in keys if key in self._numbers)

    def symbol(self, any_of: tuple[str, ...], accents: Accents, refused: frozenset[Mask] = _WHATEVER) -> int:
        """The symbol of a set of words, not to be seen through the masks `refused`; the same set gives the same symbol."""
        known = len(self._numbers)
        number = self._numbers.setdefault((accents, any_of, refused), known)
        if number == known:
            symbol = (number,)
            for word in any_of:
                self._learn(word, accents, symbol)
            for mask in refused:
                self._refusing[mask].add(number)
        return number

    def learn_masked(self, any_of: Iterable[str], masks: Collection[Mask]) -> None:
        """These words are looked for behind these masks too, of those that no word is looked for behind by itself."""
        for word in any_of:
            for form in {word.removesuffix("*"), words.folded(word.removesuffix("*"))}:
                for mask in PATIENT_MASKS.intersection(masks):
                    self._patient[mask, form[0]].add(form)
            if Mask.TYPOS in masks:
                for typo in words.typos(words.folded(word)):
                    self._mistyped[typo].add(word)

    def words(self) -> Mapping[int, frozenset[str]]:
        """What each symbol stands for, by spelling, typos among them.

        A star at the end stands for any ending, one at the start for any beginning.
        """
        wrong: dict[str, set[str]] = defaultdict(set)
        for typo, meant in self._mistyped.items():
            for word in meant:
                wrong[word].add(typo)
        return {
            number: frozenset(any_of).union(*(wrong[word] for word in any_of if word in wrong))
            for (accents, any_of, _), number in self._numbers.items()
            if accents
        }

    def looked_for_behind(self, *masks: Mask) -> frozenset[str]:
        """The words that are looked for behind one of these masks, of those that no word is looked for behind by itself."""
        return frozenset().union(*(held for (mask, _), held in self._patient.items() if mask in masks))

    def shapes(self) -> Mapping[int, str]:
        """The shape that each other symbol stands for."""
        return {number: next(iter(name)) for (accents, name, _), number in self._numbers.items() if not accents}

    def is_picky(self) -> bool:
        """Whether some rule does not see through invisible characters, look-alike letters or letters that are emojis."""
        return any(self._refusing[mask] for mask in (Mask.INVISIBLE, Mask.HOMOGLYPHS, Mask.EMOJI))

    def symbols(self, word: str, *, fold: bool, worn: Collection[Mask] = ()) -> Symbols:
        """What a word, as written, stands for. `fold` says that its accents are not there to be compared."""
        return self.see(word, fold=fold, worn=worn).symbols

    def see(self, word: str, *, fold: bool, worn: Collection[Mask] = ()) -> Sight:
        """The same, with the form that it was found under. `worn`: the masks that `as_written` took off."""
        for mask, candidates in self._guises(word):
            found = {form: self._exactly(form, fold=fold or mask is Mask.TYPOS) for form in candidates}
            symbols = NOTHING.union(*found.values()).difference(*(self._refusing[m] for m in (*worn, mask) if m))
            if symbols:
                return Sight(symbols, next(form for form, held in found.items() if held & symbols), mask)
        return Sight(NOTHING, word)

    def spaced(self, word: str, mask: Mask, *, fold: bool) -> Symbols:
        """What letters written apart, by spaces or by dots, stand for, put together: words that attack alone."""
        bare = words.folded(word)
        if bare not in self._patient.get((mask, bare[0]), ()):
            return NOTHING
        return self._exactly(word, fold=fold) - self._refusing[mask]

    def _guises(self, word: str) -> Iterator[tuple[Mask | None, Iterable[str]]]:
        """What a word may be, the likeliest first."""
        plain = word.rstrip("*")
        yield None, (plain,)
        if bare := words.unmasked(plain):
            yield Mask.LEET, bare
        if words.is_elongated(plain):
            yield Mask.REPEATS, self._by_squeezed.get(words.squeezed(plain), "").split()
        if words.is_starred(word):
            pattern = words.star_pattern(word)
            yield Mask.STARS, [w for w in self._patient.get((Mask.STARS, word[0]), ()) if pattern.fullmatch(w)]
        if meant := self._mistyped.get(words.folded(plain)):
            yield Mask.TYPOS, meant

    def _learn(self, word: str, accents: Accents, symbol: tuple[int]) -> None:
        folded = words.folded(word)
        if accents is not Accents.IGNORE:
            self._written.add(word, symbol)
        if accents is not Accents.EXACT:
            self._folded.add(folded, symbol)
        if accents is Accents.IGNORE:
            self._always_folded.add(folded, symbol)

    @cached_property
    def _by_squeezed(self) -> Mapping[str, str]:
        """Every word, with accents and without, by its letters without repeats; made out when one is first needed.

        Between spaces, for most are alone: tens of thousands of sets weigh more than all the words.
        """
        found: dict[str, str] = {}
        spelled = {word for accents, any_of, _ in self._numbers if accents for word in any_of}
        for form in sorted(spelled.union(map(words.folded, spelled))):
            squeezed = words.squeezed(form)
            found[squeezed] = f"{found[squeezed]} {form}" if squeezed in found else form
        return found

    def _exactly(self, word: str, *, fold: bool) -> Symbols:
        forms = self._folded if fold else self._always_folded
        return self._written.get(word) | forms.get(words.folded(word))


class _Forms:
    """Words, beginnings and ends of words, with their symbols."""

    def __init__(self) -> None:
        self._whole: dict[str, tuple[int, ...]] = {}
        self._stems: dict[str, tuple[int, ...]] = {}
        self._endings: dict[str, tuple[int, ...]] = {}

    def add(self, word: str, symbol: tuple[int]) -> None:
        """One more symbol of a word: as a tuple, for most words have one, and share it with those it stands for too."""
        if "*" not in word:
            ways = self._whole
        else:
            ways, word = (self._endings, word[1:]) if word[0] == "*" else (self._stems, word.rstrip("*"))
        ways[word] = ways.get(word, ()) + symbol

    def get(self, word: str) -> Symbols:
        found = self._whole.get(word, ())
        for length in self._stem_lengths:
            if length > len(word):
                break
            found += self._stems.get(word[:length], ())
        for length in self._ending_lengths:
            if length > len(word):
                break
            found += self._endings.get(word[-length:], ())
        return frozenset(found) if found else NOTHING

    @cached_property
    def _stem_lengths(self) -> list[int]:
        return sorted({len(stem) for stem in self._stems})

    @cached_property
    def _ending_lengths(self) -> list[int]:
        return sorted({len(ending) for ending in self._endings})
