"""Which words of a text are which words of the rules, seen through disguises. May not know what the words are worth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.rules.reference import letters, tokens
from tests.rules.reference.packs import EVERYTHING, PATIENT, Packs, Rule
from tests.rules.reference.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that some rule knows, how its accents count there, and the masks it is seen through."""

    word: str
    accents: str = "auto"
    sees: frozenset[str] = EVERYTHING


class Vocabulary:
    """All words that the rules of some packs know."""

    def __init__(self, packs: Packs) -> None:
        self._entries: set[Entry] = set()
        self._behind: dict[str, set[str]] = defaultdict(set)  # by mask, with and without accents
        self.shapes: set[str] = set()
        self._slips: dict[str, set[str]] = defaultdict(set)
        for rule in packs.rules:
            self._learn(rule)
        for guard in packs.guards.values():
            for phrases in guard.signs.values():
                self._know(phrases)
        for nearby in packs.who.values():
            self._know(nearby.phrases)
        self.symbols = {entry.word for entry in self._entries if tokens.is_symbol(entry.word[0])}

    def _learn(self, rule: Rule) -> None:
        self._know((*rule.phrases, *rule.glued), rule.accents, rule.masks)
        self._know(rule.exceptions, rule.accents)
        self._know(rule.near.phrases if rule.near else (), rule.accents)
        lone = {word.removesuffix("*") for phrase in rule.phrases for word in phrase.alone}
        for mask in rule.patient & PATIENT:
            self._behind[mask] |= lone | set(map(letters.folded, lone))
        for word in lone if "typos" in rule.patient else ():
            for slip in letters.slips(letters.folded(word)):
                self._slips[slip].add(word)

    def _know(self, phrases: Iterable[Phrase], accents: str = "auto", sees: frozenset[str] = EVERYTHING) -> None:
        for phrase in phrases:
            self._entries |= {Entry(word, accents, sees) for word in phrase.words}
            self.shapes |= phrase.shapes

    def seen(self, token: tokens.Token, *, fold: bool) -> frozenset[Entry]:
        """What a word is: as it stands, where a rule has such a word, else in the likeliest disguise that one sees through."""
        worn = set(_worn(token.raw))
        for mask, found in self._disguised(letters.as_written(token.raw), token.apart, fold):
            if through := frozenset(entry for entry in found if worn | mask <= entry.sees):
                return through
        return frozenset()

    def _disguised(self, form: str, apart: str, fold: bool) -> Iterator[tuple[set[str], set[Entry]]]:
        if apart:
            yield {apart}, self._meant([form], fold) if letters.folded(form) in self._behind[apart] else set()
            return
        plain = form.rstrip("*")
        yield set(), self._meant([plain], fold)
        yield {"leet"}, self._meant(letters.unmasked(plain), fold)
        if letters.is_elongated(plain):
            yield {"repeats"}, self._meant(self._by_squeezed[letters.squeezed(plain)], fold)
        if pattern := letters.starred(form):
            yield {"stars"}, self._meant(filter(pattern.fullmatch, self._behind["stars"]), fold)
        yield {"typos"}, self._meant(self._slips.get(letters.folded(plain), ()), fold=True)

    def _meant(self, forms: Iterable[str], fold: bool) -> set[Entry]:
        """The words that one of these forms is, accents compared as they ask."""
        return {entry for form in forms for entry in self._alike(form) if is_word(entry, form, fold=fold)}

    def _alike(self, form: str) -> Iterator[Entry]:
        yield from self._by_letters[letters.folded(form)]
        yield from self._open

    @cached_property
    def _by_letters(self) -> dict[str, set[Entry]]:
        found: dict[str, set[Entry]] = defaultdict(set)
        for entry in self._entries:
            found[letters.folded(entry.word)].add(entry)
        return found

    @cached_property
    def _open(self) -> list[Entry]:
        return [entry for entry in self._entries if "*" in entry.word]

    @cached_property
    def _by_squeezed(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            for form in (entry.word, letters.folded(entry.word)):
                found[letters.squeezed(form)].add(form)
        return found


def is_word(entry: Entry, form: str, *, fold: bool) -> bool:
    """Whether a form of a text is a word of a rule; `fold`: its accents are not there to be compared."""
    word = entry.word
    if entry.accents == "ignore" or (entry.accents == "auto" and fold):
        word, form = letters.folded(word), letters.folded(form)
    if word.endswith("*"):
        return form.startswith(word[:-1])
    if word.startswith("*"):
        return form.endswith(word[1:])
    return form == word


def _worn(raw: str) -> Iterator[str]:
    if any(map(letters.is_invisible, raw)):
        yield "invisible"
    if letters.has_look_alikes(raw):
        yield "homoglyphs"
    if any(map(letters.is_enclosed, raw)):
        yield "emoji"
