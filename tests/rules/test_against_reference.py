"""The index finds exactly what a slow reading of each phrase finds. May not use the index to say what to expect."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.language import phrases
from cm_desktop.rules.language.phrases import Element, Gap, Shape
from cm_desktop.rules.language.rule import Accents, Packs, Phrase, Role, Rule
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.matching.match import marks
from cm_desktop.rules.matching.reading import Reader
from cm_desktop.rules.text import inflection

WORD = st.sampled_from(["un", "de", "con", "tu", "es", "gros"])
PART = st.one_of(WORD, st.sampled_from(["…", "…1", "…2", "(un|de|)", "(gros con|tu)", "."]))
SENTENCE = st.lists(st.one_of(WORD, st.sampled_from([".", ",", "autre"])), max_size=12)


def slowly(sequence: tuple[Element, ...], tokens: list[str]) -> Iterator[tuple[int, int]]:
    """First and last token of every place where a sequence stands, by trying everything, left to right."""
    for start in range(len(tokens)):
        for end in _ends(sequence, tokens, start):
            first, last = start, end - 1
            while first < last and tokens[first] == ".":
                first += 1
            while first < last and tokens[last] == ".":
                last -= 1
            yield first, last


def _ends(sequence: tuple[Element, ...], tokens: list[str], at: int) -> Iterator[int]:
    if not sequence:
        yield at
        return
    element, rest = sequence[0], sequence[1:]
    if isinstance(element, Gap):
        for ahead in range(at, min(at + element.most, len(tokens)) + 1):
            if "." in tokens[at:ahead]:
                break
            yield from _ends(rest, tokens, ahead)
    elif at < len(tokens):
        wanted = {"."} if isinstance(element, Shape) else element.any_of
        if tokens[at] in wanted:
            yield from _ends(rest, tokens, at + 1)


def rule(number: int, parsed: Phrase) -> Rule:
    return Rule(
        id=RuleId(str(number)),
        pack="p",
        language="any",
        titles={},
        category=Category.INSULT,
        severity=2,
        accents=Accents.AUTO,
        phrases=(parsed,),
        exceptions=(),
        unless=(),
        yes=(),
        no=(),
    )


def no_groups(name: str) -> phrases.Sequences:
    raise phrases.UnknownGroup(name)


@given(st.lists(st.lists(PART, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4), SENTENCE)
def test_the_index_finds_what_a_slow_reading_finds(written: list[str], sentence: list[str]) -> None:
    rules = []
    grammar = phrases.Grammar(no_groups, inflection.of("fr"))
    for number, text in enumerate(written):
        try:
            rules.append(rule(number, Phrase(text, grammar.parse(text))))
        except phrases.BadPhrase:
            continue
    index = compile_packs(Packs(version="", rules=tuple(rules), guards=(), common={"un": frozenset({"un", "de"})}))
    found = marks(Reader(index).read(" ".join(sentence)))
    tokens = [".", *sentence, "."]
    expected = {
        (each.id, first, last)
        for each in rules
        for sequence in each.phrases[0].sequences
        for first, last in slowly(sequence, tokens)
    }
    assert {(mark.label.owner, mark.first, mark.last) for mark in found if mark.label.role is Role.RULE} == expected
