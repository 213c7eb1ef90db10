"""Which of many texts the rules have to read: nothing stands in the others. Complete, not exact. May not judge.

One pass of an Aho-Corasick automaton over the texts made flat finds what some phrase needs. A line in doubt passes; so does
one where a word in disguise, or something with a shape, proves real at a closer look.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from ahocorasick_rs import BytesAhoCorasick

from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.sieve import shapes
from cm_desktop.rules.sieve.disguises import SIGNS, Disguises, letters_apart
from cm_desktop.rules.sieve.flat import DOUBT, LINE, SYMBOL, flat_words, flatten
from cm_desktop.rules.sieve.needs import Beside, needs
from cm_desktop.rules.text import finders

_AT_ONCE = 500  # texts
_LONGEST = 5_000  # code points; what is longer passes
_LONGEST_WORD = 90  # the judge cuts words that are longer than 100: their beginning counts for the whole
_ONE_WORD = bytes.maketrans(bytes(byte for byte in range(256) if byte not in b" \n"), b"x" * 254)


class Sieve:
    """Made from one set of rules. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        flat = flat_words(frozenset().union(*index.vocabulary.words().values()))
        needed = needs(index, flat)
        certain = [*(string for string, beside in needed.strings.items() if not beside), *letters_apart(index), DOUBT]
        likely = [string for string, beside in needed.strings.items() if beside]
        signs = [sign.encode() for sign in SIGNS]
        self._automaton = BytesAhoCorasick([*certain, *likely, *signs, *shapes.signs(needed.shapes)])
        self._beside = [needed.strings[string] for string in likely]
        self._certain = len(certain)
        self._likely = self._certain + len(likely)
        self._signs = self._likely + len(signs)
        self._disguises = Disguises(flat)
        self._symbols = frozenset(s for string in needed.strings for s in string.split() if s.startswith(SYMBOL))
        self._numbers = not needed.shapes.isdisjoint(finders.NUMBERS)
        self._blind = not needed.shapes <= shapes.SHOWN or any(rule.patterns for rule in index.rules.values())

    def pass_on(self, texts: Sequence[str]) -> list[int]:
        """The places, in order, of the texts in which something may be found."""
        if self._blind:
            return list(range(len(texts)))
        passed = {at for at, text in enumerate(texts) if len(text) > _LONGEST}
        for start in range(0, len(texts), _AT_ONCE):
            some = [text if len(text) <= _LONGEST else "" for text in texts[start : start + _AT_ONCE]]
            passed.update(start + at for at in self._lines(some))
        return sorted(passed)

    def _lines(self, texts: Sequence[str]) -> set[int]:
        flat = flatten(texts, self._symbols)
        lines = flat.split(LINE)
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        passed = _with_long_words(flat, lines)
        shaped = set(shapes.numbers(flat)) if self._numbers else set()
        at = bound = -1
        words: frozenset[bytes] = frozenset()
        for pattern, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if start >= bound:
                at = bisect_right(starts, start) - 1
                bound, words = starts[at + 1], frozenset()
            if at in passed:
                continue
            if pattern < self._certain:
                passed.add(at)
            elif pattern < self._likely:
                words = words or frozenset(lines[at].split())
                beside = self._beside[pattern - self._certain]
                if _stands_beside(beside, words, lines[at]):  # a quick look; then without the string itself
                    rest = flat[starts[at] : start + 1] + flat[end - 1 : bound]
                    if _stands_beside(beside, frozenset(rest.split()), rest):
                        passed.add(at)
            elif pattern >= self._signs:
                shaped.add(at)
            elif self._disguises.hides(_word(flat, start, end)):
                passed.add(at)
        return passed | {at for at in shaped - passed if _has_shape(texts[at])}


def _stands_beside(choices: tuple[Beside, ...], words: frozenset[bytes], line: bytes) -> bool:
    for beside in choices:
        for one in beside:
            if words.isdisjoint(one.words) and not any(part in line for part in one.parts):
                break
        else:
            return True
    return False


def _with_long_words(flat: bytes, lines: Sequence[bytes]) -> set[int]:
    if b"x" * _LONGEST_WORD not in flat.translate(_ONE_WORD):
        return set()
    return {at for at, line in enumerate(lines) if max(map(len, line.split()), default=0) >= _LONGEST_WORD}


def _word(flat: bytes, start: int, end: int) -> str:
    return flat[flat.rfind(b" ", 0, start) + 1 : flat.find(b" ", end)].decode("latin-1")


def _has_shape(text: str) -> bool:
    return any(kind != finders.SPACED for _, _, kind in finders.find(text))
