"""How packs build upon one another: `extends`, and rules changed field by field. May not read what a field says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cm_desktop.domain.comments import ClientId
from cm_desktop.rules.language.source import Source

LISTS = frozenset({"phrases", "terms", "except", "unless", "masks", "yes", "no"})
Fields = Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Written:
    """One pack file, its outermost fields checked."""

    name: str
    language: str
    root: Source
    fields: Fields
    client: ClientId | None
    extends: tuple[Source, ...]
    content: bytes

    @property
    def entries(self) -> list[Source]:
        """Its rules."""
        return self.fields["rules"].items() if "rules" in self.fields else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One rule as all packs together have it: the pack that wrote it first, its fields, and the last pack that changed it."""

    id: str
    pack: Written
    fields: Fields
    place: Source
    changed_by: Written
    client: ClientId | None = None
    not_for: frozenset[ClientId] = field(default_factory=frozenset)


class _Key(NamedTuple):
    rule: str
    client: ClientId | None


def definitions(packs: Sequence[Written]) -> list[Definition]:
    """The rules of all packs, each changed as later packs say. Raises RuleError."""
    known: dict[_Key, Definition] = {}
    for pack in _in_order(packs):
        for entry in pack.entries:
            _define(pack, entry, known)
    changed = {key for key in known if key.client is not None and _Key(key.rule, None) in known}
    return [
        replace(rule, not_for=frozenset(key.client for key in changed if key.rule == rule.id and key.client))
        if rule.client is None
        else rule
        for rule in known.values()
    ]


def _define(pack: Written, entry: Source, known: dict[_Key, Definition]) -> None:
    fields = entry.mapping()
    name = entry.required("id").text()
    key = _Key(name, pack.client)
    base = known.get(key) or known.get(_Key(name, None))
    if base is None:
        if elsewhere := next((d for k, d in known.items() if k.rule == name), None):
            raise fields["id"].error("duplicate_rule", elsewhere.id)
        known[key] = Definition(id=name, pack=pack, fields=fields, place=entry, changed_by=pack, client=pack.client)
        return
    if base.changed_by is pack or base.pack.name not in {name.text() for name in pack.extends}:
        raise fields["id"].error("duplicate_rule", name)
    if base.pack.language != pack.language:
        raise fields["id"].error("other_language", base.pack.language)
    known[key] = replace(base, fields=_changed(base, fields), changed_by=pack, client=pack.client, place=entry)


def _changed(base: Definition, fields: Fields) -> Fields:
    """The rule with some fields replaced, and others, under `add`, made longer."""
    if "add" not in fields:
        return {**base.fields, **fields}
    more = fields["add"].fields((), LISTS)
    whole = {**base.fields, **{name: part for name, part in fields.items() if name != "add"}}
    if "unless" in more and "unless" not in whole and "unless" in base.pack.fields:
        whole["unless"] = base.pack.fields["unless"]
    return {**whole, **{name: whole[name].longer(part) if name in whole else part for name, part in more.items()}}


def _in_order(packs: Sequence[Written]) -> Iterable[Written]:
    """What is extended before what extends it; those of one client last."""
    by_name = {pack.name: pack for pack in packs}
    depths: dict[str, int] = {}

    def depth(pack: Written, above: tuple[str, ...]) -> int:
        if pack.name not in depths:
            depths[pack.name] = 1 + max(
                (depth(below(name, above), (*above, pack.name)) for name in pack.extends), default=0
            )
        return depths[pack.name]

    def below(name: Source, above: tuple[str, ...]) -> Written:
        if name.text() not in by_name:
            raise name.error("unknown_pack", name.text())
        if name.text() in above:
            raise name.error("endless_extends", name.text())
        return by_name[name.text()]

    return sorted(packs, key=lambda pack: (pack.client is not None, depth(pack, (pack.name,))))
