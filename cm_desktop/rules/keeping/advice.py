"""What is allowed in packs but hardly meant, which is what `rules lint` tells. May not change a pack.

Everyday words are those that tell the language (`common:`), those of the `no:` examples of all packs, and those of the
system's own word lists where it has any: none is shipped.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Advice, RuleState
from cm_desktop.rules.language.phrases import Words
from cm_desktop.rules.language.rule import QUOTED, Accents, Example, Packs, Phrase, Rule
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import words

MANY = 20  # everyday words that a beginning or an ending of a word may hit
_AT_ONCE = 500  # comments
_DICTIONARIES = {
    "fr": (Path("/usr/share/dict/french"),),
    "en": (Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english")),
}
_LAST = "\U0010ffff"


class Adviser:
    """Looks at the rules of a set of packs, one by one."""

    def __init__(self, found: Packs, dictionaries: Mapping[str, Sequence[Path]] = _DICTIONARIES) -> None:
        self._found = found
        self._dictionaries = dictionaries

    def advise(self, rules: Iterable[Rule], history: Iterable[tuple[str, ClientId | None]] = ()) -> tuple[Advice, ...]:
        """About these rules, in order; what never fires is only known of a `history` of texts, each with its client."""
        mine = list(rules)
        told = [advice for rule in mine for advice in self._about(rule)]
        return (*told, *self._idle(mine, history))

    def _about(self, rule: Rule) -> Iterator[Advice]:
        yield from self._hits_everyday_words(rule)
        yield from _only_with_accents(rule)
        yield from self._contradicted(rule)
        yield from self._needless_exceptions(rule)
        yield from self._needless_guards(rule)

    def _hits_everyday_words(self, rule: Rule) -> Iterator[Advice]:
        everyday = self._everyday.get(rule.language)
        common = self._found.common.get(rule.language, frozenset())
        for phrase, word in _single_words(rule):
            count = int(word in common) if "*" not in word else everyday.hit_by(word) if everyday else 0
            if count >= (MANY if "*" in word else 1):
                yield _advice(rule, phrase, "common_word", word, count)

    @cached_property
    def _everyday(self) -> Mapping[str, "_WordList"]:
        held: dict[str, set[str]] = defaultdict(set)
        for language, common in self._found.common.items():
            held[language] |= common
            for file in self._dictionaries.get(language, ()):
                if file.is_file():
                    held[language].update(file.read_text(encoding="utf-8", errors="replace").split())
        for rule in self._found.rules:
            held[rule.language].update(word for example in rule.no for word in words.split(example.text))
        return {language: _WordList(known) for language, known in held.items()}

    def _contradicted(self, rule: Rule) -> Iterator[Advice]:
        wanted = {words.fold_text(example.text) for example in rule.yes}
        phrases = {phrase.text for phrase in rule.phrases}
        for other in self._found.rules:
            if other.key != rule.key and other.category is rule.category and other.language == rule.language:
                spared = [e for e in other.exceptions if e.text in phrases]
                refused = [e for e in other.no if words.fold_text(e.text) in wanted]
                if spared or refused:
                    yield _advice(rule, None, "contradicts", other.id)

    def _needless_exceptions(self, rule: Rule) -> Iterator[Advice]:
        for phrase in rule.exceptions:
            if not any(self._book.stands(rule, example.text, but_for=phrase.text) for example in rule.no):
                yield _advice(rule, phrase, "needless_exception", phrase.text)

    def _needless_guards(self, rule: Rule) -> Iterator[Advice]:
        """Those that it names itself; those of its pack, where no rule of the pack needs them, at the first of its rules."""
        for guard in rule.unless:
            sharing = [rule] if _names_its_guards(rule) else self._sharing[rule.pack]
            if rule.key == sharing[0].key and not any(self._needs(one, guard) for one in sharing):
                name = guard if guard == QUOTED else guard.rpartition(".")[0]
                yield _advice(rule, None, "needless_guard", name)

    def _needs(self, rule: Rule, guard: str) -> bool:
        bare = replace(rule, unless=tuple(other for other in rule.unless if other != guard))
        return any(self._book.stands(bare, example.text) for example in rule.no)

    @cached_property
    def _sharing(self) -> Mapping[str, list[Rule]]:
        """The rules that keep to the guards of their pack, by pack."""
        found: dict[str, list[Rule]] = defaultdict(list)
        for rule in self._found.rules:
            if not _names_its_guards(rule):
                found[rule.pack].append(rule)
        return found

    @cached_property
    def _book(self) -> Rulebook:
        return Rulebook.of(self._found)

    def _idle(self, rules: Iterable[Rule], history: Iterable[tuple[str, ClientId | None]]) -> Iterator[Advice]:
        live = (replace(r, state=RuleState.LIVE) if r.state is RuleState.TRIAL else r for r in self._found.rules)
        texts, read, fired = iter(history), 0, Counter[str]()
        batch = list(islice(texts, _AT_ONCE))
        book = Rulebook.of(replace(self._found, rules=tuple(live))) if batch else None
        while book and batch:
            read += len(batch)
            fired.update(hit.rule for verdict in book.judge_all(batch) for hit in verdict.hits)
            batch = list(islice(texts, _AT_ONCE))
        for rule in rules if read else ():
            if rule.state is not RuleState.DRAFT and not fired[rule.id]:
                yield _advice(rule, None, "never_fires", count=read)


class _WordList:
    """Words without accents, to be counted by their beginning or their ending."""

    def __init__(self, known: Iterable[str]) -> None:
        bare = {words.folded(words.as_written(word)) for word in known}
        self._forwards = sorted(bare)
        self._backwards = sorted(word[::-1] for word in bare)

    def hit_by(self, starred: str) -> int:
        """How many words begin, or end, so."""
        part = words.folded(starred.strip("*"))
        listed, part = (self._backwards, part[::-1]) if starred.startswith("*") else (self._forwards, part)
        return bisect_left(listed, part + _LAST) - bisect_left(listed, part)


def _only_with_accents(rule: Rule) -> Iterator[Advice]:
    if rule.accents is Accents.EXACT:
        for phrase, word in _single_words(rule):
            if words.folded(word) != word:
                yield _advice(rule, phrase, "only_with_accents", word)


def _single_words(rule: Rule) -> Iterator[tuple[Phrase, str]]:
    for phrase in rule.phrases:
        for sequence in phrase.sequences:
            if len(sequence) == 1 and isinstance(sequence[0], Words):
                yield from ((phrase, word) for word in sorted(sequence[0].any_of))


def _names_its_guards(rule: Rule) -> bool:
    return rule.place is not None and "unless" in rule.place.mapping()


def _advice(rule: Rule, at: Phrase | Example | None, problem: str, detail: str = "", count: int = 0) -> Advice:
    place = at.place if at is not None and at.place is not None else rule.place
    return Advice(rule=rule.id, line=place.line if place else 0, problem=problem, detail=detail, count=count)
