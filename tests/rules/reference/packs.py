"""Packs as a plain reading of their YAML gives them: rules, guards, who is meant. May not check what is written.

Rules of regular expressions are left out: RE2 is the reference for those. So are `extends` and `until`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.text import inflection
from tests.rules.reference import letters
from tests.rules.reference.phrases import Choice, Grammar, Phrase, Row, Word

USUAL = frozenset({"leet", "repeats", "invisible", "homoglyphs", "emoji"})
PATIENT = frozenset({"stars", "dots", "spaced"})
EVERYTHING = USUAL | PATIENT | {"typos"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Phrases by where they stop a rule: inside, before, after, anywhere."""

    signs: Mapping[str, Sequence[Phrase]]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    phrases: Sequence[Phrase]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: RuleId
    pack: str
    language: str
    category: Category
    severity: int
    accents: str
    masks: frozenset[str]
    patient: frozenset[str]  # masks that its single words are looked for behind
    phrases: Sequence[Phrase]
    glued: Sequence[Phrase]  # its phrases as one long word each, where it sees through slips
    whole: bool
    exceptions: Sequence[Phrase]
    unless: Sequence[str]
    near: Nearby | None
    who: str
    live: bool
    client: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    rules: Sequence[Rule]
    guards: Mapping[tuple[str, str], Guard]  # by language and name
    who: Mapping[tuple[str, str], Nearby]
    common: Mapping[str, frozenset[str]]


def read(texts: Iterable[str]) -> Packs:
    """All packs as one."""
    files = [yaml.load(text, Loader=yaml.CBaseLoader) for text in texts]
    languages = {file["language"] for file in files}
    grammars = {name: _grammar(name, files) for name in languages}
    rules: list[Rule] = []
    guards: dict[tuple[str, str], Guard] = {}
    who: dict[tuple[str, str], Nearby] = {}
    common: dict[str, frozenset[str]] = {}
    for file in files:
        language = file["language"]
        entries = [entry for entry in file.get("rules", []) if entry.get("match") != "regex"]
        rules += [_rule(entry, file, grammars[language]) for entry in entries]
        for name, written in file.get("guards", {}).items():
            guards[language, name] = _guard(written, grammars[language])
        for name, written in file.get("who", {}).items():
            who[language, name] = _nearby(written, grammars[language])
        if "common" in file:
            written = [grammars[language].phrase(word).words for word in file["common"]]
            common[language] = common.get(language, frozenset()).union(*written)
    return Packs(rules=rules, guards=guards, who=who, common=common)


def glued(row: Row) -> frozenset[str]:
    """The ways to write a phrase of nothing but words, several, as one long word."""
    return frozenset(
        word for word, count in _joined(row) if count > 1 and len(word) >= letters.LONG and "*" not in word
    )


def _joined(row: Row) -> set[tuple[str, int]]:
    found = {("", 0)}
    for part in row:
        if isinstance(part, Word):
            ends = {(word, 1) for word in part.any_of}
        elif isinstance(part, Choice):
            ends = {end for option in part.options for end in _joined(option)}
        else:
            return set()
        found = {(start + end, count + more) for start, count in found for end, more in ends}
    return found


def _grammar(language: str, files: Sequence[dict[str, Any]]) -> Grammar:
    groups = {}
    for file in files:
        if file["language"] == language:
            groups.update(file.get("groups", {}))
    return Grammar(groups, inflection.of(language))


def _rule(entry: dict[str, Any], file: dict[str, Any], grammar: Grammar) -> Rule:
    category, severity = Category(entry["category"]), int(entry["severity"])
    kind = entry.get("match", "word")
    stars = {"starts": ("", "*"), "ends": ("*", "")}.get(kind, ("", ""))
    read_term = grammar.phrase if kind in ("phrase", "exact") else grammar.term
    terms = [f"{stars[0]}{term}{stars[1]}" for term in entry.get("terms", [])]
    phrases = [*map(grammar.phrase, entry.get("phrases", [])), *map(read_term, terms)]
    masks, patient = _masks(entry.get("masks"), category, severity)
    return Rule(
        id=RuleId(entry["id"]),
        pack=file["pack"],
        language=file["language"],
        category=category,
        severity=severity,
        accents=entry.get("accents", "auto"),
        masks=masks,
        patient=patient,
        phrases=phrases,
        glued=[Phrase((Word(glued(phrase.row)),)) for phrase in phrases] if "typos" in patient else [],
        whole=kind == "exact",
        exceptions=[*map(grammar.phrase, entry.get("except", []))],
        unless=entry.get("unless", file.get("unless", [])),
        near=_nearby(entry["near"], grammar) if "near" in entry else None,
        who=entry.get("who", ""),
        live=entry.get("state", "live") == "live",
        client=file.get("client"),
    )


def _masks(written: str | list[str] | None, category: Category, severity: int) -> tuple[frozenset[str], frozenset[str]]:
    """Those that a rule sees through, and those that its single words are looked for behind."""
    if written is None:
        return EVERYTHING, PATIENT if category.axis == "abuse" and severity else frozenset()
    asked = frozenset(written) if isinstance(written, list) else frozenset()
    return asked, asked - USUAL


def _guard(written: dict[str, Any], grammar: Grammar) -> Guard:
    signs = {
        where: [*map(grammar.phrase, written.get(where, []))] for where in ("inside", "before", "after", "anywhere")
    }
    return Guard(signs=signs, within=int(written.get("within", 0)))


def _nearby(written: dict[str, Any], grammar: Grammar) -> Nearby:
    return Nearby(phrases=[*map(grammar.phrase, written["words"])], within=int(written["within"]))
