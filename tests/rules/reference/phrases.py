"""Phrases as a tree of choices, and every place where one stands, by backtracking. May not use the engine's grammar."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from tests.rules.reference import letters, tokens

WIDEST = 12
_CUT = {
    "l": ("le", "la"),
    "d": ("de",),
    "j": ("je",),
    "c": ("ce",),
    "n": ("ne",),
    "s": ("se",),
    "t": ("te",),
    "m": ("me",),
    **{cut: (f"{cut}e",) for cut in ("qu", "jusqu", "lorsqu", "puisqu", "quoiqu")},
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word out of several; a star at either end stands for whatever a word starts or ends with."""

    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    pass


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple["Row", ...]


Part = Word | Shape | Edge | Gap | Choice
Row = tuple[Part, ...]
Inflect = Callable[[str, str], frozenset[str]]


class Grammar:
    """What a language's phrases are written with: named groups, and the forms of words."""

    def __init__(self, groups: Mapping[str, Sequence[str]], inflect: Inflect) -> None:
        self._groups = groups
        self._inflect = inflect
        self._part = cache(self._read)

    def phrase(self, phrase: str) -> "Phrase":
        return Phrase(self.row(phrase))

    def row(self, phrase: str) -> Row:
        return tuple(self._part(item) for item in split(phrase, " ") if item)

    def _read(self, item: str) -> Part:
        if item[0] == "…" or item.startswith("..."):
            return Gap(int(item.lstrip("….") or 3))
        if item == ".":
            return Edge()
        if item[0] == "@":
            return Shape(item[1:])
        if item[0] == "<":
            return Choice(tuple(self.row(phrase) for phrase in self._groups[item[1:-1]]))
        if item[0] == "(" and closing(item, 0) == len(item) - 1:
            return Choice(tuple(self.row(option) for option in split(item[1:-1], "|")))
        return Choice(tuple(self.word(spelled) for spelled in spellings(item)))

    def term(self, term: str) -> "Phrase":
        """A term that is one word, as it stands: "de" is not "d'"."""
        return Phrase((Choice(tuple(self._spelled(spelled) for spelled in spellings(term))),))

    def word(self, spelled: str) -> Row:
        """One spelling: a word, or several where a hyphen or an elision parts it."""
        return tuple(Word(_elided(word.any_of)) for word in self._spelled(spelled))

    def _spelled(self, spelled: str) -> tuple[Word, ...]:
        """Of several words, the last one is inflected."""
        if spelled.isalpha():
            return (Word(frozenset({letters.as_written(spelled)})),)
        plain, _, kind = spelled.partition("~")
        body = plain.strip("*")
        *before, last = _cut(body)
        forms = self._inflect(last, kind) if kind else frozenset({last})
        head, tail = "*" * plain.startswith("*"), "*" * plain.endswith("*")
        any_of = frozenset(f"{head}{form}{tail}" for form in forms)
        return (*(Word(frozenset({word})) for word in before), Word(any_of))


def _cut(body: str) -> list[str]:
    signs = {sign for sign in body if tokens.is_symbol(sign)}
    cut = tokens.tokens(body, signs)
    return [token.raw if token.raw in signs else letters.as_written(token.raw) for token in cut[1:-1]]


def _elided(any_of: frozenset[str]) -> frozenset[str]:
    """With "de" where it is "d'", and the reverse."""
    whole = {form for word in any_of for form in _CUT.get(word, ())}
    cut = {cut for cut, forms in _CUT.items() if not any_of.isdisjoint(forms)}
    return any_of | whole | cut


def split(text: str, separator: str) -> list[str]:
    """Split where the separator stands in no brackets."""
    if "(" not in text and "<" not in text:
        return text.split(separator)
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "(<") - (sign in ")>")
        if sign == separator and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def closing(text: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    raise ValueError(text)


def spellings(item: str) -> list[str]:
    """A word with its brackets opened: with what stands in them, and without where that may be missing."""
    at = item.find("(")
    if at < 0:
        return [item]
    close = closing(item, at)
    options = split(item[at + 1 : close], "|")
    options = [*options, ""] if len(options) == 1 else options
    return [
        item[:at] + middle + tail
        for option in options
        for middle in spellings(option)
        for tail in spellings(item[close + 1 :])
    ]


@dataclass(frozen=True, eq=False)
class Phrase:
    """A phrase, with the words in it."""

    row: Row

    @cached_property
    def words(self) -> frozenset[str]:
        return _words(self.row)

    @cached_property
    def shapes(self) -> frozenset[str]:
        return _shapes(self.row)

    @cached_property
    def alone(self) -> frozenset[str]:
        """Those that are all of the phrase, or may be."""
        return frozenset(_alone(self.row))

    @cached_property
    def needs(self) -> list[frozenset[str]]:
        """Sets of words, one of each of which stands wherever the phrase does."""
        return [_words((part,)) for part in self.row if _is_wordy(part)]


def possible(row: Row, heard: Set[str]) -> Row | None:
    """What is left of a phrase in a text of these words; nothing where it cannot stand there."""
    left: list[Part] = []
    for part in row:
        if isinstance(part, Choice):
            options = tuple(option for option in (possible(each, heard) for each in part.options) if option is not None)
            if not options:
                return None
            left.append(Choice(options))
        elif isinstance(part, Word) and part.any_of.isdisjoint(heard):
            return None
        else:
            left.append(part)
    return tuple(left)


def _words(row: Row) -> frozenset[str]:
    found: set[str] = set()
    for part in row:
        if isinstance(part, Word):
            found |= part.any_of
        elif isinstance(part, Choice):
            found.update(*map(_words, part.options))
    return frozenset(found)


def _shapes(row: Row) -> frozenset[str]:
    found = {part.name for part in row if isinstance(part, Shape)}
    return frozenset(found).union(
        *(_shapes(option) for part in row if isinstance(part, Choice) for option in part.options)
    )


def _alone(row: Row) -> Iterator[str]:
    for at, part in enumerate(row):
        if all(_may_miss(other) for other in (*row[:at], *row[at + 1 :])):
            if isinstance(part, Word):
                yield from part.any_of
            elif isinstance(part, Choice):
                for option in part.options:
                    yield from _alone(option)


def _may_miss(part: Part) -> bool:
    return isinstance(part, Choice) and any(all(map(_may_miss, option)) for option in part.options)


def _is_wordy(part: Part) -> bool:
    return isinstance(part, Word) or (
        isinstance(part, Choice) and all(any(map(_is_wordy, option)) for option in part.options)
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: its first and last token, edges left out, and the tokens that its gaps skipped."""

    first: int
    last: int
    skipped: tuple[int, ...] = ()

    @property
    def covers(self) -> range:
        return range(self.first, self.last + 1)


Says = Callable[[Word | Shape, int], bool]


def places(row: Row, text: Sequence[tokens.Token], says: Says) -> Iterator[Place]:
    """Every place, by trying everything, left to right. `says` tells whether a token is a word or has a shape."""

    def follow(rest: Row, at: int, slack: int, taken: tuple[int, ...], skipped: tuple[int, ...]) -> Iterator[Place]:
        if not rest:
            first, last = (text[token].kind is tokens.Kind.EDGE for token in (taken[0], taken[-1]))
            yield Place(taken[0] + first, taken[-1] - last, skipped)
            return
        part, *more = rest
        if isinstance(part, Gap):
            yield from follow(tuple(more), at, min(slack + part.most, WIDEST), taken, skipped)
        elif isinstance(part, Choice):
            for option in part.options:
                yield from follow((*option, *more), at, slack, taken, skipped)
        else:
            for ahead in range(at, min(at + slack, len(text) - 1) + 1):
                if any(text[over].kind is tokens.Kind.EDGE for over in range(at, ahead)):
                    break
                if _stands(part, text[ahead], ahead, says):
                    yield from follow(tuple(more), ahead + 1, 0, (*taken, ahead), (*skipped, *range(at, ahead)))

    for start in range(len(text)):
        yield from follow(row, start, 0, (), ())


def _stands(part: Word | Shape | Edge, token: tokens.Token, at: int, says: Says) -> bool:
    if isinstance(part, Edge):
        return token.kind is tokens.Kind.EDGE
    return token.kind is tokens.Kind.WORD and says(part, at)
