"""Which rule stands where in the text of a pack, as far as its lines tell. May not read YAML, nor find a fault in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import RuleId

_RULE = re.compile(r"""^(?P<indent>\s*)-\s+id:\s*["']?(?P<id>[^\s"'#]+)""")
_STATE = re.compile(r"^\s+state:\s*(?P<state>\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """One rule: its lines, from 1, the last included; `indent` is how far its keys stand in."""

    id: RuleId
    first: int
    last: int
    indent: int
    state: RuleState = RuleState.LIVE
    state_line: int | None = None


def outline(text: str) -> tuple[Outlined, ...]:
    """Every rule of a pack, in its order."""
    return tuple(_rules(text.split("\n")))


def rule_at(text: str, line: int) -> Outlined | None:
    """The rule that a line belongs to."""
    return next((rule for rule in outline(text) if rule.first <= line <= rule.last), None)


def with_state(text: str, rule: Outlined, state: RuleState) -> str:
    """The text with this rule in another state; a live one need not say so."""
    lines = text.split("\n")
    if rule.state_line is not None:
        if state is RuleState.LIVE:
            del lines[rule.state_line - 1]
        else:
            lines[rule.state_line - 1] = f"{' ' * rule.indent}state: {state}"
    elif state is not RuleState.LIVE:
        lines.insert(rule.first, f"{' ' * rule.indent}state: {state}")
    return "\n".join(lines)


def _rules(lines: list[str]) -> Iterator[Outlined]:
    starts = [(number, found) for number, line in enumerate(lines, 1) if (found := _RULE.match(line))]
    after = [first for first, _ in starts[1:]] + [len(lines) + 1]
    for (first, found), end in zip(starts, after, strict=False):
        last = end - 1
        state, line = _state(lines, first, last)
        yield Outlined(
            id=RuleId(found["id"]),
            first=first,
            last=last,
            indent=len(found["indent"]) + 2,
            state=state,
            state_line=line,
        )


def _state(lines: list[str], first: int, last: int) -> tuple[RuleState, int | None]:
    for number in range(first + 1, last + 1):
        found = _STATE.match(lines[number - 1])
        if found and found["state"] in tuple(RuleState):
            return RuleState(found["state"]), number
    return RuleState.LIVE, None
