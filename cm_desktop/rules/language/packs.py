"""Rule packs: what is written in YAML, put together and checked. May not match a text.

pack: menaces.fr              unique; shown beside the rule's title
title: {fr: Menaces}          the pack's own title, if it has one
language: fr                  its rules are silent on comments clearly written in another language; any: never
client: lumen                 only for the pages of this client
extends: [insultes.fr]        packs whose rules it changes: a rule of the same id gives only what changes
unless: [quoted, negated]     guards of every rule below that does not say otherwise
groups: {tu es: [...]}        named lists of phrases, shared by all packs of the language
guards: {negated: {inside: [...], before: [...], after: [...], anywhere: [...], within: 2}}
who: {staff: {words: [...], within: 5}}   what shows that somebody is meant: second, staff, group
common: [le, la, ...]         words that tell the language
rules:
  - id: menace.voilee
    title: {fr: Menace voilée, en: Veiled threat}
    category: threat
    severity: 4               0 to 4
    phrases: [...]            see `phrases`
    terms: [...]              and, or instead, terms of one kind:
    match: word               word (default), phrase, starts, ends, exact, regex
    accents: auto             auto (default), exact, ignore
    masks: [leet, repeats]    the disguises it sees through, or none
    near: {words: [...], within: 5}   one of these must stand near
    who: second               who must be meant: second, staff, group; nobody: none of them
    except: [...]             phrases that protect what they cover
    unless: [...]             guards, instead of the pack's
    state: live               draft, trial, live (default)
    until: 2026-12-31         its last day
    yes: [...]                texts the rule must catch
    no: [...]                 texts it must leave alone
    add: {except: [...]}      where it changes a rule of another pack: what its lists get more
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cm_desktop.domain.comments import ClientId
from cm_desktop.rules.language import source
from cm_desktop.rules.language.entry import read_rule
from cm_desktop.rules.language.extension import Written, definitions
from cm_desktop.rules.language.rule import Packs
from cm_desktop.rules.language.shared import SHARED, Language

_SEMANTICS = b"3"  # to raise when the same packs come to mean something else


def load(paths: Iterable[Path], today: date | None = None) -> Packs:
    """Read packs from files and folders (`*.yaml`, at any depth). Raises RuleError: all are good, or none is taken."""
    files = sorted({file for path in paths for file in (path.rglob("*.yaml") if path.is_dir() else [path])})
    return Assembly().of([read(file) for file in files], today or datetime.now(UTC).astimezone().date())


def read(file: Path) -> Written:
    """Read one pack's file, as far as it can be told alone. Raises RuleError."""
    return parse(file, source.content_of(file))


def text_of(file: Path) -> str:
    """What is written in one pack's file, whatever it says. Raises RuleError where it cannot be read as text."""
    return source.decoded(file, source.content_of(file))


def parse(file: Path, content: bytes) -> Written:
    """The same of what would be in the file. Raises RuleError."""
    root = source.parse(file, content)
    optional = ("title", "client", "extends", "unless", "groups", "guards", "who", "common", "rules")
    fields = root.fields(("pack", "language"), optional)
    return Written(
        name=fields["pack"].text(),
        language=fields["language"].text(),
        root=root,
        fields=fields,
        client=ClientId(fields["client"].text()) if "client" in fields else None,
        extends=tuple(fields["extends"].items()) if "extends" in fields else (),
        content=content,
    )


class Assembly:
    """Puts packs together, and remembers the words of each language for the next time: most stay as they were."""

    def __init__(self) -> None:
        self._languages: dict[str, tuple[list[bytes], Language]] = {}

    def of(self, found: Sequence[Written], today: date) -> Packs:
        """All packs as one. Rules whose last day is before `today` are left out. Raises RuleError."""
        _refuse_twins(found)
        names = dict.fromkeys(pack.language for pack in found)
        languages = {name: self._language(name, [pack for pack in found if pack.language == name]) for name in names}
        rules = [read_rule(rule, languages[rule.pack.language]) for rule in definitions(found)]
        for language in languages.values():
            language.forget_parts()
        over = {rule.key for rule in rules if rule.until and rule.until < today}
        return Packs(
            version=_version(found, over),
            rules=tuple(rule for rule in rules if rule.key not in over),
            guards=tuple(guard for language in languages.values() for guard in language.guards.values()),
            common={name: language.common for name, language in languages.items() if language.common},
            who={f"{who}.{name}": shown for name, language in languages.items() for who, shown in language.who.items()},
        )

    def _language(self, name: str, packs: Sequence[Written]) -> Language:
        sharing = [pack for pack in packs if not SHARED.isdisjoint(pack.fields)]
        contents = [pack.content for pack in sharing]
        known = self._languages.get(name)
        if known is None or known[0] != contents:
            known = self._languages[name] = (contents, Language(name, [pack.fields for pack in sharing]))
        return known[1]


def _refuse_twins(found: Iterable[Written]) -> None:
    seen: set[str] = set()
    for pack in found:
        if pack.name in seen:
            raise pack.fields["pack"].error("duplicate_pack", pack.name)
        seen.add(pack.name)


def _version(found: Iterable[Written], over: Iterable[str]) -> str:
    digest = hashlib.sha256(_SEMANTICS)
    for part in (*(pack.content for pack in found), *(name.encode() for name in sorted(over))):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]
