"""For whom a team works, as far as anybody there spoke of them. May not say what they want validated."""

from collections.abc import Collection

from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.papers import Asked
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.engine.supervision.records import Known, Records

_UNKNOWN = "#8A8378"  # of a client whose papers are erased, or have not arrived


def spoken_of(known: Known, ours: Collection[Client], records: Records) -> tuple[Client, ...]:
    """Ours as we have them; the others as the last request about them shows them, nameless where its papers are not here.

    Whoever validates has no page of their own, and still says what their clients want.
    """
    named = {client.id: client for client in ours}
    last = _last_cases(known)
    found = [
        named.get(name) or _as_asked(name, known.team, last.get(name), records)
        for name in known.clients
        if _is_here(name, known.team, records)
    ]
    return tuple(sorted(found, key=lambda client: (client.name.casefold(), client.id)))


def _is_here(client: ClientId, team: Team, records: Records) -> bool:
    """Whether no other team of ours works for this client by now."""
    works = records.team_of(client)
    return works is None or works.id == team.id


def _last_cases(known: Known) -> dict[ClientId, Case]:
    """Of each client the case that was opened last whose papers nobody erased."""
    cases = sorted(known.standing.cases.values(), key=lambda case: (case.current.at, case.id))
    return {case.request.client: case for case in cases if case.current.papers not in known.standing.erased}


def _as_asked(name: ClientId, team: Team, case: Case | None, records: Records) -> Client:
    paper = case.current.papers if case else None
    asked = records.papers(team, [paper]).get(paper) if paper else None
    if not isinstance(asked, Asked):
        return Client(id=name, name="", colour=_UNKNOWN)
    return Client(id=name, name=asked.client, colour=asked.colour)
