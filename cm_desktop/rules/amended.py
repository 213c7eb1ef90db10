"""The rules in force with a few of them changed: what they would say, without all being made anew. May not read a pack.

A text is read twice: by the rules in force, and by a small index of those that change. The marks of both are weighed
together where both cut the text into the same words, and no word that changing rules know wears a mask that others may
see otherwise: there each finds what it would find among all rules. Of any other text all the rules are asked, made when
the first one is met.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from threading import Lock

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Why
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.rules.amendment import Amendment, may_hide
from cm_desktop.rules.language.rule import Mask, Role
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.matching.match import Mark, marks
from cm_desktop.rules.matching.reading import Reader, Reading
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import words

_ALIKE_TO_ALL = (None, Mask.LEET)  # what is behind any other depends on the words that are known
_OF_RULES = frozenset({Role.RULE, Role.EXCEPTION, Role.NEAR})


class Amended(Rulebook):
    """The Judge that these rules would be. Safe to share between threads."""

    def __init__(self, in_force: Rulebook, amendment: Amendment, small: Index) -> None:
        rules = {rule.key: rule for rule in amendment.then.rules}
        super().__init__(amendment.then.version, replace(in_force.index, rules=rules))
        self._amendment = amendment
        self._new = amendment.keys & rules.keys()
        self._small = small
        self._small_reader = Reader(small, beside=in_force.index)
        self._clashing: dict[str, bool] = {}
        self._making = Lock()

    def judge_all(self, texts: Iterable[tuple[str, ClientId | None]]) -> list[Verdict]:
        """One by one: whoever has many asks first which of them may differ."""
        return [self.judge(text, client) for text, client in texts]

    def why(self, text: str, client: ClientId | None = None) -> Why:
        """What words went through is told by the rules that know them all."""
        return self._whole.why(text, client)

    def find(self, text: str) -> tuple[Reading, list[Mark]]:
        """What both find; what all the rules find, where that may be something else."""
        reading, small = self._reader.read(text), self._small_reader.read(text)
        if not self._read_alike(reading, small):
            return self._whole.find(text)
        expressions = self._expressions.marks(reading)
        new = [mark for mark in marks(small, expressions) if mark.label.owner in self._new]
        others = (mark for mark in marks(reading, [*expressions, *new]) if not self._is_changed(mark))
        return reading, [*others, *new]

    def _is_changed(self, mark: Mark) -> bool:
        return mark.label.role in _OF_RULES and mark.label.owner in self._amendment.keys

    def _read_alike(self, reading: Reading, small: Reading) -> bool:
        if reading.starts != small.starts or reading.ends != small.ends:
            return False
        return not any(
            self._clashes(reading.text[start:end]) for start, end in zip(small.starts, small.ends, strict=True)
        )

    def _clashes(self, raw: str) -> bool:
        """The answer is remembered: some hundred words make up most texts."""
        known = self._clashing.get(raw)
        if known is None:
            known = self._clashing[raw] = words.is_wordy(raw) and self._may_be_another(raw)
        return known

    def _may_be_another(self, raw: str) -> bool:
        """Whether what changing rules take this for is not sure to be what they would take it for among all rules."""
        word, taken = words.as_written(raw), bool(self._amendment.takes)
        for fold in (True, False):
            new, others = (index.vocabulary.see(word, fold=fold) for index in (self._small, self._index))
            if new.symbols and (
                (others.symbols and new.mask is not others.mask)
                or (new.mask not in _ALIKE_TO_ALL and self._others_know_like(word))
                or (taken and may_hide(raw))
            ):
                return True
        return taken and _is_apart(raw)

    def _others_know_like(self, word: str) -> bool:
        """Whether they know a word of the changing rules that this could be: no mask hides the first letter."""
        first, know = words.folded(word)[0], self._index.vocabulary.see
        like = (each.rstrip("*") for each in self._amendment.spelled if words.folded(each)[0] == first)
        return any(know(each, fold=True).symbols for each in like)

    @cached_property
    def _made(self) -> Rulebook:
        return Rulebook.of(self._amendment.then)

    @property
    def _whole(self) -> Rulebook:
        with self._making:
            return self._made


def _is_apart(raw: str) -> bool:
    """Whether these are letters apart, or letters that are signs, taken for one word."""
    apart = not words.is_one_word(raw) and max(map(len, words.split(raw)), default=1) == 1
    return apart or any(sign in words.LETTER_SIGNS for sign in raw)
