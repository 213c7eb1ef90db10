"""From packs to one index: a tree of words shared by all phrases of all rules. May not see a text.

A text is read once whatever the number of rules. Each phrase hangs from its rarest word: where that word stands in a
text, the tree is followed to the right, then, at a turn, from that word to the left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import NamedTuple

from cm_desktop.domain.verdicts import Axis
from cm_desktop.rules.language.phrases import EDGE, Element, Gap, Shape, Words
from cm_desktop.rules.language.rule import PATIENT_MASKS, Accents, Guard, Mask, Nearby, Packs, Phrase, Role, Rule
from cm_desktop.rules.matching.vocabulary import Vocabulary
from cm_desktop.rules.text import words

_EVERYDAY = 300
_EVERYWHERE = 1_000_000
_ALL_MASKS = frozenset(Mask)
_MOST_GLUED = 500


class Label(NamedTuple):
    """Whose phrase this is: the key of a rule, the id of a guard, or who is meant."""

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
    rules: Mapping[str, Rule]  # by key
    guards: Mapping[str, Guard]
    who: Mapping[str, Nearby]
    common: Mapping[str, tuple[str, ...]]  # an everyday word -> the languages it is of


def compile_packs(packs: Packs) -> Index:
    """Build the index of a set of packs."""
    tree = _Tree(_by_word(packs.common))
    for rule in packs.rules:
        tree.plant_rule(rule)
    for guard in packs.guards:
        for role, signs in guard.signs.items():
            tree.plant(signs, role, guard.id)
    for who, shown in packs.who.items():
        tree.plant(shown.phrases, Role.WHO, who)
    return Index(
        vocabulary=tree.vocabulary,
        root=tree.root,
        context=tree.context,
        rules={rule.key: rule for rule in packs.rules},
        guards={guard.id: guard for guard in packs.guards},
        who=packs.who,
        common=tree.common,
    )


class _Tree:
    """The tree while it grows."""

    def __init__(self, common: Mapping[str, tuple[str, ...]]) -> None:
        self.common = common
        self.vocabulary = Vocabulary()
        self.root = Node()
        self.context = Node()

    def plant_rule(self, rule: Rule) -> None:
        """Add all the phrases of a rule."""
        refused = _ALL_MASKS - rule.masks if rule.masks is not None else frozenset()
        self.plant(rule.phrases, Role.RULE, rule.key, rule.accents, refused)
        self.plant(rule.exceptions, Role.EXCEPTION, rule.key, rule.accents)
        if rule.near:
            self.plant(rule.near.phrases, Role.NEAR, rule.key, rule.accents)
        masks = _patience(rule)
        for phrase in rule.phrases if masks else ():
            for sequence in phrase.sequences:
                if len(sequence) == 1 and isinstance(sequence[0], Words):
                    self.vocabulary.learn_masked(sequence[0].any_of, masks)
                elif Mask.TYPOS in masks and (glued := _glued(sequence)):
                    self.plant([Phrase(phrase.text, ((Words(glued),),))], Role.RULE, rule.key, rule.accents, refused)

    def plant(
        self,
        owned: Iterable[Phrase],
        role: Role,
        owner: str,
        accents: Accents = Accents.AUTO,
        refused: frozenset[Mask] = frozenset(),
    ) -> None:
        """Add phrases, with what they are for."""
        root = self.root if role is Role.RULE else self.context
        for phrase in owned:
            label = Label(role, owner, phrase.text)
            for sequence in phrase.sequences:
                node = self._path(root, sequence, accents, refused)
                if label not in node.labels:
                    node.labels.append(label)

    def _path(self, node: Node, sequence: Sequence[Element], accents: Accents, refused: frozenset[Mask]) -> Node:
        anchor = min(range(len(sequence)), key=lambda at: self._frequency(sequence[at]))
        for element in sequence[anchor:]:
            node = self._step(node, element, accents, refused)
        if anchor:
            node.turn = node.turn or Node()
            node = node.turn
        for element in reversed(sequence[:anchor]):
            node = self._step(node, element, accents, refused)
        return node

    def _step(self, node: Node, element: Element, accents: Accents, refused: frozenset[Mask]) -> Node:
        if isinstance(element, Gap):
            return node.gaps.setdefault(element.most, Node())
        if isinstance(element, Words):
            return node.edges.setdefault(self.vocabulary.symbol(element.any_of, accents, refused), Node())
        return node.edges.setdefault(self.vocabulary.shape(element.name), Node())

    def _frequency(self, element: Element) -> int:
        """How often an element is likely to stand in a text: a guess that only costs time when wrong."""
        if isinstance(element, Words):
            return sum(_EVERYDAY if word in self.common else 1 for word in element.any_of)
        if isinstance(element, Shape) and element.name != EDGE:
            return _EVERYDAY if element.name in ("@number", "@mention") else 1
        return _EVERYWHERE


def _patience(rule: Rule) -> frozenset[Mask]:
    """The masks behind which the single words of a rule are looked for, beyond the usual: those it asks for, or if abuse."""
    if rule.masks is not None:
        return rule.masks & (PATIENT_MASKS | {Mask.TYPOS})
    return PATIENT_MASKS if rule.category.axis is Axis.ABUSE and rule.severity else frozenset()


def _glued(sequence: Sequence[Element]) -> frozenset[str]:
    """A phrase of nothing but words as one long word; nothing for one that is short, or stands for too many."""
    several = [element.any_of for element in sequence if isinstance(element, Words)]
    if len(several) < len(sequence) or prod(map(len, several)) > _MOST_GLUED:
        return frozenset()
    glued = map("".join, product(*several))
    return frozenset(word for word in glued if len(word) >= words.LONG and word.isalpha())


def _by_word(common: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    everyday = frozenset[str]().union(*common.values())
    return {word: tuple(language for language, known in common.items() if word in known) for word in everyday}
