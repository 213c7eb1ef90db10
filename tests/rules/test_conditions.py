"""What a rule may ask besides its words: masks, words nearby, who is meant, a state, a last day. May not use shipped packs."""

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import By, Disguise
from cm_desktop.rules.language import packs
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.rulebook import Rulebook, matched
from tests.rules.conftest import WriteBook

WHO = """who:
  second: {words: [(tu|vous|votre)], within: 3}
  staff: {words: [(vendeuse|patron)], within: 3}
  group: {words: [les gens], within: 3}
"""


def book(
    folder: Path,
    more: str = "",
    *,
    phrases: str = "[escroc, vraie crapule]",
    before: str = WHO,
    category: str = "insult",
) -> Rulebook:
    (folder / "small.yaml").write_text(
        f"pack: small\nlanguage: fr\n{before}rules:\n  - id: found\n    title: {{fr: x}}\n    category: {category}\n"
        f"    severity: 2\n    phrases: {phrases}\n    yes: []\n    no: []\n{indent(more, '    ')}",
        encoding="utf-8",
    )
    return Rulebook.load([folder])


def found(rules: Rulebook, text: str) -> list[str]:
    return [matched(text, hit) for hit in rules.judge(text).hits]


DISGUISED = {
    "leet": "escr0c",
    "repeats": "escroooc",
    "invisible": "esc\u200broc",
    "homoglyphs": "eѕсroc",
    "stars": "escr*c",
    "emoji": "🅴🅂croⒸ",
    "dots": "e.s.c.r.o.c",
    "spaced": "e s c r o c",
}


@pytest.mark.parametrize(("mask", "text"), DISGUISED.items())
def test_a_rule_sees_through_the_masks_it_names_and_no_other(tmp_path: Path, mask: str, text: str) -> None:
    assert found(book(tmp_path, f"masks: [{mask}]\n"), f"quel {text} là") == [text]
    others = [other for other in DISGUISED if other != mask]
    assert found(book(tmp_path, f"masks: [{', '.join(others)}]\n"), f"quel {text} là") == []
    assert found(book(tmp_path, "masks: none\n"), f"quel {text} là") == []


@pytest.mark.parametrize(("mask", "text"), DISGUISED.items())
def test_without_a_word_of_masks_only_abuse_is_looked_for_behind_stars_and_letters_apart(
    tmp_path: Path, mask: str, text: str
) -> None:
    assert found(book(tmp_path), text) == [text]
    usual = mask in ("leet", "repeats", "invisible", "homoglyphs", "emoji")
    assert bool(found(book(tmp_path, category="fraud"), text)) is usual


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("quels arnaqeurs", ["arnaqeurs"]),  # a letter lost
        ("quels aranqueurs", ["aranqueurs"]),  # two exchanged
        ("une vraiecrapule", ["vraiecrapule"]),  # glued
        ("quel ecroc", []),  # too short to be itself with a letter wrong
        ("quels rnaqueurs", []),  # never the first letter
        ("arnaqueurs", ["arnaqueurs"]),
    ],
)
def test_slips_of_the_fingers_are_seen_through_where_a_rule_asks(
    tmp_path: Path, text: str, passages: list[str]
) -> None:
    phrases = "[escroc, arnaqueurs, vraie crapule]"
    assert found(book(tmp_path, "masks: [typos]\n", phrases=phrases), text) == passages
    assert found(book(tmp_path, phrases=phrases), text) == [p for p in passages if p == "arnaqueurs"]


def test_a_typo_that_is_a_word_of_the_rules_is_that_word(tmp_path: Path) -> None:
    rules = book(tmp_path, "masks: [typos]\nexcept: [serveurs]\n", phrases="[sserveurs]")
    assert found(rules, "les serveurs") == []


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("cet escroc de banquier", True),
        ("le banquier est un vrai escroc", True),
        ("le banquier du coin de la rue est bien escroc", False),
        ("Le banquier. Escroc", False),
        ("le banquier, cet escroc", True),
        ("cet escroc", False),
    ],
)
def test_words_that_must_be_near_are_near_in_the_same_sentence(tmp_path: Path, text: str, hit: bool) -> None:
    rules = book(tmp_path, "near: {words: [banquier], within: 4}\n")
    assert bool(found(rules, text)) is hit
    assert [stop.by for stop in rules.why(text).stopped] == ([] if hit else [By.NEAR])


def test_words_that_must_be_near_may_stand_in_the_passage(tmp_path: Path) -> None:
    rules = book(tmp_path, "near: {words: [gros], within: 0}\n", phrases="[quel … escroc]")
    assert found(rules, "quel gros escroc") == ["quel gros escroc"]


@pytest.mark.parametrize(
    ("who", "text", "hit"),
    [
        ("second", "tu es un escroc", True),
        ("second", "c'est un escroc", False),
        ("second", "Tu viens ? Un escroc passe", False),
        ("staff", "cette vendeuse, un escroc", True),
        ("staff", "tu es un escroc", False),
        ("group", "les gens sont escroc", True),
        ("nobody", "quel escroc ce vent", True),
        ("nobody", "tu es un escroc", False),
        ("nobody", "le patron est escroc", False),
    ],
)
def test_a_rule_holds_only_for_whom_it_is_about(tmp_path: Path, who: str, text: str, hit: bool) -> None:
    rules = book(tmp_path, f"who: {who}\n")
    assert bool(found(rules, text)) is hit
    assert [(stop.by, stop.what) for stop in rules.why(text).stopped] == ([] if hit else [(By.WHO, who)])


def test_a_rule_on_trial_is_told_by_why_and_counts_for_nothing(tmp_path: Path) -> None:
    rules = book(tmp_path, "state: trial\n")
    assert rules.judge("quel escroc").hits == ()
    why = rules.why("quel escroc")
    assert (why.verdict.severity, [hit.rule for hit in why.trials]) == (0, ["found"])


def test_a_draft_is_checked_and_nothing_else(tmp_path: Path) -> None:
    rules = book(tmp_path, "state: draft\n")
    why = rules.why("quel escroc")
    assert (why.verdict.hits, why.trials, why.stopped) == ((), (), ())
    with pytest.raises(RuleError) as caught:
        book(tmp_path, "state: draft\n", phrases="[(]")
    assert caught.value.problem == "bad_phrase"


def test_a_rule_ends_after_its_last_day(tmp_path: Path) -> None:
    book(tmp_path, "until: 2026-06-30\n")
    before, after = (packs.load([tmp_path], date(2026, month, 1)) for month in (6, 7))
    assert (len(before.rules), len(after.rules)) == (1, 0)
    assert len(packs.load([tmp_path], date(2026, 6, 30)).rules) == 1
    assert before.version != after.version
    assert Rulebook(after.version, compile_packs(after)).judge("quel escroc").hits == ()


@pytest.mark.parametrize(
    ("more", "problem", "line"),
    [
        ("masks: [fog]\n", "bad_value", 15),
        ("masks: some\n", "bad_value", 15),
        ("near: {words: [x]}\n", "missing_key", 15),
        ("near: {words: [x], within: 99}\n", "bad_value", 15),
        ("who: everybody\n", "bad_value", 15),
        ("state: asleep\n", "bad_value", 15),
        ("until: 31/12/2026\n", "bad_value", 15),
        ("match: word\n", "missing_key", 8),
        ("match: exact\nterms: [x]\n", "exact_phrases", 12),
        ("add: {no: [x]}\n", "unknown_key", 15),
    ],
)
def test_a_condition_that_cannot_be_is_named_with_its_line(tmp_path: Path, more: str, problem: str, line: int) -> None:
    with pytest.raises(RuleError) as caught:
        book(tmp_path, more)
    assert (caught.value.problem, caught.value.line) == (problem, line)


def test_who_is_meant_must_be_known_in_the_language(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        book(tmp_path, "who: staff\n", before="")
    assert (caught.value.problem, caught.value.detail) == ("unknown_who", "staff")


@pytest.mark.parametrize(
    ("text", "compared", "disguises"),
    [
        ("quel escroc", None, ()),
        ("quel ESCROC", "escroc", (Disguise.CASE,)),
        ("quel Escr0c", "escroc", (Disguise.CASE, Disguise.LEET)),
        ("quel escrooooc", "escroc", (Disguise.REPEATS,)),
        ("quel esc\u200broc", "escroc", (Disguise.INVISIBLE,)),
        ("quel eѕcroc", "escroc", (Disguise.LOOK_ALIKE,)),
        ("quel escr*c", "escroc", (Disguise.STARS,)),
        ("quel e.s.c.r.o.c", "escroc", (Disguise.SPACED,)),
        ("quel 🅴🅂croⒸ", "escroc", (Disguise.LOOK_ALIKE,)),
        ("quel taré", None, ()),
        ("quel tare", "tare", (Disguise.ACCENTS,)),
        ("quel TARE", "tare", (Disguise.CASE, Disguise.ACCENTS)),
        ("sans cœur", "coeur", (Disguise.LIGATURE,)),
        ("sans coeur", None, ()),
    ],
)
def test_each_step_of_a_matched_word_is_told(
    tmp_path: Path, text: str, compared: str | None, disguises: tuple[Disguise, ...]
) -> None:
    why = book(tmp_path, phrases="[escroc, taré, sans cœur]").why(text)
    assert why.verdict.hits
    assert [(step.compared, step.disguises) for step in why.steps] == ([(compared, disguises)] if compared else [])


def test_why_names_the_guards_that_let_a_rule_stand(write_book: WriteBook) -> None:
    book = write_book("sale", more="unless: [quoted, denied]\n", before="guards: {denied: {before: [pas]}}\n")
    assert book.why("c'est sale").passed == {"found": ("quoted", "denied.any")}
    assert book.why("pas sale").passed == {}
