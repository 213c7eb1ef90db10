"""One kind of force, used over and over, each run from a seed of its own. May not know which kinds there are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.reliability.hands import side_by_side

Counts = Counter[str]
Run = Callable[[int], Counts]  # from its seed, what one run counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """`short` runs are made by `make test`, `long` in all by `make torture`. `ready` sets up what they share, and gives
    the run; so many `hands`, each a process that sets up for itself, make runs at once. None of what is counted under the
    names in `never` may be found.
    """

    name: str
    short: int
    long: int
    ready: Callable[[], AbstractContextManager[Run]]
    never: frozenset[str]
    hands: int = 1

    def counted(self, seeds: Iterable[int]) -> Iterator[Counts]:
        """What each run counted, in turn."""
        if self.hands > 1:
            yield from side_by_side(self.ready, seeds, self.hands)
            return
        with self.ready() as run:
            for seed in seeds:
                yield run(seed)

    def total(self, runs: int | None = None) -> Counts:
        """What so many runs counted together; the short form's where it is not said."""
        return sum(self.counted(range(self.short if runs is None else runs)), Counts())

    def broken(self, total: Counts) -> Counts:
        """What was found and never may be."""
        return Counts({what: number for what, number in total.items() if what in self.never and number})
