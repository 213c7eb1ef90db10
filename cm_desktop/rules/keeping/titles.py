"""What rules are called, off what is written in their packs: no rule is made for it. May not read a file."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.language.entry import titles_of
from cm_desktop.rules.language.extension import Written, definitions
from cm_desktop.rules.language.rule import title_in


class Titles:
    """Of the rules that these packs make together. Raises RuleError where they cannot be put together."""

    def __init__(self, packs: Sequence[Written]) -> None:
        self._known: Mapping[RuleId, _Named] = {
            RuleId(rule.id): _Named(titles_of(rule.fields["title"], rule.pack.language), rule.pack.language)
            for rule in definitions(packs)
            if "title" in rule.fields
        }

    def of(self, rule: RuleId, language: str) -> str:
        """Empty for an unknown rule."""
        known = self._known.get(rule)
        return title_in(known.titles, language, known.own) if known else ""


class _Named(NamedTuple):
    titles: Mapping[str, str]
    own: str
