"""Which rule stands where in the text of a pack, as far as its lines tell. May not read YAML, nor find a fault in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import RuleId

_RULE = re.compile(r"""^\s*-\s+\{?\s*id:\s*["']?(?P<id>[^\s"'#,}]+)""")
_TITLE = re.compile(r"[\s,{]title:\s*\{(?P<titles>[^}]*)\}")
_ONE_TITLE = re.compile(r"""(?P<language>\w+):\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^,"']+))""")
_STATE = re.compile(r"[\s,{]state:\s*(?P<state>\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """One rule: its lines, from 1, the last included; its titles by language."""

    id: RuleId
    first: int
    last: int
    state: RuleState = RuleState.LIVE
    titles: Mapping[str, str] = field(default_factory=dict)


def outline(text: str) -> tuple[Outlined, ...]:
    """Every rule of a pack, in its order."""
    return tuple(_rules(text.split("\n")))


def rule_at(text: str, line: int) -> Outlined | None:
    """The rule that a line belongs to."""
    return next((rule for rule in outline(text) if rule.first <= line <= rule.last), None)


def _rules(lines: list[str]) -> Iterator[Outlined]:
    starts = [(number, found) for number, line in enumerate(lines, 1) if (found := _RULE.match(line))]
    after = [first for first, _ in starts[1:]] + [len(lines) + 1]
    for (first, found), end in zip(starts, after, strict=False):
        last = end - 1
        own = lines[first - 1 : last]
        yield Outlined(id=RuleId(found["id"]), first=first, last=last, state=_state(own), titles=_titles(own))


def _titles(lines: list[str]) -> dict[str, str]:
    said = next((found["titles"] for line in lines if (found := _TITLE.search(line))), "")
    return {one["language"]: (one["quoted"] or one["plain"] or "").strip() for one in _ONE_TITLE.finditer(said)}


def _state(lines: list[str]) -> RuleState:
    said = (found["state"] for line in lines if (found := _STATE.search(line)))
    return next((RuleState(state) for state in said if state in tuple(RuleState)), RuleState.LIVE)
