"""What in a flat text may hide a word of the rules: figures for letters, letters thrice, letters apart. May not judge."""

from collections.abc import Mapping
from itertools import product
from string import ascii_lowercase, digits

from cm_desktop.rules.language.rule import PATIENT_MASKS
from cm_desktop.rules.matching.compile import Index
from cm_desktop.rules.sieve.flat import DOUBT, flat_words
from cm_desktop.rules.text import words

_MOST_REMEMBERED = 100_000
SIGNS = frozenset(
    [left + right for left, right in (*product(ascii_lowercase, digits), *product(digits, ascii_lowercase))]
    + [3 * character for character in ascii_lowercase + digits]
)
"""One of these stands in every word with a figure among its letters, or with a letter three times."""


class Disguises:
    """Tells the words that stand for one of the rules'."""

    def __init__(self, flat: Mapping[str, bytes]) -> None:
        self._whole = {
            part.decode("latin-1") for word, known in flat.items() if "*" not in word for part in known.split()
        }
        self._squeezed = set(map(words.squeezed, self._whole))
        self._starts = tuple(words.folded(word[:-1]) for word in flat if word.endswith("*"))
        self._ends = tuple(words.folded(word[1:]) for word in flat if word.startswith("*"))
        self._known: dict[str, bool] = {}

    def hides(self, word: str) -> bool:
        """Whether a flat word may be one of the rules' in disguise."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._look(word)
        return known

    def _look(self, word: str) -> bool:
        # This may be a part of a word with an apostrophe: how many figures it holds tells nothing.
        pad = len(word) * "x"
        forms = [form.removeprefix(pad) for form in words.unmasked(pad + word)]
        if any(form in self._whole or form.startswith(self._starts) or form.endswith(self._ends) for form in forms):
            return True
        return words.is_elongated(word) and words.squeezed(word) in self._squeezed


def letters_apart(index: Index) -> frozenset[bytes]:
    """The words that are looked for with their letters apart, so written."""
    apart = [" ".join(words.folded(word)) for word in index.vocabulary.looked_for_behind(*PATIENT_MASKS)]
    letters = [known for known in flat_words(apart).values() if DOUBT not in known]
    return frozenset(b" %b " % string for known in letters for string in (known, known.replace(b" ", b" . ")))
