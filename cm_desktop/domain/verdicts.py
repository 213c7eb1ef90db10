"""What the rules say of a text: hits, axes, severity and form. May not match anything itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

RuleId = NewType("RuleId", str)
_LONGEST_PASSAGE = 300


class Axis(StrEnum):
    """Never mixed: abuse attacks people; business is polemical for the brand, but legitimate speech or a risk."""

    ABUSE = "abuse"
    BUSINESS = "business"


class Form(StrEnum):
    """How a comment looks on screen: two forms, not two shades."""

    ATTACK = "attack"
    GRIEVANCE = "grievance"
    NEITHER = "neither"


class Category(StrEnum):
    """What a rule says that it found."""

    INSULT = "insult"
    HATE = "hate"
    THREAT = "threat"
    HARASSMENT = "harassment"
    PERSONAL_DATA = "personal_data"
    HEALTH_SAFETY = "health_safety"
    LEGAL = "legal"
    FRAUD = "fraud"
    BOYCOTT = "boycott"
    SPAM = "spam"
    POLITICS = "politics"
    SCANDAL = "scandal"
    SWEARING = "swearing"
    COMPLAINT = "complaint"
    IRONY = "irony"
    PRAISE = "praise"
    QUESTION = "question"
    IDEA = "idea"

    @property
    def axis(self) -> Axis:
        """The axis whose severity this category raises."""
        return Axis.ABUSE if self in _ABUSE else Axis.BUSINESS

    @property
    def form(self) -> Form:
        """The form that its highlights take."""
        if self in _NEITHER:
            return Form.NEITHER
        return Form.ATTACK if self.axis is Axis.ABUSE else Form.GRIEVANCE


_ABUSE = frozenset(
    {
        Category.INSULT,
        Category.HATE,
        Category.THREAT,
        Category.HARASSMENT,
        Category.PERSONAL_DATA,
        Category.SWEARING,
    }
)
_NEITHER = frozenset({Category.SPAM, Category.PRAISE, Category.QUESTION, Category.IDEA})


class Level(StrEnum):
    """A severity in words: on screen Urgent, Important, À suivre, Courant."""

    URGENT = "urgent"
    IMPORTANT = "important"
    WATCH = "watch"
    ROUTINE = "routine"


def level(severity: int) -> Level:
    """The word for a severity of 0 to 4."""
    return {4: Level.URGENT, 3: Level.IMPORTANT, 2: Level.WATCH}.get(severity, Level.ROUTINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage and the rule that found it. `start` and `end` are half-open, in code points of the original text."""

    rule: RuleId
    pack: str
    category: Category
    severity: int
    start: int
    end: int

    def passage(self, text: str) -> str:
        """Its words, on one line: as many of them as anybody reads."""
        return passage(text, self.start, self.end)


def passage(text: str, start: int, end: int) -> str:
    """A part of a text to be quoted, on one line, with an ellipsis after 300 characters: it may be one word without an end."""
    words = " ".join(text[start : min(end, start + _LONGEST_PASSAGE)].split())
    return words if end - start <= _LONGEST_PASSAGE else f"{words}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What all rules say of one text. Axes run from 0 (nothing) to 4; `hits` are in the order of the text."""

    abuse: int = 0
    business: int = 0
    hits: tuple[Hit, ...] = ()

    @property
    def severity(self) -> int:
        """The larger axis."""
        return max(self.abuse, self.business)

    @property
    def categories(self) -> tuple[Category, ...]:
        """Each category once, the gravest first."""
        gravest: dict[Category, int] = {}
        for hit in self.hits:
            gravest[hit.category] = max(hit.severity, gravest.get(hit.category, 0))
        return tuple(sorted(gravest, key=lambda category: (-gravest[category], category)))

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms on show, the one that decides the card first: an attack goes before a grievance."""
        shown = {category.form for category in self.categories}
        return tuple(form for form in Form if form in shown)


CALM = Verdict()


def gravest(hits: Iterable[Hit], axis: Axis) -> int:
    """The highest severity among the hits of one axis, 0 where there is none."""
    return max((hit.severity for hit in hits if hit.category.axis is axis), default=0)
