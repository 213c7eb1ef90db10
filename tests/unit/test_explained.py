"""Every error has a sentence, in both languages, that tells its problem apart from the others."""

import re
from pathlib import Path

import pytest

from cm_desktop.domain import errors
from cm_desktop.domain.errors import (
    ActRefused,
    CmDesktopError,
    Damaged,
    Invalid,
    Offline,
    RuleError,
    ScenarioError,
    Trouble,
)
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
LANGUAGES = [Words.load(language, TRANSLATIONS) for language in ("en", "fr")]
ENGLISH, _FRENCH = LANGUAGES
UNFORESEEN = explain(ENGLISH, ValueError("nobody thought of it"))
RULE_PROBLEMS = (
    *("duplicate_key", "unknown_key", "missing_key", "bad_value", "bad_phrase", "unknown_group", "unknown_guard"),
    *("duplicate_rule", "duplicate_pack", "failing_example", "not_yaml", "not_utf8", "unreadable"),
    *("bad_pattern", "not_one_word", "exact_phrases", "unknown_who", "unknown_pack", "endless_extends"),
    *("other_language", "renamed_pack"),
)
SCENARIO_PROBLEMS = (
    *("unreadable", "not_json", "missing", "unknown_key", "wrong_type", "bad_value", "empty", "duplicate"),
    *("unknown_parent", "too_early"),
)


def concrete(root: type[CmDesktopError]) -> list[type[CmDesktopError]]:
    """The errors that are raised: the leaves of the tree, and one that has kinds of its own."""
    below = [leaf for child in root.__subclasses__() for leaf in concrete(child)]
    return [*below, root] if not below or root is Offline else below


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
@pytest.mark.parametrize("kind", concrete(CmDesktopError), ids=lambda kind: kind.__name__)
def test_every_error_has_a_sentence(words: Words, kind: type[CmDesktopError]) -> None:
    assert explain(words, kind()) != explain(words, Trouble("NeverHeardOf"))


def test_what_nobody_foresaw_has_one_too() -> None:
    assert UNFORESEEN.startswith("Something unexpected happened")
    assert explain(ENGLISH, Trouble("NeverHeardOf")) == UNFORESEEN


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
def test_each_problem_of_a_rule_is_told_apart(words: Words) -> None:
    told = [explain(words, RuleError(Path("mine.yaml"), 7, problem, "x")) for problem in RULE_PROBLEMS]
    assert len(set(told)) == len(told)
    assert all("mine.yaml" in sentence for sentence in told)
    assert explain(words, RuleError(Path("mine.yaml"), 7, "unheard_of", "x")) not in told
    assert not [sentence for sentence in told if "_" in sentence]


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
def test_each_problem_of_a_scenario_is_told_apart(words: Words) -> None:
    told = [explain(words, ScenarioError(Path("s.json"), "clients[0].name", p)) for p in SCENARIO_PROBLEMS]
    assert len(set(told)) == len(told)
    assert all("s.json" in sentence for sentence in told)
    assert explain(words, ScenarioError(Path("s.json"), "clients[0].name", "unheard_of")) not in told
    assert not [sentence for sentence in told if "_" in sentence]


def test_a_problem_that_rules_or_scenarios_can_have_is_listed_here() -> None:
    package = Path(errors.__file__).parents[2]
    raised = set(re.findall(r"\berror\(\s*\"(\w+)\"", _code(package / "rules")))
    raised |= set(re.findall(r"RuleError\([^\"]*\"(\w+)\"", _code(package / "rules")))
    raised |= set(re.findall(r"_refuse_twins\(.*\"(\w+)\"\)", _code(package / "rules")))
    assert len(raised) >= 10
    assert raised <= set(RULE_PROBLEMS)
    refused = set(re.findall(r"refuse\([^,]*, \"(\w+)\"\)", _code(package / "practice")))
    assert len(refused) >= 5
    assert refused <= set(SCENARIO_PROBLEMS)


def _code(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))


@pytest.mark.parametrize("field", ["content", "comment_status", "post", "trash", "status", "link", "like", "action"])
def test_a_refused_field_is_explained_rather_than_named(field: str) -> None:
    assert f"“{field}”" not in explain(ENGLISH, Invalid("", field))
    assert explain(ENGLISH, Invalid("", "author_email")).startswith("The platform refuses “author_email”")


def test_a_comment_that_moved_is_told_from_one_that_was_edited() -> None:
    assert "hidden, refused or removed" in explain(ENGLISH, ActRefused("moved"))
    assert "edited" in explain(ENGLISH, ActRefused("changed"))


def test_the_file_that_can_be_rebuilt_is_told_from_the_precious_one() -> None:
    assert "made anew" in explain(ENGLISH, Damaged(Path("w/cache.db")))
    assert "a good copy is offered" in explain(ENGLISH, Damaged(Path("w/work.db")))
