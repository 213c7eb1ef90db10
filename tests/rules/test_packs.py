"""Packs as files: what is wrong is named with its file and line, and nothing is taken by halves. May not judge texts much."""

from pathlib import Path

import pytest

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.conftest import SHIPPED

HEAD = "pack: mine\nlanguage: fr\nrules:\n"
RULE = """  - id: one
    title: {fr: Un, en: One}
    category: insult
    severity: 2
    phrases: [escroc]
    yes: [quel escroc]
    no: [un escrocs]
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_pack_loads(tmp_path: Path) -> None:
    book = Rulebook.load([write(tmp_path, HEAD + RULE)])
    assert [hit.rule for hit in book.judge("un escroc").hits] == ["one"]
    assert book.title(RuleId("one"), "en") == "One"
    assert book.title(RuleId("one"), "de") == "Un"
    assert book.title(RuleId("none"), "fr") == ""


@pytest.mark.parametrize(
    ("was", "becomes", "line", "problem"),
    [
        ("severity: 2", "severity: 2\n    severity: 3", 8, "duplicate_key"),
        ("severity: 2", "severity: 5", 7, "bad_value"),
        ("severity: 2", "severity: two", 7, "bad_value"),
        ("severity: 2", "severity: 2\n    colour: red", 8, "unknown_key"),
        ("    severity: 2\n", "", 4, "missing_key"),
        ("category: insult", "category: rude", 6, "bad_value"),
        ("fr: Un, ", "", 5, "missing_key"),
        ("phrases: [escroc]", "phrases: escroc", 8, "bad_value"),
        ("phrases: [escroc]", "phrases:\n    - (escroc", 9, "bad_phrase"),
        ("phrases: [escroc]", "phrases: [(escroc)]", 8, "bad_phrase"),
        ("phrases: [escroc]", "phrases: [… escroc]", 8, "bad_phrase"),
        ("phrases: [escroc]", "phrases: ['@nothing']", 8, "bad_phrase"),
        ("phrases: [escroc]", "phrases: [<voleur>]", 8, "unknown_group"),
        ("phrases: [escroc]", "phrases: [escroc]\n    accents: some", 9, "bad_value"),
        ("phrases: [escroc]", "phrases: [escroc]\n    unless: [nobody]", 9, "unknown_guard"),
        ("yes: [quel escroc]", "yes:\n      - quel escroc\n      - quel voleur", 11, "failing_example"),
        ("no: [un escrocs]", "no: [un escroc]", 10, "failing_example"),
        ("no: [un escrocs]", "no: [un escrocs", 11, "not_yaml"),
        ("language: fr", "language: fr\nlanguage: en", 3, "duplicate_key"),
        ("language: fr", "language: fr\ngroups: {a: [<b>], b: [<a>]}", 3, "unknown_group"),
        ("language: fr", "language: fr\nguards: {quick: {near: [x]}}", 3, "unknown_key"),
        (HEAD + RULE, HEAD + RULE + RULE, 11, "duplicate_rule"),
        (HEAD + RULE, "", 1, "missing_key"),
        (HEAD + RULE, "- a list\n", 1, "bad_value"),
        (HEAD + RULE, "pack: a\x07b\n", 1, "not_yaml"),
        (HEAD + RULE, "[" * 5000, 1, "not_yaml"),
        (HEAD + RULE, "pack: x\ncommon:\n" + "[" * 500_000, 3, "not_yaml"),
        (HEAD + RULE, "pack: x\ncommon: " + "{a: " * 500_000, 2, "not_yaml"),
        (HEAD + RULE, "pack: x\ncommon:\n" + "- " * 500_000, 3, "not_yaml"),
        (HEAD + RULE, "pack: x\ncommon: *never", 2, "not_yaml"),
        (HEAD + RULE, "pack: x\ncommon: &one [a, *one]", 2, "not_yaml"),
        (HEAD + RULE, "pack: x\n---\npack: y", 2, "not_yaml"),
        ("severity: 2", "severity: 00000000099", 7, "bad_value"),
        ("severity: 2", "severity: 000000000" + "9" * 5000, 7, "bad_value"),
        ("phrases: [escroc]", "phrases: [escro" + "(c|q)" * 40 + "]", 8, "bad_phrase"),
        ("phrases: [escroc]", "phrases: ['" + "(" * 3000 + "a" + "|b)" * 3000 + "']", 8, "bad_phrase"),
        ("phrases: [escroc]", "phrases: ['x" + "(a" * 3000 + ")" * 3000 + "']", 8, "bad_phrase"),
        (
            "language: fr",
            "language: fr\ngroups: {" + "".join(f"g{n}: [<g{n + 1}>], " for n in range(400)) + "}",
            3,
            "unknown_group",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_line(
    tmp_path: Path, was: str, becomes: str, line: int, problem: str
) -> None:
    assert was in HEAD + RULE
    path = write(tmp_path, (HEAD + RULE).replace(was, becomes, 1))
    with pytest.raises(RuleError) as caught:
        Rulebook.load([tmp_path])
    assert (caught.value.file, caught.value.line, caught.value.problem) == (path, line, problem)


def test_a_file_that_is_absent_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as absent:
        Rulebook.load([tmp_path / "none.yaml"])
    assert absent.value.problem == "unreadable"
    (tmp_path / "bytes.yaml").write_bytes(b"pack: a\nlanguage: \xff\n")
    with pytest.raises(RuleError) as bytes_:
        Rulebook.load([tmp_path])
    assert (bytes_.value.line, bytes_.value.problem) == (2, "not_utf8")


def test_one_bad_pack_keeps_all_others_out(tmp_path: Path) -> None:
    write(tmp_path, HEAD + RULE)
    write(tmp_path, "pack: other\nlanguage: fr\nrules: [{}]\n", "other.yaml")
    with pytest.raises(RuleError):
        Rulebook.load([tmp_path])


def test_two_packs_may_not_share_a_name(tmp_path: Path) -> None:
    write(tmp_path, HEAD + RULE)
    write(tmp_path, "pack: mine\nlanguage: en\n", "other.yaml")
    with pytest.raises(RuleError) as caught:
        Rulebook.load([tmp_path])
    assert caught.value.problem == "duplicate_pack"


def test_the_version_names_the_content_of_the_packs(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + RULE)
    before = Rulebook.load([tmp_path]).version
    assert Rulebook.load([path]).version == before
    write(tmp_path, HEAD + RULE + "# a word\n")
    assert Rulebook.load([tmp_path]).version != before


def test_a_folder_without_packs_gives_a_judge_that_finds_nothing(tmp_path: Path) -> None:
    assert Rulebook.load([tmp_path]).judge("escroc").hits == ()


def test_each_language_can_be_loaded_alone() -> None:
    assert Rulebook.load([SHIPPED / "fr"]).judge("c'est une arnaque").business == 3
    assert Rulebook.load([SHIPPED / "en"]).judge("total scam").business == 3
