"""How fast the judge reads, beside what a user would pick instead. May not touch a database or a network.

    python -m benchmarks.bench_rules        with `pip install --group bench` for all the others

10,000 phrases of one to three words, from the raw text to (rule, start, end) in the original. The others are given texts
already in small letters without accents, so that they do less; the slow ones read a part. Figures are processor time, the
best of three: read the ratios.
"""

import importlib
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from benchmarks import talk
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.phrases import Words
from cm_desktop.rules.language.rule import Accents, Packs, Phrase, Rule
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import words

COMMENTS, PHRASES, AT_ONCE = 20_000, 10_000, 2_000
WORD = re.compile(r"[^\W_]+")

Reading = Callable[[tuple[str, ...]], int]  # how many hits


def main() -> None:
    """Measure, and print tables."""
    comments = tuple(talk.comments(COMMENTS))
    print(f"{COMMENTS:,} comments of {sum(map(len, comments)) / COMMENTS:.0f} characters")
    measure_phrases(comments)
    measure_shipped(comments)


def measure_phrases(comments: tuple[str, ...]) -> None:
    """10,000 phrases, ours beside the others."""
    chance = random.Random(5)
    phrases = sorted(
        {" ".join(talk.made_up_word(chance) for _ in range(chance.choice((1, 2, 3)))) for _ in range(PHRASES * 2)}
    )
    phrases = sorted(chance.sample(phrases, PHRASES))
    spiced = tuple(with_a_phrase(chance, comment, phrases) for comment in comments)
    plain = tuple(words.fold_text(comment) for comment in spiced)
    book = Rulebook("", compile_packs(one_rule(phrases)))
    ways: list[tuple[str, Reading | None, tuple[str, ...]]] = [
        ("ahocorasick_rs, one call", raw_automaton(phrases), plain),
        ("this judge, together", lambda texts: together(book, texts), spiced),
        ("this judge, one by one", lambda texts: sum(len(book.judge(text).hits) for text in texts), spiced),
        ("plain Python, runs of words in a set", runs_of_words(phrases), spiced[:5_000]),
        ("hyperscan, one call", hyperscan(phrases), plain),
        ("flashtext2", flashtext2(phrases), plain),
        ("pyahocorasick", pyahocorasick(phrases), plain),
        ("one re alternation", alternation(phrases), plain[:50]),
        ("better-profanity", better_profanity(phrases), plain[:8]),
    ]
    print(f"{PHRASES:,} phrases                           comments/s   time x raw ahocorasick_rs    hits per 1,000")
    raw = 0.0
    for name, way, texts in ways:
        if way is None:
            print(f"  {name:38} not installed")
            continue
        seconds, hits = measured(way, texts)
        raw = raw or seconds
        print(f"  {name:38}{1 / seconds:12,.0f}{seconds / raw:17,.1f}{1000 * hits / len(texts):22,.0f}")


def measure_shipped(comments: tuple[str, ...]) -> None:
    """The packs that ship."""
    start = time.process_time()
    book = Rulebook.of(packs.load([talk.RESOURCES / "rules"]))
    loaded = time.process_time() - start
    ways: list[tuple[str, Reading]] = [
        ("together", lambda texts: together(book, texts)),
        ("one by one", lambda texts: sum(len(book.judge(text).hits) for text in texts)),
    ]
    hit = sum(bool(verdict.hits) for verdict in book.judge_all([(text, None) for text in comments]))
    print(f"The packs that ship                     {loaded:.2f} s to load")
    print(f"  {hit / COMMENTS:.1%} of the comments hit")
    for name, way in ways:
        print(f"  {name:38}{measured(way, comments[:5_000])[0] * 1e6:12,.1f} µs a comment")
    print(f"  {'one, 99 of 100 take less than':38}{slowest(book, comments) * 1e3:12,.0f} µs")


def measured(way: Reading, texts: tuple[str, ...]) -> tuple[float, int]:
    """Seconds of processor time a text, the best of three; and the hits."""
    best, hits = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        hits = way(texts)
        best = min(best, time.process_time() - start)
    return best / len(texts), hits


def slowest(book: Rulebook, comments: Sequence[str]) -> float:
    """Milliseconds for a comment that was read once before: the 99th of a hundred."""
    taken = []
    for comment in comments[:3_000]:
        start = time.process_time()
        book.judge(comment)
        taken.append(time.process_time() - start)
    return 1000 * sorted(taken)[len(taken) * 99 // 100]


def together(book: Rulebook, texts: tuple[str, ...]) -> int:
    """As the history is judged again."""
    asked = [(text, None) for text in texts]
    parts = (asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE))
    return sum(len(verdict.hits) for part in parts for verdict in book.judge_all(part))


def with_a_phrase(chance: random.Random, comment: str, phrases: Sequence[str]) -> str:
    """One comment in twelve has one."""
    return f"{comment} {chance.choice(phrases)}" if chance.random() < 1 / 12 else comment


def one_rule(texts: Iterable[str]) -> Packs:
    """A rule of many phrases."""
    rule = Rule(
        id=RuleId("made.up"),
        pack="made up",
        language="any",
        titles={},
        category=Category.INSULT,
        severity=2,
        accents=Accents.AUTO,
        phrases=tuple(Phrase(text, (tuple(Words.of(frozenset({word})) for word in text.split()),)) for text in texts),
        exceptions=(),
        unless=(),
        yes=(),
        no=(),
    )
    return Packs(version="", rules=(rule,), guards=(), common={})


@cache
def as_one(texts: tuple[str, ...]) -> bytes:
    """All texts as one string of words between single spaces. Made once: of three rounds, the best counts."""
    return b" " + b" \n ".join(" ".join(WORD.findall(text)).encode() for text in texts) + b" "


def raw_automaton(phrases: Sequence[str]) -> Reading:
    """All texts as one string, hits as places in it: nothing faster can be had from this library."""
    automaton = importlib.import_module("ahocorasick_rs").BytesAhoCorasick(
        [f" {phrase} ".encode() for phrase in phrases]
    )
    return lambda texts: len(automaton.find_matches_as_indexes(as_one(texts)))


def runs_of_words(phrases: Sequence[str]) -> Reading:
    """The same semantics as simply as it can be written: fold each word, look runs of them up, keep their places."""
    known = dict.fromkeys(phrases)

    def read(texts: tuple[str, ...]) -> int:
        hits: list[tuple[int, int]] = []
        for text in texts:
            found = [(words.folded(words.as_written(match.group())), *match.span()) for match in WORD.finditer(text)]
            runs = (found[end - length : end] for length in (1, 2, 3) for end in range(length, len(found) + 1))
            hits += [(run[0][1], run[-1][2]) for run in runs if " ".join(word for word, _, _ in run) in known]
        return len(hits)

    return read


def alternation(phrases: Sequence[str]) -> Reading:
    """One pattern for all."""
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")\b")
    return lambda texts: sum(1 for text in texts for _ in pattern.finditer(text))


def installed(name: str) -> Any:
    """A library, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def flashtext2(phrases: Sequence[str]) -> Reading | None:
    """Its own rules for words."""
    if (library := installed("flashtext2")) is None:
        return None
    processor = library.KeywordProcessor(case_sensitive=True)
    for phrase in phrases:
        processor.add_keyword(phrase)
    return lambda texts: sum(len(processor.extract_keywords_with_span(text)) for text in texts)


def pyahocorasick(phrases: Sequence[str]) -> Reading | None:
    """Without bounds of words, as it knows none."""
    if (library := installed("ahocorasick")) is None:
        return None
    automaton = library.Automaton()
    for phrase in phrases:
        automaton.add_word(f" {phrase} ", phrase)
    automaton.make_automaton()
    return lambda texts: sum(1 for text in texts for _ in automaton.iter(f" {text} "))


def hyperscan(phrases: Sequence[str]) -> Reading | None:
    """All texts as one string, one call back a hit."""
    if (library := installed("hyperscan")) is None:
        return None
    database = library.Database(mode=library.HS_MODE_BLOCK)
    literals = [f" {phrase} ".encode() for phrase in phrases]
    database.compile(expressions=literals, ids=list(range(len(literals))), elements=len(literals), literal=True)

    def read(texts: tuple[str, ...]) -> int:
        hits: list[int] = []
        database.scan(as_one(texts), match_event_handler=lambda number, *_: hits.append(number))
        return len(hits)

    return read


def better_profanity(phrases: Sequence[str]) -> Reading | None:
    """Whether there is any: it tells no place."""
    if (library := installed("better_profanity")) is None:
        return None
    profanity = library.Profanity()
    profanity.load_censor_words(list(phrases))
    return lambda texts: sum(profanity.contains_profanity(text) for text in texts)


if __name__ == "__main__":
    main()
