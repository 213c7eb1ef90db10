"""Rule packs: what is written in YAML, read and checked part by part. May not match a text.

pack: menaces.fr              unique; shown beside the rule's title
language: fr                  its rules are silent on comments clearly written in another language; any: never
unless: [quoted, negated]     guards of every rule below that does not say otherwise
groups: {tu es: [...]}        named lists of phrases, shared by all packs of the language
guards: {negated: {inside: [...], before: [...], after: [...], anywhere: [...], within: 2}}
common: [le, la, ...]         words that tell the language
rules:
  - id: menace.voilee
    title: {fr: Menace voilée, en: Veiled threat}
    category: threat
    severity: 4               0 to 4
    accents: auto             auto (default), exact, ignore
    phrases: [...]            see `phrases`
    except: [...]             phrases that protect what they cover
    unless: [...]             guards, instead of the pack's
    yes: [...]                texts the rule must catch
    no: [...]                 texts it must leave alone
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.language import phrases, source
from cm_desktop.rules.language.source import Source
from cm_desktop.rules.text import words

QUOTED = "quoted"  # the one guard that no pack defines: between quotation marks
ANY_LANGUAGE = "any"
_SEMANTICS = b"1"  # to raise when the same packs come to mean something else
_WIDEST = 12


class Accents(StrEnum):
    """How a term's accents count. `auto`: only where the writer uses any; see `reading`."""

    AUTO = "auto"
    EXACT = "exact"
    IGNORE = "ignore"


class Role(StrEnum):
    """What a phrase is for: to find, to protect, or to stop a rule from where it stands."""

    RULE = "rule"
    EXCEPTION = "exception"
    INSIDE = "inside"
    BEFORE = "before"
    AFTER = "after"
    ANYWHERE = "anywhere"


_SIGNS = (Role.INSIDE, Role.BEFORE, Role.AFTER, Role.ANYWHERE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as written in the pack, and what it stands for."""

    text: str
    sequences: phrases.Sequences


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must, or must not, catch."""

    text: str
    place: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What stops a rule: a phrase inside a gap of the passage, up to `within` words before or after it, or anywhere at all."""

    id: str
    signs: Mapping[Role, tuple[Phrase, ...]]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `unless` names guards by id; `titles` is by language, at least in the pack's."""

    id: RuleId
    pack: str
    language: str
    titles: Mapping[str, str]
    category: Category
    severity: int
    accents: Accents
    phrases: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
    unless: tuple[str, ...]
    yes: tuple[Example, ...]
    no: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """All packs in force. `common` gives the everyday words that tell a language."""

    version: str
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    common: Mapping[str, frozenset[str]]


def load(paths: Iterable[Path]) -> Packs:
    """Read packs from files and folders (`*.yaml`, at any depth). Raises RuleError: all are good, or none is taken."""
    files = sorted({file for path in paths for file in (path.rglob("*.yaml") if path.is_dir() else [path])})
    found = [_Pack(source.read(file)) for file in files]
    _refuse_twins((pack.fields["pack"] for pack in found), "duplicate_pack")
    languages = {language: _Language(language, found) for language in {pack.language for pack in found}}
    rules = tuple(rule for pack in found for rule in _rules(pack, languages[pack.language]))
    _refuse_twins((entry.mapping()["id"] for pack in found for entry in pack.entries), "duplicate_rule")
    return Packs(
        version=_version(files),
        rules=rules,
        guards=tuple(guard for language in languages.values() for guard in language.guards.values()),
        common={name: language.common for name, language in languages.items() if language.common},
    )


class _Pack:
    """One file, its outermost fields checked."""

    def __init__(self, root: Source) -> None:
        self.fields = root.fields(("pack", "language"), ("unless", "groups", "guards", "common", "rules"))
        self.name = self.fields["pack"].text()
        self.language = self.fields["language"].text()
        self.entries = self.fields["rules"].items() if "rules" in self.fields else []

    def part(self, name: str) -> dict[str, Source]:
        return self.fields[name].mapping() if name in self.fields else {}


class _Language:
    """What all packs of one language share: groups, guards, common words."""

    def __init__(self, name: str, packs: Iterable[_Pack]) -> None:
        mine = [pack for pack in packs if pack.language == name]
        self._name = name
        self._sources = _joined(pack.part("groups") for pack in mine)
        self._groups: dict[str, phrases.Sequences] = {}
        self._open: list[str] = []
        for group in self._sources:
            self._group(group)
        self.guards = {key: self._guard(key, part) for key, part in _joined(p.part("guards") for p in mine).items()}
        listed = [pack.fields["common"] for pack in mine if "common" in pack.fields]
        self.common = frozenset(words.as_written(item.text()) for part in listed for item in part.items())

    def phrases_of(self, part: Source | None) -> tuple[Phrase, ...]:
        """Read a list of phrases. Raises RuleError."""
        return tuple(self._phrase(item) for item in part.items()) if part else ()

    def guards_of(self, part: Source | None) -> tuple[str, ...]:
        """The guards that a list names. Raises RuleError on one that nobody defined."""
        return tuple(self._guard_id(item) for item in part.items()) if part else ()

    def _guard_id(self, item: Source) -> str:
        name = item.text()
        if name == QUOTED:
            return QUOTED
        if name not in self.guards:
            raise item.error("unknown_guard", name)
        return self.guards[name].id

    def _phrase(self, item: Source) -> Phrase:
        text = " ".join(item.text().split())
        try:
            return Phrase(text, phrases.parse(text, self._group))
        except phrases.UnknownGroup as error:
            raise item.error("unknown_group", str(error)) from error
        except phrases.BadPhrase as error:
            raise item.error("bad_phrase", str(error)) from error

    def _group(self, name: str) -> phrases.Sequences:
        if name not in self._sources or name in self._open:
            raise phrases.UnknownGroup(name)
        if name not in self._groups:
            self._open.append(name)
            members = [self._phrase(item).sequences for item in self._sources[name].items()]
            self._groups[name] = phrases.union(members)
            self._open.remove(name)
        return self._groups[name]

    def _guard(self, name: str, part: Source) -> Guard:
        fields = part.fields((), (*_SIGNS, "within"))
        return Guard(
            id=f"{name}.{self._name}",
            signs={role: self.phrases_of(fields.get(role)) for role in _SIGNS},
            within=fields["within"].number(0, _WIDEST) if "within" in fields else 0,
        )


def _rules(pack: _Pack, language: _Language) -> list[Rule]:
    return [_rule(pack, entry, language) for entry in pack.entries]


def _rule(pack: _Pack, entry: Source, language: _Language) -> Rule:
    fields = entry.fields(
        ("id", "title", "category", "severity", "phrases", "yes", "no"), ("accents", "except", "unless")
    )
    return Rule(
        id=RuleId(fields["id"].text()),
        pack=pack.name,
        language=pack.language,
        titles=_titles(fields["title"], pack.language),
        category=Category(fields["category"].one_of([*Category])),
        severity=fields["severity"].number(0, 4),
        accents=Accents(fields["accents"].one_of([*Accents])) if "accents" in fields else Accents.AUTO,
        phrases=language.phrases_of(fields["phrases"]),
        exceptions=language.phrases_of(fields.get("except")),
        unless=language.guards_of(fields.get("unless") or pack.fields.get("unless")),
        yes=tuple(Example(item.text(), item) for item in fields["yes"].items()),
        no=tuple(Example(item.text(), item) for item in fields["no"].items()),
    )


def _titles(part: Source, language: str) -> Mapping[str, str]:
    titles = {name: title.text() for name, title in part.mapping().items()}
    if language != ANY_LANGUAGE and language not in titles:
        raise part.error("missing_key", language)
    return titles


def _joined(parts: Iterable[dict[str, Source]]) -> dict[str, Source]:
    joined: dict[str, Source] = {}
    for part in parts:
        for name, item in part.items():
            if name in joined:
                raise item.error("duplicate_key", name)
            joined[name] = item
    return joined


def _refuse_twins(names: Iterable[Source], problem: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name.text() in seen:
            raise name.error(problem, name.text())
        seen.add(name.text())


def _version(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(_SEMANTICS)
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise RuleError(file, 0, "unreadable", error.strerror or "") from error
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:16]
