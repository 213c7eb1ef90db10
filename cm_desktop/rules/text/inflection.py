"""Which languages can inflect a word, and by which sign: `~n` a noun or an adjective, `~v` a verb. May not know a rule."""

from collections.abc import Callable, Mapping

from cm_desktop.rules.text import english, french

Inflect = Callable[[str, str], frozenset[str]]
_WAYS: Mapping[str, Mapping[str, Callable[[str], frozenset[str]]]] = {
    "fr": {"n": french.noun, "v": french.verb},
    "en": {"n": english.noun, "v": english.verb},
}


def of(language: str) -> Inflect:
    """A function from a word and "n" or "v" to all its forms. It raises ValueError on what it cannot inflect."""

    def inflect(word: str, kind: str) -> frozenset[str]:
        way = _WAYS.get(language, {}).get(kind)
        if way is None:
            raise ValueError(word)
        return way(word)

    return inflect
