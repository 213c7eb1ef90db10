"""What each author signed, as far as it holds together. Pure; may not know what an event says, nor who takes part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.people import KeyId


@dataclass(frozen=True, slots=True)
class Chains:
    """`whole` are each author's events from the first on, each following the one before. The rest says why it ends there:
    `forked` at the first number signed twice, `gaps` at the first one missing before another that is here.
    """

    whole: dict[KeyId, list[Event]] = field(default_factory=dict)
    forked: dict[KeyId, int] = field(default_factory=dict)
    gaps: dict[KeyId, int] = field(default_factory=dict)

    def until(self, limits: dict[KeyId, int]) -> "Chains":
        """The same, of those authors whose part ended up to that number only: what they did later is not looked at."""
        return Chains(
            {key: chain[: limits[key]] if key in limits else chain for key, chain in self.whole.items()},
            {key: seq for key, seq in self.forked.items() if seq <= limits.get(key, seq)},
            {key: seq for key, seq in self.gaps.items() if seq <= limits.get(key, seq)},
        )


def chained(events: Iterable[Event]) -> Chains:
    """Events of one team in any order, each however often."""
    numbered: defaultdict[KeyId, dict[int, Event]] = defaultdict(dict)
    again: defaultdict[KeyId, defaultdict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if numbered[event.by].setdefault(event.seq, event).id != event.id:
            again[event.by][event.seq].append(event)
    chains = Chains()
    for key, numbers in numbered.items():
        _follow(key, numbers, again[key], chains)
    return chains


def holds_until(events: Iterable[Event], key: KeyId) -> int:
    """The last number up to which this author's events hold together; 0 where not even the first one does."""
    return len(chained(event for event in events if event.by == key).whole.get(key, ()))


def _follow(key: KeyId, numbers: Mapping[int, Event], again: Mapping[int, list[Event]], chains: Chains) -> None:
    """From the first event on. One that follows another than the one here tells of a second one of that number."""
    chain = chains.whole[key] = list[Event]()
    last, before = max(numbers), None
    for seq in range(1, last + 1):
        event = numbers.get(seq)
        if event is None:
            chains.gaps[key] = seq
            return
        if seq in again or event.prev != before:
            if chain and any(one.prev != before for one in (event, *again.get(seq, ()))):
                chain.pop()
            chains.forked[key] = len(chain) + 1
            return
        chain.append(event)
        before = event.id
