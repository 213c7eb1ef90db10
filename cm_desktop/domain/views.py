"""A list that is kept under a name: where it begins, what is looked for, how it is sorted. Pure; may not read anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from cm_desktop.domain.folding import folded
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.search import LATE, Search

if TYPE_CHECKING:
    from cm_desktop.domain.comments import ClientId

LONGEST_NAME = 80
LONGEST_WORDS = 200
EVERYTHING = Search()  # nothing is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is told from a moment, as the last seven days, is told anew each time that it is opened."""

    name: str = ""
    queue: Queue = Queue.TODO
    client: ClientId | None = None
    search: Search = EVERYTHING
    order: Order = Order.SEVERITY

    @property
    def base(self) -> Query:
        """The list from which its search begins."""
        return Query(queue=self.queue, client=self.client)

    def query(self, now: datetime) -> Query:
        """The list that it is at that moment."""
        late = now - LATE if self.order is Order.WAITING else None
        return replace(self.search.query(self.base, now), order=self.order, late=late)

    def is_like(self, other: View) -> bool:
        """Whether both are the same list, whatever they are called."""
        return replace(self, name="") == replace(other, name="")


def naming(views: Iterable[View], person: str) -> tuple[View, ...]:
    """Those that hold this name in full, in their own or in what they look for: a part of a name may be anybody's.

    Capitals and accents are nothing, as they are for who is looked for.
    """
    name = folded(person)
    if not name:
        return ()
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")  # "Marc" is not whom "Marché" looks for
    return tuple(
        view
        for view in views
        if any(wanted.search(folded(text)) for text in (view.name, view.search.author, view.search.words))
    )


def named(views: Iterable[View], name: str) -> View | None:
    """The one of this name: capitals and accents are nothing."""
    return next((view for view in views if folded(view.name) == folded(name)), None)


def narrowed(views: Sequence[View], typed: str) -> tuple[View, ...]:
    """Those whose name holds a beginning of each word that is typed; of all, those first whose name begins with it."""
    sought = folded(typed).split()
    found = [view for view in views if all(_begins(view.name, part) for part in sought)]
    return tuple(sorted(found, key=lambda view: (not folded(view.name).startswith(folded(typed)), folded(view.name))))


def _begins(name: str, part: str) -> bool:
    return any(word.startswith(part) for word in folded(name).split())
