"""How often words stand in texts: a guess, by the examples of the rules themselves. What is wrong in it only costs time."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from cm_desktop.rules.text import words

_EVERYDAY, _RARE, _PART = 0.01, 0.00002, 0.0005
_FEW = 10_000  # words; so many at least must be counted, or each would seem frequent
_WORD = re.compile(r"[^\W_]+")


class Frequency:
    """Words that tell a language are everyday words at least."""

    def __init__(self, texts: Iterable[str], everyday: Collection[str]) -> None:
        self._everyday = everyday
        self._count = Counter(word for text in texts for word in _WORD.findall(words.fold_text(text)))
        self._total = max(_FEW, self._count.total())

    def of(self, any_of: Iterable[str]) -> float:
        """The share of words that are one of these; a star stands for whatever a word begins or ends with."""
        return sum(map(self._of, any_of))

    def _of(self, word: str) -> float:
        least = _PART if "*" in word else _EVERYDAY if word in self._everyday else _RARE
        return max(least, self._count[words.folded(word)] / self._total)
