"""From packs to one index: a tree of words shared by all phrases of all rules. May not see a text.

A text is read once whatever the number of rules. Each phrase hangs from its rarest word: where that word stands in a
text, the tree is followed to the right, then, at a turn, from that word to the left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cm_desktop.domain.verdicts import Axis
from cm_desktop.rules.language.phrases import EDGE, Element, Gap, Shape, Words
from cm_desktop.rules.language.rule import Accents, Guard, Packs, Phrase, Role, Rule
from cm_desktop.rules.matching.vocabulary import Vocabulary

_EVERYDAY = 300
_EVERYWHERE = 1_000_000


class Label(NamedTuple):
    """Whose phrase this is: a rule's or a guard's id."""

    role: Role
    owner: str
    phrase: str


@dataclass(slots=True)
class Node:
    """A place in the tree: where each symbol leads, which gaps may follow, which phrases end here, what turns left."""

    edges: "dict[int, Node]" = field(default_factory=dict)
    gaps: "dict[int, Node]" = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    turn: "Node | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The rules, ready to be matched. What only matters where a rule's words stand has a tree of its own, `context`."""

    vocabulary: Vocabulary
    root: Node
    context: Node
    rules: Mapping[str, Rule]
    guards: Mapping[str, Guard]
    common: Mapping[str, tuple[str, ...]]  # an everyday word -> the languages it is of


def compile_packs(packs: Packs) -> Index:
    """Build the index of a set of packs."""
    tree = _Tree(_by_word(packs.common))
    for rule in packs.rules:
        tree.plant(rule.phrases, Role.RULE, rule.id, rule.accents)
        tree.plant(rule.exceptions, Role.EXCEPTION, rule.id, rule.accents)
        if rule.category.axis is Axis.ABUSE and rule.severity:
            _note_rude(rule.phrases, tree.vocabulary)
    for guard in packs.guards:
        for role, signs in guard.signs.items():
            tree.plant(signs, role, guard.id, Accents.AUTO)
    return Index(
        vocabulary=tree.vocabulary,
        root=tree.root,
        context=tree.context,
        rules={rule.id: rule for rule in packs.rules},
        guards={guard.id: guard for guard in packs.guards},
        common=tree.common,
    )


class _Tree:
    """The tree while it grows."""

    def __init__(self, common: Mapping[str, tuple[str, ...]]) -> None:
        self.common = common
        self.vocabulary = Vocabulary()
        self.root = Node()
        self.context = Node()

    def plant(self, owned: Iterable[Phrase], role: Role, owner: str, accents: Accents) -> None:
        """Add phrases, with what they are for."""
        for phrase in owned:
            label = Label(role, owner, phrase.text)
            for sequence in phrase.sequences:
                node = self._path(self.root if role is Role.RULE else self.context, sequence, accents)
                if label not in node.labels:
                    node.labels.append(label)

    def _path(self, node: Node, sequence: Sequence[Element], accents: Accents) -> Node:
        anchor = min(range(len(sequence)), key=lambda at: self._frequency(sequence[at]))
        for element in sequence[anchor:]:
            node = self._step(node, element, accents)
        if anchor:
            node.turn = node.turn or Node()
            node = node.turn
        for element in reversed(sequence[:anchor]):
            node = self._step(node, element, accents)
        return node

    def _step(self, node: Node, element: Element, accents: Accents) -> Node:
        if isinstance(element, Gap):
            return node.gaps.setdefault(element.most, Node())
        if isinstance(element, Words):
            return node.edges.setdefault(self.vocabulary.symbol(element.any_of, accents), Node())
        return node.edges.setdefault(self.vocabulary.shape(element.name), Node())

    def _frequency(self, element: Element) -> int:
        """How often an element is likely to stand in a text: a guess that only costs time when wrong."""
        if isinstance(element, Words):
            return sum(_EVERYDAY if word in self.common else 1 for word in element.any_of)
        if isinstance(element, Shape) and element.name != EDGE:
            return _EVERYDAY if element.name in ("@number", "@mention") else 1
        return _EVERYWHERE


def _note_rude(owned: Iterable[Phrase], vocabulary: Vocabulary) -> None:
    for phrase in owned:
        for sequence in phrase.sequences:
            if len(sequence) == 1 and isinstance(sequence[0], Words):
                vocabulary.learn_rude(sequence[0].any_of)


def _by_word(common: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    words = frozenset[str]().union(*common.values())
    return {word: tuple(language for language, known in common.items() if word in known) for word in words}
