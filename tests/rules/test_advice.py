"""What `rules lint` tells of packs that are allowed, but hardly meant. May not use the shipped packs."""

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Advice, PackId
from cm_desktop.rules.keeping.advice import MANY, Adviser
from cm_desktop.rules.keeping.library import Library
from cm_desktop.rules.language import packs

PACK = """pack: small
language: fr
common: [le, la, pas, sale]
guards: {nié: {before: [pas un], within: 0}, cité: {before: [il dit], within: 0}}
rules:
  - id: one
    title: {fr: Un}
    category: insult
    severity: 2
    yes: []
    no: []
"""


def told(folder: Path, more: str, after: str = "", words: str = "") -> list[tuple[str, str, int, int]]:
    (folder / "small.yaml").write_text(PACK + indent(more, "    ") + after, encoding="utf-8")
    (folder / "list").write_text(words, encoding="utf-8")
    found = packs.load([folder], date(2026, 1, 1))
    given = Adviser(found, {"fr": (folder / "list",)}).advise([rule for rule in found.rules if rule.id == "one"])
    return [(advice.problem, advice.detail, advice.count, advice.line) for advice in given]


def test_a_rule_that_is_meant_gets_no_advice(tmp_path: Path) -> None:
    assert told(tmp_path, "phrases: [escroc, espèce de …1 crapule]\n") == []


def test_a_term_that_hits_everyday_words_is_told_with_their_count(tmp_path: Path) -> None:
    concours = "\n".join(f"concours{number}" for number in range(MANY - 1))
    assert told(tmp_path, "match: starts\nterms: [con]\n", words=concours) == []
    assert told(tmp_path, "match: starts\nterms: [con]\n", words=f"{concours}\nCONSEIL\nrien") == [
        ("common_word", "con*", MANY, 13)
    ]
    assert told(tmp_path, "phrases:\n  - gros con\n  - sale\n", words=concours) == [("common_word", "sale", 1, 14)]
    endings = "\n".join(f"{letter}erie" for letter in "abcdefghijklmnopqrstu")
    assert told(tmp_path, "match: ends\nterms: [erie]\n", words=endings) == [("common_word", "*erie", 21, 13)]


def test_a_term_that_wants_its_accents_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "accents: exact\nphrases: [taré, con]\n") == [("only_with_accents", "taré", 0, 13)]
    assert told(tmp_path, "accents: auto\nphrases: [taré, con]\n") == []


OTHER = "  - {id: two, title: {fr: Deux}, category: insult, severity: 3, phrases: [canaille], "


def test_rules_that_want_the_opposite_are_told(tmp_path: Path) -> None:
    mine = "phrases: [crapule, ah]\n"
    assert told(tmp_path, mine, f"{OTHER}except: [crapule], yes: [], no: []}}\n") == [("contradicts", "two", 0, 6)]
    assert told(tmp_path, mine, f"{OTHER}except: [crapules], yes: [], no: []}}\n") == []
    wanted = "phrases: [crapule]\nnear: {words: [la], within: 2}\n"
    (tmp_path / "x").mkdir()
    text = PACK.replace("yes: []", "yes: [La CRAPULE]") + indent(wanted, "    ")
    (tmp_path / "x" / "small.yaml").write_text(f"{text}{OTHER}yes: [], no: [la crapule]}}\n", encoding="utf-8")
    found = packs.load([tmp_path / "x"])
    assert [advice.problem for advice in Adviser(found, {}).advise(found.rules[:1])] == ["contradicts"]


def test_a_guard_or_an_exception_without_an_example_is_told(tmp_path: Path) -> None:
    guarded = "phrases: [escroc]\nexcept: [escroc en chef, escroc d'un jour]\nunless: [nié, cité]\n"
    problems = told(tmp_path, guarded)
    assert [(problem, detail) for problem, detail, _, _ in problems] == [
        ("needless_exception", "escroc en chef"),
        ("needless_exception", "escroc d'un jour"),
        ("needless_guard", "nié"),
        ("needless_guard", "cité"),
    ]
    proven = PACK.replace("no: []", "no: [un escroc en chef, pas un escroc]") + indent(guarded, "    ")
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "small.yaml").write_text(proven, encoding="utf-8")
    found = packs.load([tmp_path / "y"])
    assert [(advice.problem, advice.detail) for advice in Adviser(found, {}).advise(found.rules)] == [
        ("needless_exception", "escroc d'un jour"),
        ("needless_guard", "cité"),
    ]


def test_a_guard_of_the_pack_is_needless_where_no_rule_needs_it(tmp_path: Path) -> None:
    text = PACK.replace("common:", "unless: [nié, cité]\ncommon:") + "    phrases: [escroc]\n"
    (tmp_path / "small.yaml").write_text(f"{text}{OTHER}yes: [], no: [pas un canaille]}}\n", encoding="utf-8")
    found = packs.load([tmp_path])
    assert [(advice.rule, advice.detail) for advice in Adviser(found, {}).advise(found.rules)] == [("one", "cité")]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "small.yaml").write_text(PACK + "    phrases: [escroc]\n", encoding="utf-8")
    mine = "pack: mine\nlanguage: fr\nclient: lumen\nrules:\n"
    rule = (
        "  - {id: two, title: {fr: x}, category: fraud, severity: 2, state: trial, phrases: [filou], yes: [], no: []}\n"
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.yaml").write_text(mine + rule, encoding="utf-8")
    return Library(tmp_path / "shipped", tmp_path / "own")


def test_what_never_fires_is_known_of_a_history_only(library: Library) -> None:
    lumen = ClientId("lumen")
    assert library.advise() == ()
    idle = [("bonjour", lumen)] * 3 + [("filou", None)]
    assert library.advise(None, idle) == (
        Advice(rule=library.advise(None, idle)[0].rule, line=6, problem="never_fires", count=4),
        Advice(rule=library.advise(PackId("mine"), idle)[0].rule, line=5, problem="never_fires", count=4),
    )
    assert library.advise(None, [("filou et escroc", lumen)]) == ()
