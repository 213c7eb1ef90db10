"""What a pack says once it is read: rules, guards, who is meant. Data only. May not read a file or match a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.language import phrases
from cm_desktop.rules.language.patterns import Pattern
from cm_desktop.rules.language.source import Source

QUOTED = "quoted"  # the one guard that no pack defines: between quotation marks
ANY_LANGUAGE = "any"


class Accents(StrEnum):
    """How a term's accents count. `auto`: only where the writer uses any; see `reading`."""

    AUTO = "auto"
    EXACT = "exact"
    IGNORE = "ignore"


class Match(StrEnum):
    """What a rule's `terms` are: whole words, phrases, beginnings or ends of words, all that a comment says, or regexes."""

    WORD = "word"
    PHRASE = "phrase"
    STARTS = "starts"
    ENDS = "ends"
    EXACT = "exact"
    REGEX = "regex"


class Mask(StrEnum):
    """A disguise that a rule sees through."""

    LEET = "leet"  # c0nn4rd
    REPEATS = "repeats"  # connnnard
    INVISIBLE = "invisible"  # a zero-width space inside
    HOMOGLYPHS = "homoglyphs"  # a Cyrillic о
    EMOJI = "emoji"  # letters that are emojis: 🅰
    STARS = "stars"  # c*nnard
    DOTS = "dots"  # c.o.n
    SPACED = "spaced"  # c o n
    TYPOS = "typos"  # a letter missing, two exchanged, words glued; long words only


# Nobody writes these by chance. Stars, dots and letters apart do stand in honest text ("A B C", "P.S.V."): a rule sees
# through them only for single words that are abuse by themselves, or where it asks. Typos only where it asks.
USUAL_MASKS = frozenset({Mask.LEET, Mask.REPEATS, Mask.INVISIBLE, Mask.HOMOGLYPHS, Mask.EMOJI})
PATIENT_MASKS = frozenset({Mask.STARS, Mask.DOTS, Mask.SPACED})


class Who(StrEnum):
    """Whom a passage must be about. What shows it is written under `who:` in a pack of the language."""

    SECOND = "second"
    STAFF = "staff"
    GROUP = "group"
    NOBODY = "nobody"  # none of the others


class Role(StrEnum):
    """What a phrase is for: to find, to protect, to stop a rule from where it stands, or to be beside it."""

    RULE = "rule"
    EXCEPTION = "exception"
    INSIDE = "inside"
    BEFORE = "before"
    AFTER = "after"
    ANYWHERE = "anywhere"
    NEAR = "near"
    WHO = "who"


SIGNS = (Role.INSIDE, Role.BEFORE, Role.AFTER, Role.ANYWHERE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as written in the pack, and what it stands for; the same wherever it is written."""

    text: str
    sequences: phrases.Sequences
    place: Source | None = field(default=None, compare=False)


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
class Nearby:
    """Phrases one of which must stand in the passage, or up to `within` words from it, in the same sentence."""

    phrases: tuple[Phrase, ...]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `unless` names guards by id; `titles` is by language, at least in the pack's.

    `whole`: it stands only where it is all that the comment says. `masks` is None where the rule leaves them to the usual.
    `client`: the only one it is for; `not_for`: clients who have this rule changed.
    """

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
    patterns: tuple[Pattern, ...] = ()
    whole: bool = False
    masks: frozenset[Mask] | None = None
    near: Nearby | None = None
    who: Who | None = None
    state: RuleState = RuleState.LIVE
    until: date | None = None
    client: ClientId | None = None
    not_for: frozenset[ClientId] = frozenset()
    changed_by: str = ""  # the last pack that had a say in it
    place: Source | None = None

    @property
    def key(self) -> str:
        """Tells it from the same rule changed for another client."""
        return self.id if self.client is None else f"{self.id} @{self.client}"

    def title(self, language: str) -> str:
        """In this language; in its pack's own where it has none."""
        return title_in(self.titles, language, self.language)

    def serves(self, client: ClientId | None) -> bool:
        """Whether it counts on this client's pages."""
        return client not in self.not_for and self.client in (None, client)


def title_in(titles: Mapping[str, str], language: str, own: str) -> str:
    """Of a rule's titles the one in this language, else the one in its pack's `own`, else any."""
    return titles.get(language) or titles.get(own) or next(iter(titles.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """All packs in force. `common` gives the everyday words that tell a language; `who` is by who and language ("staff.fr")."""

    version: str
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    common: Mapping[str, frozenset[str]]
    who: Mapping[str, Nearby] = field(default_factory=dict)
