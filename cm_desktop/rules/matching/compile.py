"""From packs to one index: a tree of words shared by all phrases of all rules. May not see a text.

A text is read once whatever the number of rules. Each phrase hangs from its rarest word: where that word stands in a
text, the tree is followed to the right, then, at a turn, from that word to the left.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import NamedTuple

from cm_desktop.domain.verdicts import Axis
from cm_desktop.rules.language.phrases import EDGE, Element, Gap, Shape, Words
from cm_desktop.rules.language.rule import PATIENT_MASKS, Accents, Guard, Mask, Nearby, Packs, Phrase, Role, Rule
from cm_desktop.rules.matching.frequency import Frequency
from cm_desktop.rules.matching.vocabulary import Vocabulary
from cm_desktop.rules.text import words

_EVERYDAY_SHAPE, _RARE_SHAPE = 0.01, 0.0001  # shares of words
_ALL_MASKS = frozenset(Mask)
_MOST_GLUED = 500


class Label(NamedTuple):
    """Whose phrase this is: the key of a rule, the id of a guard, or who is meant."""

    role: Role
    owner: str
    phrase: str


class Node:
    """A place in the tree: where each symbol leads, which gaps may follow, which phrases end here, what turns left.

    Only `_Tree` writes to one: what most nodes have nothing of, they share.
    """

    __slots__ = ("edges", "gaps", "labels", "turn")

    def __init__(self) -> None:
        self.edges: dict[int, Node] = _NOWHERE
        self.gaps: dict[int, Node] = _NOWHERE
        self.labels: tuple[Label, ...] = ()
        self.turn: Node | None = None


_NOWHERE: dict[int, Node] = {}


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
    frequency: Frequency


def compile_packs(packs: Packs) -> Index:
    """Build the index of a set of packs."""
    common = _by_word(packs.common)
    examples = (example.text for rule in packs.rules for example in (*rule.yes, *rule.no))
    tree = _Tree(Frequency(examples, common))
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
        common=common,
        frequency=tree.frequency,
    )


class _Tree:
    """The tree while it grows."""

    def __init__(self, frequency: Frequency) -> None:
        self.frequency = frequency
        self.vocabulary = Vocabulary()
        self.root = Node()
        self.context = Node()
        self._steps: dict[tuple[Accents, frozenset[Mask]], dict[Element, _Step]] = defaultdict(dict)

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
        steps = self._steps[accents, refused]
        for phrase in owned:
            label = Label(role, owner, phrase.text)
            for sequence in phrase.sequences:
                node = _path(root, [steps.get(e) or self._know(e, accents, refused) for e in sequence])
                if label not in node.labels:
                    node.labels = (*node.labels, label)

    def _know(self, element: Element, accents: Accents, refused: frozenset[Mask]) -> "_Step":
        """What an element is in this tree, once for all the phrases that share it."""
        number = (
            element.most
            if isinstance(element, Gap)
            else self.vocabulary.symbol(element.any_of, accents, refused)
            if isinstance(element, Words)
            else self.vocabulary.shape(element.name)
        )
        known = self._steps[accents, refused][element] = _Step(
            isinstance(element, Gap), number, self._frequency(element)
        )
        return known

    def _frequency(self, element: Element) -> float:
        """The share of words of a text that an element is likely to be."""
        if isinstance(element, Words):
            return self.frequency.of(element.any_of)
        if isinstance(element, Shape) and element.name != EDGE:
            return _EVERYDAY_SHAPE if element.name in ("@number", "@mention") else _RARE_SHAPE
        return 1.0


class _Step(NamedTuple):
    """One element of a phrase, as the tree has it: a gap so wide, or a symbol; and how often it is likely to be met."""

    is_gap: bool
    number: int
    frequency: float


def _path(root: Node, steps: Sequence[_Step]) -> Node:
    """The node where a sequence ends, which may be new: from its rarest element to the right, then to the left."""
    anchor = min(range(len(steps)), key=[step.frequency for step in steps].__getitem__)
    node = root
    for step in steps[anchor:]:
        node = _below(node, step)
    if anchor:
        if node.turn is None:
            node.turn = Node()
        node = node.turn
        for at in range(anchor - 1, -1, -1):
            node = _below(node, steps[at])
    return node


def _below(node: Node, step: _Step) -> Node:
    if step.is_gap:
        if node.gaps is _NOWHERE:
            node.gaps = {}
        ways = node.gaps
    else:
        if node.edges is _NOWHERE:
            node.edges = {}
        ways = node.edges
    found = ways.get(step.number)
    if found is None:
        found = ways[step.number] = Node()
    return found


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
