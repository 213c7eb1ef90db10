"""What leaves as a file, comes in as one, or is erased everywhere. May not answer a request."""

from collections.abc import Collection
from contextlib import suppress

from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.events import CaseId, Erasure, Event, EventId
from cm_desktop.domain.approvals.papers import Asked, PapersId, Said
from cm_desktop.domain.approvals.paperwork import Archive
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.author_file import AuthorKey, key_of
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CaseMoved, NotEntitled, NotFound
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.teams import view
from cm_desktop.engine.supervision.views import Views
from cm_desktop.engine.workroom import Workroom


class Files:
    """Pages, fiches, journals, dossiers."""

    def __init__(
        self, room: Workroom, records: Records, rounds: Rounds, pen: Pen, views: Views, following: Following
    ) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen
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
        raise NotFound("team", "")

    def erase(self, comment: CommentRef) -> int:
        """Every member drops the texts of all cases about this comment, or that show it; it leaves the databases here."""
        erased = self.erase_papers([comment])
        self._room.workspace.supervision.erase_text(comment, self._author_of(comment)).result()
        self._room.tell(Change.CASES, Change.COMMENTS)
        return erased

    def erase_papers(self, comments: Collection[CommentRef]) -> int:
        """The same for several comments, and nothing leaves the databases here."""
        for team in self._records.teams():
            self._rounds.go(team)  # an answer that came meanwhile goes along
        erased = 0
        for known in self._records.all():
            papers = self._papers_about(known, comments)
            if papers and not known.is_over:
                self._pen.sign(known.team.id, Erasure(papers=papers))
                self._rounds.go(known.team)
                erased += len(papers)
        return erased

    def _author_of(self, comment: CommentRef) -> AuthorKey | None:
        """As the page or our own copy still names them."""
        reader = self._room.reader()
        with suppress(NotFound):
            return key_of(reader.row(comment).comment.author)
        with suppress(NotFound):
            return key_of(reader.kept_comment(comment).author)
        return None

    def _papers_about(self, known: Known, comments: Collection[CommentRef]) -> tuple[PapersId, ...]:
        """All that was ever said in their cases, whether it counted or not, and in those that show one in their thread."""
        asked = self._ever_asked(known)
        if not asked:
            return ()
        about = [one for _, one in asked if CommentRef(one.account, one.remote_id) in comments]
        said = [one.comment for one in about] + [one for comment in comments for one in self._said_here(comment)]
        cases = {case for case, one in asked if one in about or any(_quotes(one, words) for words in said)}
        found = {event.papers for event in known.events.values() if event.case in cases and event.papers}
        return tuple(sorted(found - known.standing.erased))

    def _ever_asked(self, known: Known) -> list[tuple[CaseId, Asked]]:
        """Every request of which the papers are here, with its case."""
        named = [(event.case, event.papers) for event in known.events.values() if event.case and event.papers]
        papers = self._records.papers(known.team, [name for _, name in named])
        return [(case, one) for case, name in named if isinstance(one := papers.get(name), Asked)]

    def _said_here(self, comment: CommentRef) -> list[Said]:
        """The comment as it stands in this workspace, and as it stood when it was acted on."""
        found: list[Said] = []
        for look in (lambda ref: self._room.reader().row(ref).comment, self._room.reader().kept_comment):
            with suppress(NotFound):
                one = look(comment)
                found.append(Said(author=one.author.name, text=one.text, at=one.created_at))
        return found

    def _whole(self, name: CaseId) -> tuple[Known, Case]:
        """A case whose papers are here. Raises NotFound, CaseMoved("erased")."""
        known, case = self._views.find(name)
        if self._views.view(known, case).asked is None:
            raise CaseMoved("erased")
        return known, case


def _quotes(asked: Asked, said: Said) -> bool:
    """Whether its thread shows this contribution, edited since or not: the same moment, by the same person or word for word."""
    return any(one.at == said.at and (one.author == said.author or one.text == said.text) for one in asked.thread)


def _up_to(known: Known, events: list[Event]) -> list[EventId]:
    """These events and all that their authors signed before: a chain with a hole in it counts for nothing after it."""
    last: dict[str, int] = {}
    for event in events:
        last[event.by] = max(last.get(event.by, 0), event.seq)
    return [event.id for event in known.events.values() if event.seq <= last.get(event.by, 0)]
