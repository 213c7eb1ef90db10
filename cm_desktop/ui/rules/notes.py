"""What is told beside the lines of a pack: examples that hold or do not, its error, advice. May not check anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from cm_desktop.wording import rules
from cm_desktop.wording.errors import explain

if TYPE_CHECKING:
    from cm_desktop.domain.errors import RuleError
    from cm_desktop.domain.rules import Advice, Example, Proof
    from cm_desktop.wording.words import Words

FAILING_EXAMPLE = "failing_example"


class Sign(Enum):
    """What stands in the margin."""

    HOLDS = auto()
    FAILS = auto()
    ADVICE = auto()


@dataclass(frozen=True, slots=True)
class Note:
    """`reason` is a sentence: of what fails it stands under the line."""

    sign: Sign
    reason: str = ""


def line_notes(words: Words, proof: Proof, advice: Iterable[Advice]) -> Mapping[int, Note]:
    """By line, from 1; what fails goes before what holds, and that before advice."""
    found = {given.line: Note(Sign.ADVICE, rules.advice(words, given)) for given in advice if given.line}
    in_turn = sorted(proof.examples, key=lambda example: not example.kept)  # several may stand in one line
    found |= {example.line: _example(words, example) for example in in_turn}
    error = proof.error
    if error is not None and error.line and not proof.elsewhere and not fails_by_example(proof):
        found[error.line] = Note(Sign.FAILS, what_is_wrong(words, error))
    return found


def fails_by_example(proof: Proof) -> bool:
    """Whether it is right in itself, but some example does not hold."""
    return proof.error is not None and proof.error.problem == FAILING_EXAMPLE


def failing(proof: Proof) -> int:
    """How many examples do not hold; one at least where that is what is wrong."""
    return sum(not example.kept for example in proof.examples) or int(fails_by_example(proof))


def what_is_wrong(words: Words, error: RuleError) -> str:
    """The error in words."""
    return explain(words, error)


def _example(words: Words, example: Example) -> Note:
    if example.kept:
        return Note(Sign.HOLDS, words.say("This example holds."))
    if example.wanted:
        return Note(Sign.FAILS, words.say("The rule should find this example, but does not."))
    return Note(Sign.FAILS, words.say("This example should be left alone, but the rule finds it."))
