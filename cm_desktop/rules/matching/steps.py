"""What the words of a hit went through before they were compared, for *why*. May not decide what matches."""

from collections.abc import Iterable, Iterator

from cm_desktop.domain.rules import Disguise, Step
from cm_desktop.domain.verdicts import Hit
from cm_desktop.rules.language.rule import Mask
from cm_desktop.rules.matching.reading import Reading
from cm_desktop.rules.matching.vocabulary import Vocabulary
from cm_desktop.rules.text import words

_WORN = {
    Mask.LEET: Disguise.LEET,
    Mask.REPEATS: Disguise.REPEATS,
    Mask.STARS: Disguise.STARS,
    Mask.TYPOS: Disguise.TYPO,
}
_LIGATURES = "œæﬁﬂﬀﬃﬄĳǆ"


def steps(vocabulary: Vocabulary, reading: Reading, hits: Iterable[Hit]) -> Iterator[Step]:
    """One step for each word of these hits that is not written as it was compared, in the order of the text."""
    covered = [range(hit.start, hit.end) for hit in hits]
    fold = not words.has_accents(reading.text)
    for start, end in dict.fromkeys(zip(reading.starts, reading.ends, strict=True)):
        raw = reading.text[start:end]
        if words.is_wordy(raw) and any(start in place for place in covered):
            compared, disguises = _seen(vocabulary, raw, fold=fold)
            if disguises:
                yield Step(start=start, end=end, compared=compared, disguises=tuple(disguises))


def _seen(vocabulary: Vocabulary, raw: str, *, fold: bool) -> tuple[str, list[Disguise]]:
    """The form that a word was compared as, and what was taken off it."""
    signs = any(letter in words.LETTER_SIGNS for letter in raw)
    apart = not signs and not words.is_one_word(raw)
    bare = "".join(filter(str.isalnum, raw)) if apart else raw
    written = words.without_signs(raw) if signs else words.as_written(bare)
    sight = vocabulary.see(written, fold=fold or signs or bare.isupper())
    known = vocabulary.see(sight.compared, fold=False)
    disguises = {
        Disguise.CASE: bare.lower() != bare and not signs,
        Disguise.LIGATURE: any(letter in bare.lower() for letter in _LIGATURES),
        Disguise.INVISIBLE: words.has_invisibles(bare) and not signs,
        Disguise.LOOK_ALIKE: signs or words.is_transcribed(bare),
        Disguise.SPACED: apart,
        **{disguise: sight.mask is mask for mask, disguise in _WORN.items()},
        Disguise.ACCENTS: bool(sight.symbols) and not (known.symbols and known.mask is None),
    }
    return sight.compared, [disguise for disguise, worn in disguises.items() if worn]
