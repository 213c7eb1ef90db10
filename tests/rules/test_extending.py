"""Packs that change the rules of others, for everybody or for one client. May not use the shipped packs."""

from pathlib import Path

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import By
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.rulebook import Rulebook, matched

BASE = """pack: base
language: fr
unless: [quoted]
rules:
  - id: one
    title: {fr: Un, en: One}
    category: insult
    severity: 2
    phrases: [escroc, voleur]
    except: [voleur de poules]
    yes: [quel escroc]
    no: [le voleur de poules, il a dit « escroc » hier]
  - {id: two, title: {fr: Deux}, category: insult, severity: 3, phrases: [crapule], yes: [crapule], no: []}
"""
LUMEN, OTHER = ClientId("lumen"), ClientId("other")


def book(folder: Path, **packs: str) -> Rulebook:
    for name, text in {"base": BASE, **packs}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Rulebook.load([folder])


def found(rules: Rulebook, text: str, client: ClientId | None = None) -> list[str]:
    return [f"{hit.rule}:{matched(text, hit)}:{hit.severity}" for hit in rules.judge(text, client).hits]


def test_a_rule_is_changed_field_by_field(tmp_path: Path) -> None:
    rules = book(
        tmp_path,
        mine="pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: one, severity: 4, title: {fr: Le mien}}\n",
    )
    assert found(rules, "escroc et crapule") == ["one:escroc:4", "two:crapule:3"]
    assert rules.title(RuleId("one"), "fr") == "Le mien"
    assert rules.judge("escroc").hits[0].pack == "base"


def test_lists_are_replaced_or_added_to(tmp_path: Path) -> None:
    changed = (
        "pack: mine\nlanguage: fr\nextends: [base]\nrules:\n"
        "  - id: one\n    add: {except: [escroc en chef], phrases: [filou], no: [un escroc en chef]}\n"
        "  - {id: two, phrases: [canaille], yes: [canaille]}\n"
    )
    rules = book(tmp_path, mine=changed)
    text = "escroc en chef, voleur de poules, filou, crapule, canaille"
    assert found(rules, text) == ["one:filou:2", "two:canaille:3"]
    assert found(rules, "il a dit « escroc » et rien d'autre") == []  # the guards of the pack it comes from


def test_guards_added_to_a_rule_join_those_of_its_pack(tmp_path: Path) -> None:
    changed = (
        "pack: mine\nlanguage: fr\nextends: [base]\nguards: {denied: {before: [pas un], within: 0}}\n"
        "rules:\n  - {id: one, add: {unless: [denied]}}\n"
    )
    rules = book(tmp_path, mine=changed)
    assert found(rules, "ce n'est pas un escroc") == []
    assert found(rules, "il a dit « escroc » et rien d'autre") == []
    assert found(rules, "pas un mot, escroc") == ["one:escroc:2"]


FOR_LUMEN = "pack: lumen\nlanguage: fr\nclient: lumen\nextends: [base]\nrules:\n"


def test_a_client_has_a_rule_changed_for_itself_alone(tmp_path: Path) -> None:
    rules = book(tmp_path, lumen=FOR_LUMEN + "  - {id: one, add: {except: [gros escroc], no: [gros escroc]}}\n")
    assert found(rules, "gros escroc", LUMEN) == []
    assert found(rules, "petit escroc", LUMEN) == ["one:escroc:2"]
    assert found(rules, "gros escroc", OTHER) == ["one:escroc:2"]
    assert found(rules, "gros escroc") == ["one:escroc:2"]
    reasons = {(stop.by, stop.what) for stop in rules.why("gros escroc", LUMEN).stopped}
    assert reasons == {(By.CLIENT, "lumen"), (By.EXCEPTION, "gros escroc")}
    assert {stop.by for stop in rules.why("petit escroc", LUMEN).stopped} == set()


def test_a_rule_can_be_put_aside_for_a_client(tmp_path: Path) -> None:
    rules = book(tmp_path, lumen=FOR_LUMEN + "  - {id: two, state: draft}\n")
    assert found(rules, "crapule", LUMEN) == []
    assert found(rules, "crapule", OTHER) == ["two:crapule:3"]
    assert [stop.by for stop in rules.why("crapule", LUMEN).stopped] == [By.CLIENT]


def test_a_rule_of_a_client_serves_no_other(tmp_path: Path) -> None:
    new = "  - {id: three, title: {fr: x}, category: fraud, severity: 2, phrases: [filou], yes: [filou], no: []}\n"
    rules = book(tmp_path, lumen=FOR_LUMEN + new)
    assert found(rules, "filou", LUMEN) == ["three:filou:2"]
    assert found(rules, "filou", OTHER) == found(rules, "filou") == []
    assert rules.why("filou", OTHER).stopped == ()


def test_a_client_changes_a_rule_as_it_is_for_everybody_by_then(tmp_path: Path) -> None:
    mine = "pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: one, add: {phrases: [filou]}}\n"
    a_first = FOR_LUMEN.replace("pack: lumen", "pack: a") + "  - {id: one, severity: 4}\n"
    rules = book(tmp_path, mine=mine, a=a_first)
    assert found(rules, "filou", LUMEN) == ["one:filou:4"]
    assert found(rules, "filou") == ["one:filou:2"]


def test_the_examples_of_a_changed_rule_are_checked_for_its_client(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        book(tmp_path, lumen=FOR_LUMEN + "  - id: one\n    add:\n      no: [gros escroc]\n")
    assert (caught.value.problem, caught.value.line) == ("failing_example", 8)
    assert caught.value.file == tmp_path / "lumen.yaml"


@pytest.mark.parametrize(
    ("pack", "problem", "line"),
    [
        ("pack: mine\nlanguage: fr\nrules:\n  - {id: one, severity: 4}\n", "duplicate_rule", 4),
        ("pack: mine\nlanguage: fr\nextends: [nothing]\n", "unknown_pack", 3),
        ("pack: mine\nlanguage: fr\nextends: [mine]\n", "endless_extends", 3),
        ("pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: one, colour: red}\n", "unknown_key", 5),
        ("pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: one, add: {title: x}}\n", "unknown_key", 5),
        ("pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: one}\n  - {id: one}\n", "duplicate_rule", 6),
        ("pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {id: new, severity: 4}\n", "missing_key", 5),
        ("pack: mine\nlanguage: fr\nextends: [base]\nrules:\n  - {severity: 4}\n", "missing_key", 5),
        ("pack: mine\nlanguage: en\nextends: [base]\nrules:\n  - {id: one, severity: 4}\n", "other_language", 5),
        ("pack: mine\nlanguage: fr\nextends: base\n", "bad_value", 3),
    ],
)
def test_an_extension_that_cannot_be_is_named_with_its_line(tmp_path: Path, pack: str, problem: str, line: int) -> None:
    with pytest.raises(RuleError) as caught:
        book(tmp_path, mine=pack)
    assert (caught.value.problem, caught.value.line) == (problem, line)
    assert caught.value.file == tmp_path / "mine.yaml"
