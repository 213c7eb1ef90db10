"""However hostile a text, judging it takes work in proportion to what is read of it, and no more is read than the cap.

Work is counted in instructions of the interpreter, not in seconds. May not use the shipped packs.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from cm_desktop.rules.matching import reading
from cm_desktop.rules.matching.reading import MOST_READ
from cm_desktop.rules.matching.weigh import MOST_HITS
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import words

RULES = """pack: hostile
language: fr
common: [le, la, un, est]
guards:
  denied: {before: [pas un], within: 3}
  within: {inside: [pas]}
  told: {anywhere: [c'est une blague]}
who: {second: {words: [vous, ton], within: 5}}
rules:
  - {id: word, title: {fr: x}, category: insult, severity: 2, unless: [quoted, denied, told], masks: [leet, repeats, invisible,
     homoglyphs, emoji, stars, dots, spaced, typos], except: [con comme la lune], phrases: [con, connard~n], yes: [], no: []}
  - {id: gaps, title: {fr: x}, category: threat, severity: 4, unless: [within], phrases: [con …9 con …9 lune], yes: [], no: []}
  - {id: aimed, title: {fr: x}, category: insult, severity: 3, who: second, phrases: [con … con], yes: [], no: []}
  - {id: near, title: {fr: x}, category: fraud, severity: 3, near: {words: [con], within: 9}, phrases: [l'âne], yes: [], no: []}
  - {id: shape, title: {fr: x}, category: spam, severity: 3, phrases: ["@phone", "@url", ". con ."], yes: [], no: []}
  - {id: regex, title: {fr: x}, category: spam, severity: 3, match: regex, terms: ['(x+x+)+y', '(c|co|con)+!'], yes: [], no: []}
"""
HOSTILE: dict[str, Callable[[int], str]] = {
    "one word without end": lambda n: "a" * n,
    "hits upon hits": lambda n: "con " * n,
    "gaps that may end anywhere": lambda n: "con x " * n,
    "marks upon one letter": lambda n: "e" + "\u0301" * n,
    "marks upon nothing": lambda n: "\u0301 " * n,
    "quotes that open": lambda n: "«" * n + " con " + "»" * n,
    "quotes in quotes": lambda n: "« con " * n + "»" * n,
    "quotes that open and close": lambda n: "\"con' " * n,
    "quoted hits": lambda n: 'a b "con" ' * n,
    "letters apart": lambda n: "c o n n " * n,
    "letters dotted": lambda n: "c.o.n." * n,
    "stars": lambda n: "c*n*" * n,
    "stars apart": lambda n: "c*n c**d " * n,
    "stars alone": lambda n: "con" + "*" * n,
    "figures": lambda n: "c0nn4rd " * n,
    "figures in one word": lambda n: "c0nn1" * n,
    "letters repeated": lambda n: "cooonnn " * n,
    "slips": lambda n: "connadr conard " * n,
    "elisions": lambda n: "l'" * n,
    "words never met": lambda n: " ".join(f"c{number}on" for number in range(n)),
    "stars never met": lambda n: " ".join(f"c*n{number}" for number in range(n)),
    "people meant": lambda n: "vous con con " * n,
    "guards": lambda n: "pas un con " * n,
    "exceptions": lambda n: "con comme la lune " * n,
    "what must be near": lambda n: "l'âne " * n + "con " * n,
    "numbers of telephones": lambda n: "06 12 " * n,
    "beginnings of links": lambda n: "www." * n,
    "edges": lambda n: ". con " * n,
    "breaks": lambda n: ".,!?" * n,
    "emojis joined": lambda n: "🤡\u200d" * n,
    "letters in circles": lambda n: "🅲🅾🅽 " * n,
    "right to left": lambda n: "\u202econ\u202c " * n,
    "what an expression wants": lambda n: "x" * n + " " + "con" * n,
}
COUNTED = 40
"""Units of the shorter text: the longer has twice as many."""


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Rulebook]:
    """Rules that have met no word yet: what they remember would count as no work."""
    (tmp_path / "hostile.yaml").write_text(RULES, encoding="utf-8")
    return lambda: Rulebook.load([tmp_path])


def steps(work: Callable[[], object]) -> int:
    """How many instructions of the interpreter it takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def taken(book: Rulebook, text: str) -> int:
    return steps(partial(book.judge, text))


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_text_takes_twice_the_work(kind: str, fresh: Callable[[], Rulebook]) -> None:
    none, once, twice = (taken(fresh(), HOSTILE[kind](count)) for count in (0, COUNTED, 2 * COUNTED))
    assert twice - none <= 2.6 * (once - none) + 2_000


def test_work_that_grows_with_the_square_is_told() -> None:
    def squares(count: int) -> int:
        return sum(1 for left in range(count) for right in range(count) if left < right)

    once, twice = (steps(partial(squares, count)) for count in (COUNTED, 2 * COUNTED))
    assert twice > 3 * once


def test_what_stands_behind_the_cap_takes_no_work(
    fresh: Callable[[], Rulebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_READ", 400)
    text = "quel con, " * 40
    taken(fresh(), text)  # what is done once for all rulebooks
    once, many = taken(fresh(), text), taken(fresh(), text * 50)
    assert abs(many - once) < once / 100  # sets differ a little from one rulebook to the next


@pytest.mark.parametrize("unit", ["lune ", "e\u0301", "« a ", "c o n n ", "p*n* ", "\u0301", '"a" b '])
def test_of_a_comment_of_ten_megabytes_the_first_hundred_thousand_characters_count(
    unit: str, fresh: Callable[[], Rulebook]
) -> None:
    book, text = fresh(), unit * (10_000_000 // len(unit)) + " con"
    assert MOST_READ == 100_000  # the guide says so
    assert book.judge(text) == book.judge(text[:MOST_READ])


def test_two_hundred_passages_are_told_at_most(fresh: Callable[[], Rulebook]) -> None:
    assert len(fresh().judge("l'âne, con. " * 2 * MOST_HITS).hits) == MOST_HITS == 200  # the guide says so


def test_a_text_of_twenty_thousand_marks_and_one_of_a_hundred_thousand_quotes_are_judged(
    fresh: Callable[[], Rulebook],
) -> None:
    book = fresh()
    assert not book.judge("e" + "\u0301" * 20_000).hits
    assert {hit.start for hit in book.judge("«" * 49_998 + " con " + "»" * 50_000).hits} == {49_999}


def test_an_expression_that_would_never_end_elsewhere_ends(fresh: Callable[[], Rulebook]) -> None:
    assert (
        not fresh().judge("x" * MOST_READ).hits
    )  # (x+x+)+y takes 2 to the power of its length to fail in most engines


def test_a_word_is_known_by_its_first_hundred_characters(fresh: Callable[[], Rulebook]) -> None:
    book, cut = fresh(), "c" + "o" * (words.LONGEST - 2) + "n"
    assert book.judge(cut).hits
    assert {hit.end for hit in book.judge(cut + "n" * MOST_READ).hits} == {words.LONGEST}
