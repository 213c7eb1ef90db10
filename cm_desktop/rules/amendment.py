"""What changes from one set of rules to another, and which texts that can touch. May not judge a text."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cm_desktop.domain.rules import RuleState, Wanted
from cm_desktop.domain.verdicts import Axis, Category, RuleId
from cm_desktop.rules.language.phrases import Element, Gap, Words
from cm_desktop.rules.language.rule import ANY_LANGUAGE, PATIENT_MASKS, Accents, Mask, Packs, Phrase, Rule
from cm_desktop.rules.matching.compile import Index, compile_packs
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import words

_FEWEST = 2  # words of a phrase to ask an index for: the rarest


class _Known(NamedTuple):
    """A word, sign or shape of a rule, and what makes it known in disguise."""

    word: str
    alone: bool
    accents: Accents
    masks: frozenset[Mask] | None
    attacks: bool


class Amendment:
    """What changes from the rules `now` to those `then`."""

    def __init__(self, now: Packs, then: Packs) -> None:
        was, is_to_be = ({rule.key: rule for rule in packs.rules} for packs in (now, then))
        self.then = then
        self.keys = frozenset(
            key for key in was.keys() | is_to_be.keys() if _meaning(was.get(key)) != _meaning(is_to_be.get(key))
        )
        self.concerns_all = (then.guards, then.common, then.who) != (now.guards, now.common, now.who)
        self._old = [rule for key, rule in was.items() if key in self.keys]
        self._new = [rule for key, rule in is_to_be.items() if key in self.keys]
        old, new = frozenset(_known(self._old)), frozenset(_known(self._new))
        self.takes = old - new
        self.spelled = {known.word for known in old | new}
        self._moved = {known.word for known in old ^ new}

    def index(self, in_force: Rulebook) -> Index:
        """The rules that change, as they were (under other names) and as they would be, to be asked beside those in force.

        It knows what they know of signs, masks and slips; and finds by itself each word that may change how others are read.
        """
        vocabulary, others = in_force.index.vocabulary, in_force.index.rules.values()
        alike = self._alike(in_force.spelled)
        old = [replace(rule, client=None, id=RuleId(f"{rule.key} (before)")) for rule in self._old]
        beside = _rule(self._unsettling(others), [*in_force.signs, *alike])
        index = compile_packs(replace(self.then, rules=(*old, *self._new, beside), guards=(), who={}))
        masked = {mask: vocabulary.looked_for_behind(mask) for mask in PATIENT_MASKS} | {
            Mask.TYPOS: _mistypable(others)
        }
        for mask, masked_words in masked.items():
            folded = set(map(words.folded, masked_words))
            shared = (word for word in (*self.spelled, *alike) if words.folded(word.removesuffix("*")) in folded)
            index.vocabulary.learn_masked(shared, {mask})
        return index

    def wanted(self, in_force: Rulebook) -> Wanted | None:
        """Words without which both say the same of a text that hides none; None where that cannot be told by words."""
        rules, others = (*self._old, *self._new), in_force.index.rules.values()
        if self.concerns_all or any(rule.patterns or Mask.TYPOS in (rule.masks or ()) for rule in rules):
            return None
        sequences = [s for rule in rules for phrase in rule.phrases for s in phrase.sequences]
        told = {frozenset(_told_by_words(sequence)) for sequence in sequences}
        told |= {frozenset({frozenset({word})}) for word in self._unsettling(others)}
        slips = set(map(words.folded, _mistypable(others)))
        rarest = [sorted(some, key=in_force.index.frequency.of)[:_FEWEST] for some in told]
        return frozenset(tuple(_with_slips(any_of, slips) for any_of in some) for some in rarest) if all(told) else None

    def _unsettling(self, others: Iterable[Rule]) -> list[str]:
        """Words that come or go, and may change how others are read."""
        slips = _mistyped(others)
        return [word for word in self._moved if word[0] not in "@." and (may_hide(word) or word in slips)]

    def _alike(self, spelled: Iterable[str]) -> list[str]:
        """Those of these words that begin or end as a changing rule wants it."""
        starts = tuple(words.folded(word[:-1]) for word in self.spelled if word.endswith("*"))
        ends = tuple(words.folded(word[1:]) for word in self.spelled if word.startswith("*"))
        if not (starts or ends):
            return []
        return [word for word in spelled if words.folded(word).startswith(starts) or words.folded(word).endswith(ends)]

    @property
    def leaves_others_alone(self) -> bool:
        """Whether the rules that stay find what they found, in texts that are read alike without those that change.

        A sign that is no longer known parts no words; what is no longer a word for itself may be a slip in another.
        """
        gone = {known.word for known in self.takes if known.word[0] not in "@."}
        return (
            not self.concerns_all
            and all(word.strip("*")[0].isalnum() for word in gone)
            and gone.isdisjoint(_mistyped(self.then.rules) if gone else ())
        )


def _meaning(rule: Rule | None) -> Rule | None:
    """The rule less what changes no verdict."""
    return rule and replace(rule, titles={}, yes=(), no=(), until=None, changed_by="", place=None)


def _rule(found: Iterable[str], known: Iterable[str]) -> Rule:
    """A rule without a name for words to be found, and others only to be known."""
    phrases, exceptions = ([Phrase(word, ((Words.of((word,)),),)) for word in some] for some in (found, known))
    return Rule(
        id=RuleId(""),
        pack="",
        language=ANY_LANGUAGE,
        titles={},
        category=Category.IDEA,
        severity=0,
        accents=Accents.AUTO,
        phrases=tuple(phrases),
        exceptions=tuple(exceptions),
        unless=(),
        yes=(),
        no=(),
        state=RuleState.DRAFT,
    )


def _known(rules: Iterable[Rule]) -> Iterator[_Known]:
    for rule in rules:
        near, attacks = rule.near.phrases if rule.near else (), rule.category.axis is Axis.ABUSE and rule.severity > 0
        sequences = (s for phrase in (*rule.phrases, *rule.exceptions, *near) for s in phrase.sequences)
        for element, alone in {(element, len(sequence) == 1) for sequence in sequences for element in sequence}:
            if not isinstance(element, Gap):
                for word in element.any_of if isinstance(element, Words) else (element.name,):
                    yield _Known(word, alone, rule.accents, rule.masks, attacks)


def _mistypable(rules: Iterable[Rule]) -> frozenset[str]:
    """The words of these rules that are known with a slip of the fingers in them."""
    asking = (rule for rule in rules if rule.masks and Mask.TYPOS in rule.masks)
    return frozenset(known.word for known in _known(asking) if known.alone)


def _mistyped(rules: Iterable[Rule]) -> frozenset[str]:
    """What is taken for one of them."""
    return frozenset().union(*(words.typos(words.folded(word)) for word in _mistypable(rules)))


def _with_slips(any_of: frozenset[str], mistypable: Collection[str]) -> frozenset[str]:
    return any_of.union(*(words.typos(known) for word in any_of if (known := words.folded(word)) in mistypable))


def _told_by_words(sequence: Iterable[Element]) -> Iterator[frozenset[str]]:
    """Of each element that is one of several words, these, where the beginning of each is known."""
    for element in sequence:
        if isinstance(element, Words) and all(word[0].isalnum() for word in element.any_of):
            yield frozenset(element.any_of)


def may_hide(raw: str) -> bool:
    """Whether this may be a word in disguise."""
    return not raw.strip("*").isalpha() or words.is_elongated(words.as_written(raw))
