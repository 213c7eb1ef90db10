"""How fast the judge reads, beside what one would write without it: a loop of `re.search`, one pattern a phrase.

Comments are made of the practice history's sentences with invented words mixed in, so that not every word is known
already. May not touch a database or a network.
"""

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.language import packs, phrases
from cm_desktop.rules.language.phrases import Element, Gap, Words
from cm_desktop.rules.language.rule import Packs, Phrase, Rule
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import inflection

RESOURCES = Path(__file__).parents[1] / "resources"
COMMENTS = 20_000
NAIVE_COMMENTS = 40
SYLLABLES = ("ba", "cor", "di", "fer", "lo", "mi", "nou", "pa", "ri", "sol", "ta", "ver")


def main() -> None:
    """Measure, and print a table."""
    chance = random.Random(7)
    comments = list(made_up_comments(chance))
    shipped = packs.load([RESOURCES / "rules"])
    print(f"{COMMENTS:,} comments, {sum(map(len, comments)) / len(comments):.0f} characters on average")
    print(f"{'rules':34}{'phrases':>9}{'load s':>8}{'comments/s':>12}{'again':>9}{'naive':>8}{'ratio':>8}")
    for name, found in (
        ("shipped packs", shipped),
        ("shipped packs and 1,000 phrases", with_more(shipped, 1_000, chance)),
        ("shipped packs and 10,000 phrases", with_more(shipped, 10_000, chance)),
    ):
        start = time.perf_counter()
        book = Rulebook(found.version, compile_packs(found))
        load = time.perf_counter() - start
        first, again = rate(book.judge, comments), rate(book.judge, comments)
        naive = rate(naive_judge(found), comments[:NAIVE_COMMENTS])
        count = sum(len(rule.phrases) for rule in found.rules)
        print(f"{name:34}{count:9,}{load:8.2f}{first:12,.0f}{again:9,.0f}{naive:8,.1f}{again / naive:8,.0f}")


def made_up_comments(chance: random.Random) -> Iterator[str]:
    """Comments of about 100 characters."""
    clients = json.loads((RESOURCES / "practice" / "demo_threads.json").read_text(encoding="utf-8"))["clients"]
    posts = [post for client in clients for page in client["pages"] for post in page["posts"]]
    sentences = [comment["text"] for post in posts for comment in post["comments"]]
    vocabulary = [word for sentence in sentences for word in sentence.split()]
    for _ in range(COMMENTS):
        size = max(3, round(chance.gauss(18, 6)))
        words = [chance.choice(vocabulary) if chance.random() < 0.9 else made_up_word(chance) for _ in range(size)]
        yield " ".join(words)


def made_up_word(chance: random.Random) -> str:
    """A word that no pack knows."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def with_more(found: Packs, count: int, chance: random.Random) -> Packs:
    """The packs with one more rule, of many phrases of two or three made-up words."""
    texts = [" ".join(made_up_word(chance) for _ in range(chance.randint(2, 3))) for _ in range(count)]
    grammar = phrases.Grammar(no_group, inflection.of("fr"))
    more: Rule = replace(
        found.rules[0],
        id=RuleId("made.up"),
        phrases=tuple(Phrase(text, grammar.parse(text)) for text in texts),
    )
    return replace(found, rules=(*found.rules, more))


def no_group(name: str) -> phrases.Sequences:
    """Made-up phrases name no group."""
    raise phrases.UnknownGroup(name)


def naive_judge(found: Packs) -> Callable[[str], object]:
    """One pattern a phrase, tried one after the other on the text in lower case."""
    patterns = [re.compile(pattern(phrase)) for rule in found.rules for phrase in rule.phrases]
    return lambda text: [p for p in patterns if p.search(text.lower())]


def pattern(phrase: Phrase) -> str:
    """The phrase as a regular expression."""
    return "|".join(r"\b" + r"\W+".join(map(part, sequence)) + r"\b" for sequence in phrase.sequences)


def part(element: Element) -> str:
    """One element of a phrase as a regular expression; what has a shape is left out, in favour of the naive loop."""
    if isinstance(element, Words):
        return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(element.any_of)) + ")"
    return rf"(?:\w+\W+){{0,{element.most}}}?" if isinstance(element, Gap) else ""


def rate(judge: Callable[[str], object], comments: list[str]) -> float:
    """Comments a second of processor time."""
    start = time.process_time()
    for comment in comments:
        judge(comment)
    return len(comments) / (time.process_time() - start)


if __name__ == "__main__":
    main()
