"""Which papers are erased: those that an erasure names, and what was said in their cases beside it. Pure.

What somebody wrote before they had read of an erasure may arrive long after it, and tells of the same person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cm_desktop.domain.approvals.events import CaseId, Erasure, Event, Request
from cm_desktop.domain.approvals.membership import knows
from cm_desktop.domain.approvals.papers import PapersId


def erased(here: Sequence[Event], counted: Iterable[Event]) -> frozenset[PapersId]:
    """`counted` are those whose word counts; what others say, in `here`, is erased with a case all the same."""
    erasures = [(event, event.body.papers) for event in counted if isinstance(event.body, Erasure)]
    if not erasures:
        return frozenset()
    asked, said = defaultdict[PapersId, set[CaseId]](set), defaultdict[CaseId, list[Event]](list)
    for event in here:
        if event.case is not None and event.papers is not None:
            said[event.case].append(event)
            if isinstance(event.body, Request):
                asked[event.papers].add(event.case)
    found = {name for _, papers in erasures for name in papers}
    for erasure, papers in erasures:
        for case in set[CaseId]().union(*(asked.get(name, ()) for name in papers)):
            # What is said in whole knowledge of it is for another one.
            found |= {event.papers for event in said[case] if event.papers and not knows(event, erasure)}
    return frozenset(found)
