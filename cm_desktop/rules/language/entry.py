"""One rule of a pack, from its fields. Raises RuleError for what is wrong. May not know other rules."""

from collections.abc import Mapping
from datetime import date

from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.language.extension import Definition, Fields
from cm_desktop.rules.language.patterns import BadPattern, Pattern, compile_pattern
from cm_desktop.rules.language.phrases import Words
from cm_desktop.rules.language.rule import ANY_LANGUAGE, Accents, Example, Mask, Match, Phrase, Rule
from cm_desktop.rules.language.shared import Language
from cm_desktop.rules.language.source import Source

_REQUIRED = ("id", "title", "category", "severity", "yes", "no")
_OPTIONAL = (
    *("phrases", "terms", "match", "accents", "masks", "near", "who", "except", "unless"),
    *("state", "until"),
)
KEYS = (*_REQUIRED, *_OPTIONAL)


def read_rule(definition: Definition, language: Language) -> Rule:
    """The rule that a definition makes."""
    fields = definition.place.checked(definition.fields, _REQUIRED, _OPTIONAL)
    match = Match(fields["match"].one_of([*Match])) if "match" in fields else Match.WORD
    return Rule(
        id=RuleId(definition.id),
        pack=definition.pack.name,
        changed_by=definition.changed_by.name,
        language=language.name,
        titles=titles_of(fields["title"], language.name),
        category=Category(fields["category"].one_of([*Category])),
        severity=fields["severity"].number(0, 4),
        accents=Accents(fields["accents"].one_of([*Accents])) if "accents" in fields else Accents.AUTO,
        phrases=_phrases(definition, fields, match, language),
        patterns=_patterns(fields, match),
        whole=match is Match.EXACT,
        masks=_masks(fields.get("masks")),
        near=language.nearby(fields["near"]) if "near" in fields else None,
        who=language.who_of(fields["who"]) if "who" in fields else None,
        exceptions=language.phrases(fields.get("except")),
        unless=language.guards_of(fields.get("unless") or definition.pack.fields.get("unless")),
        state=RuleState(fields["state"].one_of([*RuleState])) if "state" in fields else RuleState.LIVE,
        until=_date(fields["until"]) if "until" in fields else None,
        client=definition.client,
        not_for=definition.not_for,
        yes=tuple(Example(item.text(), item) for item in fields["yes"].items()),
        no=tuple(Example(item.text(), item) for item in fields["no"].items()),
        place=definition.place,
    )


def _phrases(definition: Definition, fields: Fields, match: Match, language: Language) -> tuple[Phrase, ...]:
    if "terms" not in fields:
        if "match" in fields:
            raise definition.place.error("missing_key", "terms")
        if "phrases" not in fields:
            raise definition.place.error("missing_key", "phrases")
    listed = language.phrases(fields.get("phrases"))
    if match is Match.EXACT and listed:
        raise fields["phrases"].error("exact_phrases")
    if "terms" not in fields or match is Match.REGEX:
        return listed
    return (*listed, *(_term(item, match, language) for item in fields["terms"].items()))


def _term(item: Source, match: Match, language: Language) -> Phrase:
    if match in (Match.PHRASE, Match.EXACT):
        return language.phrase(item)
    before, after = ("*" if match is Match.ENDS else ""), ("*" if match is Match.STARTS else "")
    spelled = frozenset(
        f"{before}{word.removesuffix('*')}{after or word[len(word.removesuffix('*')) :]}"
        for word in language.word(item)
    )
    return Phrase(item.text(), ((Words.of(spelled),),), item)


def _patterns(fields: Fields, match: Match) -> tuple[Pattern, ...]:
    if match is not Match.REGEX:
        return ()
    return tuple(_pattern(item) for item in fields["terms"].items())


def _pattern(item: Source) -> Pattern:
    try:
        return compile_pattern(item.text())
    except BadPattern as error:
        raise item.error("bad_pattern", str(error)) from error


def _masks(part: Source | None) -> frozenset[Mask] | None:
    if part is None:
        return None
    if part.is_text("none"):
        return frozenset()
    return frozenset(Mask(item.one_of([*Mask])) for item in part.items())


def _date(part: Source) -> date:
    try:
        return date.fromisoformat(part.text())
    except ValueError as error:
        raise part.error("bad_value", part.text()) from error


def titles_of(part: Source, language: str) -> Mapping[str, str]:
    """By language, at least in the pack's own. Raises RuleError."""
    titles = {name: title.text() for name, title in part.mapping().items()}
    if language != ANY_LANGUAGE and language not in titles:
        raise part.error("missing_key", language)
    return titles
