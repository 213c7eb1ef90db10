"""What leaves as a file, or comes in as one. May not answer a request."""

from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.events import CaseId, Event, EventId
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.paperwork import Archive
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import CaseMoved, NotEntitled, NotFound
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.teams import view
from cm_desktop.engine.supervision.views import Views
from cm_desktop.engine.workroom import Workroom


class Files:
    """Pages, fiches, journals, dossiers."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, views: Views, following: Following) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._views = views
        self._following = following

    def page(self, name: CaseId) -> bytes:
        """The request as one HTML file, for this device's own cases: no other device can make its codes."""
        known, case = self._whole(name)
        if not known.is_ours(case):
            raise NotEntitled("role")
        return self._records.outside.paperwork.page(
            self._views.view(known, case), self._records.notary(known.team).secret
        )

    def fiche(self, name: CaseId) -> bytes:
        """One decision on one page."""
        return self._records.outside.paperwork.fiche(self._views.view(*self._whole(name)))

    def journal(self, team: TeamId) -> bytes:
        """All events of a team, with what checks them."""
        known = self._records.known(team)
        notary, reader = self._records.notary(known.team), self._room.reader().supervised
        papers = {event.papers for event in known.events.values() if event.papers} - known.standing.erased
        archive = Archive(
            team=view(known),
            standing=known.standing,
            events=tuple(known.events.values()),
            envelopes={EventId(one.id): notary.bare(one.sheet) for one in reader.papers(team, list(known.events))},
            papers={PapersId(one.id): notary.bare(one.sheet) for one in reader.papers(team, list(papers))},
            cases=tuple(self._views.view(known, case) for case in known.standing.cases.values()),
        )
        return self._records.outside.paperwork.journal(archive)

    def dossier(self, name: CaseId) -> bytes:
        """The events of a case with their papers, and all that says who takes part."""
        known, case = self._views.find(name)
        events = [event for event in known.events.values() if event.case in (None, case.id)]
        papers = {event.papers for event in events if event.papers} - known.standing.erased
        chains = _up_to(known, events)
        sheets = self._room.reader().supervised.papers(known.team.id, [*chains, *papers])
        return self._records.outside.dossiers.pack(one.sheet for one in sheets)

    def take_in(self, dossier: bytes) -> int:
        """Of whichever of our teams it is. Raises Unacceptable, NotFound."""
        sheets = self._records.outside.dossiers.unpack(dossier)
        for team in self._records.teams():
            if self._rounds.opens(team, sheets):
                new = self._rounds.take_in(team, sheets)
                self._following.go(team)
                self._room.tell(Change.CASES)
                return new
        raise NotFound("dossier", "")

    def _whole(self, name: CaseId) -> tuple[Known, Case]:
        """A case whose papers are here. Raises NotFound, CaseMoved("erased")."""
        known, case = self._views.find(name)
        if self._views.view(known, case).asked is None:
            raise CaseMoved("erased")
        return known, case


def _up_to(known: Known, events: list[Event]) -> list[EventId]:
    """These events and all that their authors signed before: a chain with a hole in it counts for nothing after it."""
    last: dict[str, int] = {}
    for event in events:
        last[event.by] = max(last.get(event.by, 0), event.seq)
    return [event.id for event in known.events.values() if event.seq <= last.get(event.by, 0)]
