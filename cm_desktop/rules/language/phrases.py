"""The small language that rules are written in: a phrase in, the sequences of words that it stands for out. May not read files.

    arnaque(s)           a word with a part that may be missing
    voleu(r|rs|se|ses)   one of several parts; an empty last one makes it optional: menteur(s|ie|)
    voleur~n voler~v     a noun or an adjective with its feminines and plurals; a verb with all its forms
    (sale|gros|) con     one of several words or phrases; the empty last one makes it optional
    <tu es> con          a named group: any of its phrases
    boycott*             any word that starts so
    on sait où … habites up to three words in between; …5 or ...5 up to five
    . voleurs .          a full stop is an edge: where a sentence starts or ends
    @phone @url @number  something with a shape, see `finders`
    @url:lumen.example   this very one, however it is written; of a link, any page of the site

Spaces, hyphens and elisions part words, in a phrase as in a comment; "de" in a phrase is also "d'" in a comment,
and the reverse. Of a word with a hyphen, only the last part is inflected.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, product
from sys import intern
from typing import NamedTuple

from cm_desktop.rules.text import finders, words
from cm_desktop.rules.text.inflection import Inflect

MOST_FORMS = 4000
DEEPEST = 20  # brackets in brackets
LONGEST_GAP = 12
EDGE = "."
_GAP = re.compile(r"(?:…|\.\.\.)(\d{0,2})")
_WORD = re.compile(words.WORD)
_BRACKETS = {separator: re.compile(f"[()<>{separator}]") for separator in " |"}
_ROUND = re.compile("[()]")
_SIGNS_OF_GRAMMAR = frozenset("()<>|")
_SYMBOL = re.compile(r"[£€$\u2190-\u2bff\U0001f000-\U0001faff]")


class BadPhrase(ValueError):
    """A phrase that cannot be read; its argument is the part at fault."""


class UnknownGroup(BadPhrase):
    """A phrase that names a group nobody defined."""


class Words(NamedTuple):
    """One word out of several, as written; a star at its end stands for any ending, one at its start for any beginning."""

    any_of: tuple[str, ...]  # each once, in order: there are many, and a set takes four times the room

    @classmethod
    def of(cls, spelled: Iterable[str]) -> "Words":
        """Any of these."""
        return cls(tuple(sorted({*map(intern, spelled)})))


class Shape(NamedTuple):
    """Something a finder finds, or an edge."""

    name: str


class Gap(NamedTuple):
    """Up to `most` words of any kind, never across an edge."""

    most: int


Element = Words | Shape | Gap
Sequences = tuple[tuple[Element, ...], ...]
Groups = Callable[[str], Sequences]


class Grammar:
    """Reads the phrases of one language, and remembers the parts it met: phrases repeat them.

    `groups` gives the sequences of a named group, or raises UnknownGroup; `inflect` the forms of a word, or ValueError.
    """

    def __init__(self, groups: Groups, inflect: Inflect) -> None:
        self._groups = groups
        self._inflect = inflect
        self._parts: dict[str, Sequences] = {}

    def parse(self, phrase: str) -> Sequences:
        """All the sequences a phrase stands for. Raises BadPhrase."""
        found = tuple(_one_gap_at_a_time(sequence) for sequence in self._sequences(phrase))
        for sequence in found:
            if not any(isinstance(e, Words) or (isinstance(e, Shape) and e.name != EDGE) for e in sequence):
                raise BadPhrase(phrase)
            if isinstance(sequence[0], Gap) or isinstance(sequence[-1], Gap):
                raise BadPhrase(phrase)
        return found

    def forget(self) -> None:
        """Let go of the parts it met: they weigh as much as all phrases, and few more are read once a language is known."""
        self._parts.clear()

    def word(self, term: str) -> frozenset[str]:
        """The spellings of a term that is one single word, as it stands. Raises BadPhrase where it is anything else."""
        found = [self._spelled(form) for form in _spellings(term)]
        if any(len(parts) != 1 for parts in found):
            raise BadPhrase(term)
        return frozenset().union(*(parts[0] for parts in found))

    def _sequences(self, phrase: str) -> Sequences:
        return _product([self._part(item) for item in _split(phrase, " ") if item], phrase)

    def _part(self, item: str) -> Sequences:
        known = self._parts.get(item)
        if known is None:
            known = self._parts[item] = self._read(item)
        return known

    def _read(self, item: str) -> Sequences:
        if gap := _GAP.fullmatch(item):
            most = int(gap[1] or 3)
            if not 0 < most <= LONGEST_GAP:
                raise BadPhrase(item)
            return ((Gap(most),),)
        if item == EDGE:
            return ((Shape(EDGE),),)
        if item.startswith("@"):
            kind, colon, value = item.partition(":")
            if kind not in finders.KINDS or (colon and not value):
                raise BadPhrase(item)
            return ((Shape(f"{kind}:{finders.values(kind, value)[0]}" if colon else kind),),)
        if item.startswith("<"):
            if not item.endswith(">"):
                raise BadPhrase(item)
            return self._groups(item[1:-1])
        if item.startswith("(") and _closing(item, 0) == len(item) - 1:
            return self._choice(item)
        return self._forms(item)

    def _choice(self, item: str) -> Sequences:
        options = _split(item[1:-1], "|")
        if len(options) == 1:  # needless, or meant to be optional: nobody could tell
            raise BadPhrase(item)
        found = [sequence for option in options for sequence in self._sequences(option)]
        return _merged(found)

    def _forms(self, item: str) -> Sequences:
        spelled = [self._spelled(form) for form in _spellings(item)] if "(" in item else [self._spelled(item)]
        if len(spelled) == 1:
            return (tuple(map(_element, spelled[0])),)
        return _merged(tuple(map(_element, parts)) for parts in spelled)

    def _spelled(self, form: str) -> list[frozenset[str]]:
        """One spelling as words, each in all its forms: several where a hyphen or an elision parts it."""
        if not _SIGNS_OF_GRAMMAR.isdisjoint(form):
            raise BadPhrase(form)
        plain, tilde, kind = form.partition("~")
        *before, last = _words(plain)
        try:
            forms = self._inflect(last, kind) if tilde else frozenset({last})
        except ValueError as error:
            raise BadPhrase(form) from error
        return [*(frozenset({word}) for word in before), forms]


def _element(any_of: frozenset[str]) -> Words:
    return Words.of(chain.from_iterable(map(words.elided, any_of)))


def _words(form: str) -> list[str]:
    if form.isalnum():  # most are, and the rest takes long
        return [words.as_written(form)]
    found: list[str] = []
    at = 0
    body = form.removesuffix("*")
    while at < len(body):
        if match := _WORD.match(body, at):
            raw = match.group()
            found += [words.as_written(raw[start:end]) for start, end in words.pieces(raw)]
        elif match := _SYMBOL.match(body, at):
            found.append(match.group())
        elif body[at] not in "-'’\ufe0f\u200d":
            raise BadPhrase(form)
        at = match.end() if match else at + 1
    if not found:
        raise BadPhrase(form)
    if form.endswith("*"):
        found[-1] += "*"
    return found


def _one_gap_at_a_time(sequence: tuple[Element, ...]) -> tuple[Element, ...]:
    """Join gaps that meet, where what stood between them is missing."""
    if sum(type(element) is Gap for element in sequence) < 2:
        return sequence
    joined: list[Element] = []
    for element in sequence:
        last = joined[-1] if joined else None
        if isinstance(element, Gap) and isinstance(last, Gap):
            joined[-1] = Gap(min(last.most + element.most, LONGEST_GAP))
        else:
            joined.append(element)
    return tuple(joined)


def _product(parts: Sequence[Sequences], phrase: str) -> Sequences:
    forms = 1
    for part in parts:
        forms *= len(part)
        if forms > MOST_FORMS:
            raise BadPhrase(phrase)
    if len(parts) == 1:
        return parts[0]
    return tuple(tuple(chain.from_iterable(choice)) for choice in product(*parts))


def _spellings(item: str) -> list[str]:
    """A word with its brackets opened: every spelling it stands for."""
    at = item.find("(")
    if at < 0:
        return [item]
    close = _closing(item, at)
    options = _split(item[at + 1 : close], "|")
    if len(options) == 1:
        options.append("")
    middles = [middle for option in options for middle in _spellings(option)]
    tails = _spellings(item[close + 1 :])
    if len(middles) * len(tails) > MOST_FORMS:
        raise BadPhrase(item)
    return [item[:at] + middle + tail for middle in middles for tail in tails]


def _merged(sequences: Iterable[tuple[Element, ...]]) -> Sequences:
    """The same in fewer sequences: those that differ in one word become one, with a choice there. Fewer paths to follow."""
    found = list(dict.fromkeys(sequences))
    single = [s for s in found if len(s) == 1 and isinstance(s[0], Words)]
    longer = found if not single else [s for s in found if len(s) != 1 or not isinstance(s[0], Words)]
    for at in range(max(map(len, longer)) if len(longer) > 1 else 0):
        alike: dict[tuple[Element | None, ...], list[tuple[Element, ...]]] = defaultdict(list)
        for sequence in longer:
            hollow = at < len(sequence) and isinstance(sequence[at], Words)
            alike[(*sequence[:at], None, *sequence[at + 1 :]) if hollow else sequence].append(sequence)
        if len(alike) < len(longer):
            longer = [_joined(held, at) for held in alike.values()]
    return (*((_joined(single, 0),) if single else ()), *longer)


def _joined(alike: Sequence[tuple[Element, ...]], at: int) -> tuple[Element, ...]:
    if len(alike) == 1:
        return alike[0]
    any_of = Words.of(chain.from_iterable(element.any_of for s in alike if isinstance(element := s[at], Words)))
    return (*alike[0][:at], any_of, *alike[0][at + 1 :])


def union(parts: Iterable[Sequences]) -> Sequences:
    """What any of several phrases stands for."""
    return _merged(sequence for part in parts for sequence in part)


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator that stands inside no brackets."""
    if "(" not in text and "<" not in text and ")" not in text and ">" not in text:
        return text.split(separator)
    parts, depth, start = [], 0, 0
    for match in _BRACKETS[separator].finditer(text):
        sign, at = match.group(), match.start()
        if sign == separator:
            if not depth:
                parts.append(text[start:at])
                start = at + 1
        else:
            depth += 1 if sign in "(<" else -1
            if not 0 <= depth <= DEEPEST:
                raise BadPhrase(text)
    if depth:
        raise BadPhrase(text)
    return [*parts, text[start:]]


def _closing(text: str, opening: int) -> int:
    depth = 0
    for match in _ROUND.finditer(text, opening):
        depth += 1 if match.group() == "(" else -1
        if not depth:
            return match.start()
    raise BadPhrase(text)
