"""Which papers are erased: those that an erasure names, and what was said in their cases beside it. Pure.

What somebody wrote before they had read of an erasure may arrive long after it, and tells of the same person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from cm_desktop.domain.approvals.events import CaseId, Erasure, Event, Request
from cm_desktop.domain.approvals.membership import knows
from cm_desktop.domain.approvals.papers import PapersId


def erased(here: Sequence[Event], counted: Collection[Event]) -> frozenset[PapersId]:
    """`counted` are those whose word counts; what others say, in `here`, is erased with a case all the same."""
    erasures = [(event, event.body.papers) for event in counted if isinstance(event.body, Erasure)]
    if not erasures:
        return frozenset()
    asked, said = defaultdict[PapersId, set[CaseId]](set), defaultdict[CaseId, list[Event]](list)
    for event in about(here, counted):
        if event.papers is not None and event.case is not None:
            asked[event.papers].add(event.case)
    for event in own(here, counted):
        if event.case is not None:
            said[event.case].append(event)
    found = {name for _, papers in erasures for name in papers}
    for erasure, papers in erasures:
        for case in set[CaseId]().union(*(asked.get(name, ()) for name in papers)):
            # What is said in whole knowledge of it is for another one.
            found |= {event.papers for event in said[case] if event.papers and not knows(event, erasure)}
    return frozenset(found)


def about(here: Iterable[Event], counted: Collection[Event]) -> list[Event]:
    """The requests that tell what their case is about. One that counts for nothing tells it where none counts."""
    heard = {event.id for event in counted}
    cases = {event.case for event in counted if isinstance(event.body, Request)}
    return [one for one in here if isinstance(one.body, Request) and (one.id in heard or one.case not in cases)]


def own(here: Iterable[Event], counted: Collection[Event]) -> list[Event]:
    """All but what counts for nothing and names papers of somebody whose word counts: it would have them erased."""
    heard, theirs = {event.id for event in counted}, {event.papers for event in counted}
    return [one for one in here if one.id in heard or one.papers not in theirs]
