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
from cm_desktop.rules.matching.tree import Label, Node, OneWay, with_one_more
from cm_desktop.rules.matching.vocabulary import Vocabulary
from cm_desktop.rules.text import words

_EVERYDAY_SHAPE, _RARE_SHAPE = 0.01, 0.0001  # shares of words
_MOST_FREQUENT = 0.9  # an edge or a gap is met more often, so that no phrase hangs from one
_ALL_MASKS = frozenset(Mask)
_MOST_GLUED = 500


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
    tree.grow()
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


class _Hanging(NamedTuple):
    """A phrase before it has its place in a tree: from which of its elements it hangs, and what they are there."""

    label: Label
    sequence: Sequence[Element]
    anchor: int
    steps: "Mapping[Element, _Step]"


class _Tree:
    """The tree while it grows.

    Three times as many places are planted as differ: what hangs from a word is planted once all of it is known, and made as
    small as it stays before the next word's turn comes. So there is never more of the tree than what stays.
    """

    def __init__(self, frequency: Frequency) -> None:
        self.frequency = frequency
        self.vocabulary = Vocabulary()
        self.root = Node()
        self.context = Node()
        self._steps: dict[tuple[Accents, frozenset[Mask]], dict[Element, _Step]] = defaultdict(dict)
        self._found: dict[int, list[_Hanging]] = defaultdict(list)  # by the symbol that they hang from
        self._around: dict[int, list[_Hanging]] = defaultdict(list)

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
                    self.plant([Phrase(phrase.text, ((Words.of(glued),),))], Role.RULE, rule.key, rule.accents, refused)

    def plant(
        self,
        owned: Iterable[Phrase],
        role: Role,
        owner: str,
        accents: Accents = Accents.AUTO,
        refused: frozenset[Mask] = frozenset(),
    ) -> None:
        """Add phrases, with what they are for."""
        hanging = self._found if role is Role.RULE else self._around
        steps = self._steps[accents, refused]
        for phrase in owned:
            label = Label(role, owner, phrase.text)
            for sequence in phrase.sequences:
                path = [steps.get(e) or self._know(e, accents, refused) for e in sequence]
                anchor = min(range(len(path)), key=[step.frequency for step in path].__getitem__)
                hanging[path[anchor].number].append(_Hanging(label, sequence, anchor, steps))

    def grow(self) -> None:
        """Give all phrases their places, and make one of all places from which everything goes on alike."""
        known: dict[tuple[object, ...], Node] = {}
        for root, hanging in ((self.root, self._found), (self.context, self._around)):
            root.edges = {symbol: _shared(_planted(hanging.pop(symbol)), known) for symbol in list(hanging)}

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
            return min(_MOST_FREQUENT, self.frequency.of(element.any_of))
        if isinstance(element, Shape) and element.name != EDGE:
            return _EVERYDAY_SHAPE if element.name in ("@number", "@mention") else _RARE_SHAPE
        return 1.0


class _Step(NamedTuple):
    """One element of a phrase, as the tree has it: a gap so wide, or a symbol; and how often it is likely to be met."""

    is_gap: bool
    number: int
    frequency: float


def _planted(hanging: Iterable[_Hanging]) -> Node:
    """The place of the word that all these hang from, with all that goes on from there."""
    root = Node()
    for label, sequence, anchor, steps in hanging:
        node = _end(root, [steps[element] for element in sequence], anchor)
        if label not in node.labels:
            node.labels = (*node.labels, label)
    return root


def _end(node: Node, steps: Sequence[_Step], anchor: int) -> Node:
    """Where a sequence ends, which may be new: from the place of its anchor to the right, then to the left."""
    for step in steps[anchor + 1 :]:
        node = _below(node, step)
    if anchor:
        if node.turn is None:
            node.turn = Node()
        node = node.turn
        for step in reversed(steps[:anchor]):
            node = _below(node, step)
    return node


def _below(node: Node, step: _Step) -> Node:
    """The place behind one more step, which may be new."""
    ways, number = node.gaps if step.is_gap else node.edges, step.number
    if found := ways.get(number):
        return found
    below = Node()
    more = with_one_more(ways, number, below)
    if step.is_gap:
        node.gaps = more
    else:
        node.edges = more
    return below


def _shared(node: Node, known: dict[tuple[object, ...], Node]) -> Node:
    """The one of all nodes like this: those below are made so first, and then told by which they are."""
    for ways in (node.edges, node.gaps):
        if isinstance(ways, OneWay):
            ways.below = _shared(ways.below, known)
        else:
            for number, below in ways.items():
                ways[number] = _shared(below, known)
    if node.turn:
        node.turn = _shared(node.turn, known)
    alike = (
        node.labels,
        node.turn,
        len(node.edges),
        *node.edges,
        *node.edges.values(),
        *node.gaps,
        *node.gaps.values(),
    )
    return known.setdefault(alike, node)


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
