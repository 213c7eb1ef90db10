"""The judge as docs/rules.md describes it, slowly: every phrase tried at every word. May not call the engine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.verdicts import Axis, Hit, Verdict, gravest
from cm_desktop.rules.text import finders
from tests.rules.reference import letters, packs, quotes, tokens
from tests.rules.reference.packs import EVERYTHING, Guard, Nearby, Rule
from tests.rules.reference.phrases import Phrase, Place, Shape, Word, places, possible
from tests.rules.reference.tokens import Kind
from tests.rules.reference.words import Entry, Vocabulary

MOST_HITS = 200


class Judge:
    """All that the rules of some packs, given as YAML, say of a text."""

    def __init__(self, *written: str) -> None:
        self.packs = packs.read(written)
        self.vocabulary = Vocabulary(self.packs)

    def judge(self, text: str, client: ClientId | None = None) -> Verdict:
        read = Text(text, self.vocabulary)
        spoken = languages(read, self.packs.common)
        standing = [
            _hit(rule, read, place)
            for rule in self.packs.rules
            if rule.live and rule.client in (None, client) and (not spoken or rule.language in ("any", *spoken))
            for place in self._standing(rule, read)
        ]
        hits = tuple(sorted(_shown(standing), key=lambda hit: (hit.start, hit.end, hit.rule)))
        return Verdict(abuse=gravest(hits, Axis.ABUSE), business=gravest(hits, Axis.BUSINESS), hits=hits)

    def _standing(self, rule: Rule, read: "Text") -> Iterator[Place]:
        """Where a rule stands: once for each place, however it is reached."""
        covered = {at for place in read.of(rule.exceptions, rule.accents) for at in range(place.first, place.last + 1)}
        for place in set(read.of((*rule.phrases, *rule.glued), rule.accents, rule.masks)):
            alone = place.first < place.last or read.tokens[place.first].alone
            if alone and covered.isdisjoint(place.covers) and not self._stopped(rule, read, place):
                yield place

    def _stopped(self, rule: Rule, read: "Text", place: Place) -> bool:
        if rule.whole and not read.is_all(place):
            return True
        if any(name == "quoted" and read.is_quoted(place) for name in rule.unless):
            return True
        guards = [self.packs.guards[rule.language, name] for name in rule.unless if name != "quoted"]
        if any(read.is_guarded(place, guard) for guard in guards):
            return True
        if rule.near and not read.is_near(place, rule.near, rule.accents):
            return True
        shown = {who: near for (language, who), near in self.packs.who.items() if language == rule.language}
        if rule.who == "nobody":
            return any(read.is_near(place, near) for near in shown.values())
        return bool(rule.who) and not read.is_near(place, shown[rule.who])


class Text:
    """One text, read."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text[: tokens.MOST_READ]
        self._vocabulary = vocabulary
        self._plain = not letters.has_accents(self._text)
        shaped = {token.start: token for token in self._shaped() if not token.shapes.isdisjoint(vocabulary.shapes)}
        self.tokens = tokens.tokens(self._text, vocabulary.symbols, shaped, lambda token: bool(self._see(token)))
        self._seen = [self._see(token) if token.kind is Kind.WORD else frozenset() for token in self.tokens]
        self._heard = {entry.word for seen in self._seen for entry in seen}
        self._quoted = quotes.passages(self._text)
        self._words = cache(self._words_for)
        self.places = cache(self._places)

    def _shaped(self) -> Iterator[tokens.Token]:
        """What has a shape, as the finders have it, which have tests of their own."""
        for start, end, kind in finders.find(self._text):
            names = (kind, *(f"{kind}:{value}" for value in finders.values(kind, self._text[start:end])))
            shapes = frozenset(name.removeprefix("@") for name in names)
            yield tokens.Token(Kind.WORD, start, end, self._text[start:end], shapes=shapes)

    def _see(self, token: tokens.Token) -> frozenset[Entry]:
        return self._vocabulary.seen(token, fold=self._plain or letters.is_shouted(token.raw))

    def of(
        self, phrases: Iterable[Phrase], accents: str = "auto", sees: frozenset[str] = EVERYTHING
    ) -> Iterator[Place]:
        """Every place where one of some phrases stands."""
        for phrase in phrases:
            if not any(self._heard.isdisjoint(need) for need in phrase.needs):
                yield from self.places(phrase, accents, sees)

    def _words_for(self, accents: str, sees: frozenset[str]) -> list[set[str]]:
        """What each token is for whoever compares accents so, and sees through these masks."""
        return [{e.word for e in seen if (e.accents, e.sees) == (accents, sees)} for seen in self._seen]

    def _places(self, phrase: Phrase, accents: str, sees: frozenset[str]) -> list[Place]:
        known = self._words(accents, sees)

        def says(part: Word | Shape, at: int) -> bool:
            if isinstance(part, Shape):
                return part.name in self.tokens[at].shapes
            return not known[at].isdisjoint(part.any_of)

        row = possible(phrase.row, self._heard)
        return list(places(row, self.tokens, says)) if row is not None else []

    def is_all(self, place: Place) -> bool:
        said = [at for at, token in enumerate(self.tokens) if token.kind is Kind.WORD]
        return (place.first, place.last) == (said[0], said[-1])

    def is_quoted(self, place: Place) -> bool:
        start, end = self.tokens[place.first].start, self.tokens[place.last].end
        words = [token for token in self.tokens if token.kind is Kind.WORD]
        outside = [t for t in words if not any(a <= t.start and t.end <= b for a, b in self._quoted)]
        return len(outside) >= 2 and any(a <= start and end <= b for a, b in self._quoted)

    def is_guarded(self, place: Place, guard: Guard) -> bool:
        if any(True for _ in self.of(guard.signs["anywhere"])):
            return True
        if any(set(sign.covers) <= set(place.skipped) for sign in self.of(guard.signs["inside"])):
            return True
        before = ((sign.last, place.first) for sign in self.of(guard.signs["before"]))
        after = ((place.last, sign.first) for sign in self.of(guard.signs["after"]))
        return any(self._flows(left, right, guard.within) for left, right in (*before, *after))

    def _flows(self, left: int, right: int, within: int) -> bool:
        between = self.tokens[left + 1 : right]
        return left < right and len(between) <= within and all(token.kind is Kind.WORD for token in between)

    def is_near(self, place: Place, near: Nearby, accents: str = "auto") -> bool:
        """Whether one of these phrases stands in a place, or near it in the same sentence."""
        return any(self._beside(place, sign, near.within) for sign in self.of(near.phrases, accents))

    def _beside(self, place: Place, sign: Place, within: int) -> bool:
        if set(sign.covers) & set(place.covers):
            return True
        left, right = (sign.last, place.first) if sign.last < place.first else (place.last, sign.first)
        between = self.tokens[left + 1 : right]
        return len(between) <= within and all(token.kind is not Kind.EDGE for token in between)


@dataclass(frozen=True, slots=True)
class _Standing:
    hit: Hit
    words: frozenset[int]


def languages(read: Text, common: Mapping[str, frozenset[str]]) -> list[str]:
    """The languages a text may be in: empty where its everyday words do not tell."""
    count = {
        language: sum(letters.as_written(token.raw) in everyday and not token.apart for token in read.tokens)
        for language, everyday in common.items()
    }
    most = max(count.values(), default=0)
    return [] if most < 2 else [language for language, times in count.items() if most - times < 2]


def _hit(rule: Rule, read: Text, place: Place) -> _Standing:
    return _Standing(
        Hit(
            rule=rule.id,
            pack=rule.pack,
            category=rule.category,
            severity=rule.severity,
            start=read.tokens[place.first].start,
            end=read.tokens[place.last].end,
        ),
        frozenset(place.covers),
    )


def _shown(standing: Iterable[_Standing]) -> Iterator[Hit]:
    """The gravest first, then that of most words, less what its own category covers already, or its own rule overlaps."""
    shown: list[_Standing] = []
    order = sorted(standing, key=lambda s: (-s.hit.severity, -len(s.words), s.hit.start, s.hit.rule))
    for each in order:
        covered = {word for s in shown if s.hit.category == each.hit.category for word in s.words}
        overlapped = any(s.hit.rule == each.hit.rule and each.words & s.words for s in shown)
        if not each.words <= covered and not overlapped and len(shown) < MOST_HITS:
            shown.append(each)
            yield each.hit
