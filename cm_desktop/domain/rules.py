"""The rules as a desk shows them: packs, why and why not, corrections, replay, precision. May not match a text.

Offsets are code points of the text they speak of; lines count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NewType

from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict

PackId = NewType("PackId", str)

Wanted = frozenset[tuple[frozenset[str], ...]]
"""What texts are looked for: those with a word out of each set of one of these. A star at the end is any ending."""


class RuleState(StrEnum):
    """How far a rule has come: written; matched and told by *why* and replay; in the verdict."""

    DRAFT = "draft"
    TRIAL = "trial"
    LIVE = "live"


class By(StrEnum):
    """What stopped a rule where its words stand."""

    EXCEPTION = "exception"
    GUARD = "guard"
    LANGUAGE = "language"
    WHO = "who"  # it is said of somebody else, or of nobody
    NEAR = "near"  # the words that it wants beside it are not there
    CLIENT = "client"  # the rule is changed, or switched off, for this client


class Disguise(StrEnum):
    """What a word of a text went through before it was compared."""

    CASE = "case"
    ACCENTS = "accents"
    LIGATURE = "ligature"
    INVISIBLE = "invisible"
    LOOK_ALIKE = "look_alike"
    LEET = "leet"
    REPEATS = "repeats"
    STARS = "stars"
    SPACED = "spaced"
    TYPO = "typo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One word of a matched passage that is not written as the rule has it: where, what it was compared as, and how."""

    start: int
    end: int
    compared: str
    disguises: tuple[Disguise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A passage that a rule found and gave up. `what` is the exception's phrase, the guard's name, or the language."""

    rule: RuleId
    start: int
    end: int
    by: By
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why, and why not. `trials` are the hits of rules on trial, which the verdict leaves out; `steps` in text order.

    `passed`: the guards that looked at each rule which found something, and let it stand.
    """

    text: str
    version: str
    verdict: Verdict
    trials: tuple[Hit, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    steps: tuple[Step, ...] = ()
    passed: Mapping[RuleId, tuple[str, ...]] = field(default_factory=dict)

    def steps_of(self, hit: Hit) -> tuple[Step, ...]:
        """Those of the words of one passage."""
        return tuple(step for step in self.steps if hit.start <= step.start and step.end <= hit.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One pack on disk. `trouble`: what was written last is wrong, and the last good text of it stays in force.

    `stands_in`: it is the workspace's, and used instead of one of the same name that came with the program.
    """

    id: PackId
    titles: Mapping[str, str]  # by language
    language: str
    shipped: bool
    stands_in: bool = False
    client: ClientId | None = None
    rules: int = 0
    on_trial: int = 0
    trouble: RuleError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One `yes:` or `no:` of a rule, and whether the rule keeps to it."""

    rule: RuleId
    line: int
    text: str
    wanted: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a text of a pack is worth before it is in force: its first error, and how each example fares.

    A failing example is the error too. `elsewhere`: what is wrong is in another pack, which this text would break.
    """

    error: RuleError | None = None
    elsewhere: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is allowed, but hardly meant. `problem` is a word of the trade, `count` how often where it counts something.

    common_word (`detail` hits `count` words of the word list), only_with_accents, contradicts (`detail` is the other rule),
    never_fires (of `count` comments), needless_guard, needless_exception (`detail` names it).
    """

    rule: RuleId
    line: int
    problem: str
    detail: str = ""
    count: int = 0


class Dealt(StrEnum):
    """What the moderator did about a comment, as far as it tells whether it deserved its colour."""

    ACTED = "acted"
    CLASSED = "classed"  # nothing was to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A comment that a pack would treat otherwise than today; `hits` are those that come, or those that go.

    `dealt` is what the moderator did about it, None where nothing yet.
    """

    ref: CommentRef
    client: ClientId
    text: str
    at: datetime
    hits: tuple[Hit, ...]
    dealt: Dealt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`day` is its Monday, in UTC."""

    day: date
    caught: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A pack run over the history: what it catches that today's rules do not, and what it loses.

    A comment counts once: caught where a rule hits it that did not before, lost the other way round; where one rule takes
    another's place, by which is the graver. Rules on trial count as if they were live. `read` of `total` comments so far;
    `weeks` in order, without a gap, whose sums are `caught` and `lost`; `right` of `judged`: of the caught comments that the
    moderator has dealt with, those that were acted upon.
    """

    read: int = 0
    total: int = 0
    caught: int = 0
    lost: int = 0
    judged: int = 0
    right: int = 0
    by_category: Mapping[Category, int] = field(default_factory=dict)  # caught less lost
    weeks: tuple[Week, ...] = ()
    samples_caught: tuple[Sample, ...] = ()
    samples_lost: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """What became of the comments that a rule highlights: acted upon, classed with nothing to do, said to be a mistake."""

    rule: RuleId
    acted: int = 0
    classed: int = 0
    mistaken: int = 0

    @property
    def share(self) -> float | None:
        """The part that deserved its colour; None where nothing was decided yet."""
        decided = self.acted + self.classed + self.mistaken
        return self.acted / decided if decided else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A passage of a comment that a rule had no business to highlight, as the moderator said."""

    ref: CommentRef
    rule: RuleId
    passage: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A pack of the workspace that was written; `before` is None where there was none of that name."""

    pack: PackId
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A pack of the workspace that was taken away, with what was written in it; the file `kept` holds that now."""

    pack: PackId
    text: str
    kept: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a moderator corrected about one comment, so that it can be taken back.

    `rule` is the one that was mistaken, or else the new one, on trial.
    """

    ref: CommentRef
    rule: RuleId
    passage: str
    mistaken: bool
    written: tuple[Written, ...] = ()
