"""The judge says what a slow judge says, written from the guide alone, hit for hit. May not ask the engine what to expect."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cm_desktop.rules.language.packs import Assembly, parse
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.conftest import SHIPPED
from tests.rules.reference import generated, judge, letters, quotes, tokens
from tests.rules.reference.judge import Judge
from tests.rules.test_sieve import DISGUISES, talk

BRAND = Path(__file__).parents[1] / "fixtures" / "brand"
quickly = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def book(*written: str) -> Rulebook:
    """The rules in force, were these all packs; less those of expressions, which the reference does not read."""
    packs = [parse(Path(f"{number}.yaml"), text.encode()) for number, text in enumerate(written)]
    found = Assembly().of(packs, date(2026, 7, 1))
    return Rulebook.of(replace(found, rules=tuple(rule for rule in found.rules if not rule.patterns)))


def differing(reference: Judge, ours: Rulebook, texts: list[str]) -> list[str]:
    """The texts of which the two say different things, one by one or together."""
    together = ours.judge_all([(text, None) for text in texts])
    said = [(text, {reference.judge(text), ours.judge(text), each}) for text, each in zip(texts, together, strict=True)]
    return [text for text, verdicts in said if len(verdicts) > 1]


@settings(quickly, max_examples=40)
@given(generated.cases())
def test_made_up_packs_say_of_made_up_texts_what_the_reference_says(case: tuple[str, list[str]]) -> None:
    written, texts = case
    assert differing(Judge(written), book(written), texts) == []


@pytest.fixture(scope="module")
def french_twice() -> tuple[Judge, Rulebook]:
    """The French packs that ship, as the reference has them and as we have."""
    written = [file.read_text(encoding="utf-8") for file in sorted((SHIPPED / "fr").rglob("*.yaml"))]
    return Judge(*written), book(*written)


def comments() -> list[str]:
    """Comments of the practice pages, and of brands' pages."""
    rows = [row for file in sorted(BRAND.glob("*.jsonl")) for row in file.read_text(encoding="utf-8").splitlines()]
    return [*talk(), *(json.loads(row)["text"] for row in rows)]


@settings(quickly, max_examples=25)
@given(st.sampled_from(comments()), st.sampled_from([str, str, *DISGUISES.values()]))
def test_the_packs_that_ship_say_of_comments_what_the_reference_says(
    french_twice: tuple[Judge, Rulebook], text: str, disguise: Callable[[str], str]
) -> None:
    assert differing(*french_twice, [disguise(text)]) == []


PACK = """pack: p
language: fr
common: [le, la, est]
guards: {denied: {before: [pas un], within: 0}}
who: {second: {words: [vous], within: 2}}
rules:
  - {id: one, title: {fr: x}, category: insult, severity: 2, unless: [quoted, denied],
     phrases: [con, salé, gros con], yes: [], no: []}
  - {id: two, title: {fr: x}, category: fraud, severity: 3, except: [bonne arnaque],
     phrases: [c'est …2 arnaque], yes: [], no: []}
  - {id: three, title: {fr: x}, category: insult, severity: 1, phrases: [le con], yes: [], no: []}
  - {id: four, title: {fr: x}, category: legal, severity: 3, who: second, phrases: [plainte], yes: [], no: []}
"""
ENGLISH = "pack: e\nlanguage: en\ncommon: [the, is, of]\n"
SAID = [
    "pas salé ni sale là",
    "quel gros con",
    "quel c0n",
    "quel c*n",
    "quel coooon",
    "quel соn",
    "l'con",
    "c'est une arnaque",
    "c'est une très grosse arnaque",
    "c'est une bonne arnaque",
    "gros, con",
    "il a dit « con » hier",
    "pas un con",
    "le con",
    "the con is of",
    "s a l é, é s a l e",
    "sal*, s.a.l.é",
    "s*lé, très s*le",
    "SAAALE là",
    '"con" a b',
    "plainte contre vous",
    "plainte contre eux",
]
MISREAD: dict[str, tuple[object, str, object]] = {
    "accents never count": (letters, "has_accents", lambda text: False),
    "elisions are not cut": (tokens, "_ELIDED", []),
    "figures are figures": (letters, "LEET", {}),
    "stars are stars": (letters, "starred", lambda word: None),
    "letters stay repeated": (letters, "is_elongated", lambda word: False),
    "Cyrillic is Cyrillic": (letters, "LOOK_ALIKES", {}),
    "a comma stops nothing": (tokens, "_STOPS", "()"),
    "nothing is quoted": (quotes, "passages", lambda text: []),
    "everything is shown": (judge, "_shown", lambda found: [standing.hit for standing in found]),
    "no language is told": (judge, "languages", lambda read, common: []),
}
MISWRITTEN = {
    "a gap is one wider": ("…2", "…3"),
    "nothing is excepted": ("except: [bonne arnaque],", ""),
    "nothing is guarded": ("[quoted, denied]", "[quoted]"),
    "nobody is meant": ("who: second,", ""),
}


def test_what_a_reference_could_get_wrong_is_all_in_these_texts() -> None:
    assert differing(Judge(PACK, ENGLISH), book(PACK, ENGLISH), SAID) == []


@pytest.mark.parametrize("wrong", MISREAD)
def test_a_reference_that_reads_wrongly_is_seen_to_differ(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*MISREAD[wrong])
    letters.as_written.cache_clear()
    try:
        assert differing(Judge(PACK, ENGLISH), book(PACK, ENGLISH), SAID) != []
    finally:
        letters.as_written.cache_clear()


@pytest.mark.parametrize("wrong", MISWRITTEN)
def test_a_reference_of_other_rules_is_seen_to_differ(wrong: str) -> None:
    assert differing(Judge(PACK.replace(*MISWRITTEN[wrong]), ENGLISH), book(PACK, ENGLISH), SAID) != []
