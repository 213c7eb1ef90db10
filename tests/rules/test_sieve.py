"""A sieve lets through all that counts, and judging many texts at once says exactly what judging each one says."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.verdicts import CALM
from cm_desktop.rules.matching.reading import MOST_READ
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.sieve.sieve import Sieve

RESOURCES = Path(__file__).parents[2] / "resources"
DISGUISES: dict[str, Callable[[str], str]] = {
    "figures": lambda text: text.translate(str.maketrans("aeiosAEIOS", "4310543105")),
    "letters thrice": lambda text: "".join(3 * letter if letter in "aeiou" else letter for letter in text),
    "stars": lambda text: text.replace("e", "*").replace("a", "*"),
    "letters apart": lambda text: " ".join(text.replace(" ", "")),
    "letters dotted": lambda text: ".".join(text.replace(" ", "")),
    "double spaces": lambda text: text.replace(" ", "  "),
    "marks between": lambda text: text.replace(" ", " - "),
    "curly quotes": lambda text: text.replace("'", "’"),
    "capitals": str.upper,
    "decomposed": lambda text: text.replace("é", "e\u0301").replace("è", "e\u0300"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "invisible": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "Cyrillic": lambda text: text.replace("o", "о").replace("a", "а").replace("e", "е"),
    "mathematical": lambda text: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in text),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "ligatures": lambda text: text.replace("oe", "œ").replace("ae", "æ"),
    "emojis between": lambda text: text.replace(" ", " 🙂 "),
    "emojis beside": lambda text: text.replace(" ", "❤️ "),
    "glued to a mention": lambda text: "@marie\u200b" + text,
    "underlined": lambda text: text.replace(" ", "_"),
}


def examples() -> Iterator[str]:
    """The examples of all shipped packs."""
    book = Rulebook.load([RESOURCES / "rules"])
    for rule in book._index.rules.values():
        yield from (example.text for example in (*rule.yes, *rule.no))


def talk() -> Iterator[str]:
    """The comments of the practice pages."""
    for client in json.loads((RESOURCES / "practice" / "demo_threads.json").read_text(encoding="utf-8"))["clients"]:
        for page in client["pages"]:
            yield from (comment["text"] for post in page["posts"] for comment in post["comments"])


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(dict.fromkeys([*examples(), *talk()]))


@pytest.fixture(scope="module")
def book(shipped: Rulebook) -> Rulebook:
    """The packs that ship, less their regular expressions: those let everything through."""
    rules = {key: replace(rule, patterns=()) for key, rule in shipped.index.rules.items()}
    return Rulebook("", replace(shipped.index, rules=rules))


@pytest.fixture(scope="module")
def sieve(book: Rulebook) -> Sieve:
    return Sieve(book.index)


def differing(book: Rulebook, sieve: Sieve, texts: list[str]) -> list[str]:
    """The texts that do not pass though something is found there, or of which judging many says something else."""
    one_by_one, passed = [book.judge(text) for text in texts], set(sieve.pass_on(texts))
    together = book.judge_all([(text, None) for text in texts])
    return [
        text
        for at, text in enumerate(texts)
        if together[at] != one_by_one[at] or (at not in passed and one_by_one[at] != CALM)
    ]


def test_examples_and_practice_are_judged_together_as_one_by_one(
    book: Rulebook, sieve: Sieve, texts: list[str]
) -> None:
    assert differing(book, sieve, texts) == []


@pytest.mark.parametrize("disguise", DISGUISES)
def test_so_they_are_in_every_disguise(disguise: str, book: Rulebook, sieve: Sieve, texts: list[str]) -> None:
    disguised = [DISGUISES[disguise](text) for text in texts[:: len(texts) // 300 + 1]]
    assert differing(book, sieve, disguised) == []


def test_a_sieve_spares_the_reading_of_most_plain_talk(book: Rulebook, sieve: Sieve) -> None:
    plain = [f"On était {count} à table dimanche, le soleil brillait sur la terrasse" for count in range(100)]
    assert sieve.pass_on(plain) == []
    assert book.judge_all([(text, None) for text in plain]) == [CALM] * 100


TRICKY = (
    "con|connard|C'EST|l’|tu es|arnaque|arnaqueurs|t'es|nul|une honte|voleur|ta gueule|pute|aujourd'hui|c0nn4rd|coooonnard|c*n"
    "|c.o.n|c o n|c·o·n|05 06 07 08 09|FR76 3000 6000 0112 3456|http://a.fr|x.com|12 rue des Lilas|jean@exemple.fr|@jean.dup"
    "|œ|æ|ß|É|é|e\u0301|\u200b|\u00ad|\u200d|❤️|🤡|€|$|£|*|@|_|-|.|..|…|!|?|,|(|)|'|’|`|´|·|«|»|1|0|4|²|½|a|ſ|Ǆ|ㅤ|ᅟ|с|о|ж|م"
    "|\n|\x00|\x01|\x02|\x03|\u202e|\ud800| "
)
PIECES = st.sampled_from(TRICKY.split("|"))
ANYTHING = st.one_of(
    st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=40)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=12))
def test_whatever_stands_in_texts_all_that_counts_passes(book: Rulebook, sieve: Sieve, texts: list[str]) -> None:
    assert differing(book, sieve, texts) == []


def test_a_text_without_end_does_not_hold_the_others_up(book: Rulebook, sieve: Sieve) -> None:
    assert differing(book, sieve, ["quel connard", "a" * 1_000_000, "n'" * 5_000, "voleur " * 3_000, "merci"]) == []


def test_a_word_cut_at_its_longest_counts_as_the_judge_has_it(write_book: Callable[..., Rulebook]) -> None:
    book = write_book("x" * 100)
    assert differing(book, Sieve(book.index), ["x" * 99, "x" * 100, "x" * 101, f"({'x' * 120})"]) == []
    assert book.judge_all([("x" * 120, None)])[0].hits


def test_a_word_at_the_end_of_what_is_read_counts_as_it_is_cut(write_book: Callable[..., Rulebook]) -> None:
    book = write_book("connard")
    cut = "a" + " " * (MOST_READ - 8) + "connardise"
    assert book.judge_all([(cut, None)] * 2) == [book.judge(cut)] * 2 != [CALM] * 2


@pytest.mark.parametrize(
    "text", ["écrire à a.b@c.fr", "on y a mis 06 12 34 56 78", f"www.{'a' * 90}.example/menu", "c o n n a r d"]
)
def test_what_has_a_shape_is_found_among_words_met_before(write_book: Callable[..., Rulebook], text: str) -> None:
    book = write_book("@email", "@mobile", "@url", "connard")
    parts: list[tuple[str, ClientId | None]] = [(part, None) for part in text.split()]
    assert book.judge_all([*parts, (text, None)])[-1] == book.judge_all([(text, None)])[0] == book.judge(text) != CALM


def test_a_phrase_of_everyday_words_hangs_from_a_word_however_many_they_are(
    write_book: Callable[..., Rulebook],
) -> None:
    everyday = [f"mot{letter}{other}" for letter in "abcdefghijkl" for other in "abcdefghijkl"]
    book = write_book(
        f". ({'|'.join(everyday)}) …1 ({'|'.join(everyday)}) .", before=f"common: [{', '.join(everyday)}]\n"
    )
    assert book.judge("Motaa et motbb.").hits
    assert not book.judge("Et motaa et motbb.").hits
