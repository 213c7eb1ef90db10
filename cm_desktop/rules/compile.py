"""From packs to one index: a tree of words shared by all phrases of all rules. May not see a text.

A text is read once whatever the number of rules: from each word, only the branches that start with it are followed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cm_desktop.domain.verdicts import Axis
from cm_desktop.rules.packs import Accents, Guard, Packs, Phrase, Role, Rule
from cm_desktop.rules.phrases import Element, Gap, Words
from cm_desktop.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Label:
    """Whose phrase this is: a rule's or a guard's id."""

    role: Role
    owner: str
    phrase: str


@dataclass(slots=True)
class Node:
    """A place in the tree: where each symbol leads, which gaps may follow, which phrases end here."""

    edges: "dict[int, Node]" = field(default_factory=dict)
    gaps: "dict[int, Node]" = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The rules, ready to be matched."""

    vocabulary: Vocabulary
    root: Node
    rules: Mapping[str, Rule]
    guards: Mapping[str, Guard]
    common: Mapping[str, tuple[str, ...]]  # an everyday word -> the languages it is of


def compile_packs(packs: Packs) -> Index:
    """Build the index of a set of packs."""
    vocabulary, root = Vocabulary(), Node()
    for rule in packs.rules:
        _plant(rule.phrases, Label(Role.RULE, rule.id, ""), rule.accents, vocabulary, root)
        _plant(rule.exceptions, Label(Role.EXCEPTION, rule.id, ""), rule.accents, vocabulary, root)
        if rule.category.axis is Axis.ABUSE and rule.severity:
            _note_rude(rule.phrases, vocabulary)
    for guard in packs.guards:
        for role, signs in guard.signs.items():
            _plant(signs, Label(role, guard.id, ""), Accents.AUTO, vocabulary, root)
    return Index(
        vocabulary=vocabulary,
        root=root,
        rules={rule.id: rule for rule in packs.rules},
        guards={guard.id: guard for guard in packs.guards},
        common=_by_word(packs.common),
    )


def _plant(owned: Iterable[Phrase], label: Label, accents: Accents, vocabulary: Vocabulary, root: Node) -> None:
    for phrase in owned:
        mine = Label(label.role, label.owner, phrase.text)
        for sequence in phrase.sequences:
            node = root
            for element in sequence:
                node = _step(node, element, accents, vocabulary)
            if mine not in node.labels:
                node.labels.append(mine)


def _step(node: Node, element: Element, accents: Accents, vocabulary: Vocabulary) -> Node:
    if isinstance(element, Gap):
        return node.gaps.setdefault(element.most, Node())
    if isinstance(element, Words):
        return node.edges.setdefault(vocabulary.symbol(element.any_of, accents), Node())
    return node.edges.setdefault(vocabulary.shape(element.name), Node())


def _note_rude(owned: Iterable[Phrase], vocabulary: Vocabulary) -> None:
    for phrase in owned:
        for sequence in phrase.sequences:
            if len(sequence) == 1 and isinstance(sequence[0], Words):
                vocabulary.learn_rude(sequence[0].any_of)


def _by_word(common: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    words = frozenset[str]().union(*common.values())
    return {word: tuple(language for language, known in common.items() if word in known) for word in words}
