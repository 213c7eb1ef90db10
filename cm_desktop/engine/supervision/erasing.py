"""What a person wrote, erased with every member: here by whoever asks it, and there once they read of it.

Papers that an erasure names are dropped by `rounds.py`. What only the one can find who reads the page is found here.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from cm_desktop.domain.approvals.erasures import about, own
from cm_desktop.domain.approvals.events import Erasure, Event, EventId
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.membership import knows
from cm_desktop.domain.approvals.papers import Asked, Erased, PapersId, Said
from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import ClientId, Comment, CommentRef
from cm_desktop.domain.errors import NotEntitled, NotFound
from cm_desktop.domain.journal import Line
from cm_desktop.domain.past import ERASED
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom

_TOUCHED = (Change.CASES, Change.COMMENTS, Change.OUTBOX, Change.DRAFTS, Change.VIEWS)


class Erasing:
    """One thread at a time obeys. May not tell anybody what was in the texts."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen
        self._obeyed: set[tuple[EventId, tuple[ClientId, ...]]] = set()  # and for whom the team worked then

    def erase(self, comment: CommentRef) -> int:
        """See `Supervising.erase`."""
        erased, refused = self._have_erased([comment])
        self._forget([comment])
        self._room.tell(*_TOUCHED)
        if refused is not None:
            raise refused
        return erased

    def erase_papers(self, comments: Collection[CommentRef]) -> int:
        """See `Supervising.erase_papers`."""
        erased, refused = self._have_erased(comments)
        if refused is not None:
            raise refused
        return erased

    def _have_erased(self, comments: Collection[CommentRef]) -> tuple[int, NotEntitled | None]:
        """By every team. Answers how many papers, and what is to be raised at the end where one of them could not be told."""
        for team in self._records.teams():
            self._rounds.go(team)  # an answer that came meanwhile goes along
        erased, refused = 0, None
        for known in self._records.all():
            papers = self._papers_about(known, comments, known.events.values())
            try:
                erased += self._erase_in(known, comments, papers)
            except NotEntitled:
                refused = NotEntitled("untold")
        return erased, refused

    def _erase_in(self, known: Known, comments: Collection[CommentRef], papers: tuple[PapersId, ...]) -> int:
        """Where this device's part is over nobody hears it, and what it keeps is its own to drop."""
        if known.is_over:
            dropped = self._room.workspace.supervision.drop_papers(
                known.team.id, papers, known.asked_in(papers)
            ).result()
            self._records.forget(known.team.id, papers)
            return dropped
        if papers or self._is_heard(known, comments):
            self._pen.sign(known.team.id, Erasure(papers=papers), papers=Erased(comments=tuple(comments)))
            self._rounds.go(known.team)
        return len(papers)

    def obey(self, team: Team) -> None:
        """Do once what each erasure asks of this workspace. Its text may come back with a reading: that is the page's word."""
        known = self._records.known(team.id)
        if known.team.unread and team.id not in self._records.lost:
            return  # once it has read what it signed itself, it can sign again
        for name in known.standing.erasures:
            done = name, known.team.clients
            if done not in self._obeyed and self._obey(known, known.events[name]):
                self._obeyed.add(done)

    def _obey(self, known: Known, erasure: Event) -> bool:
        """Answers False while what it names is not here yet. One without papers follows from another, and names nothing."""
        if erasure.papers is None:
            return True
        named = self._records.papers(known.team, [erasure.papers]).get(erasure.papers)
        if not isinstance(named, Erased):
            return False
        due = [one for one in named.comments if self._is_due(known, erasure, one)]
        if due:
            self._pass_on(known, erasure, due)
            self._forget(due, erasure.id)
            self._room.tell(*_TOUCHED)
        return True

    def _pass_on(self, known: Known, erasure: Event, due: Collection[CommentRef]) -> None:
        """Erase what only we can find, unless we can sign nothing: that takes nothing off what we do ourselves."""
        if known.me is None or known.team.unread or known.team.key in known.standing.forked:
            return
        before = [event for event in known.events.values() if not knows(event, erasure)]
        if papers := self._papers_about(known, due, before):
            self._pen.sign(known.team.id, Erasure(papers=papers))
            self._rounds.go(known.team)

    def _is_due(self, known: Known, erasure: Event, comment: CommentRef) -> bool:
        """A team is heard about its own clients alone; what was erased here for this is not erased once more."""
        if not self._works_for(known, comment):
            return False
        erased = [line for line in self._room.reader().past.lines(comment) if line.deed in ERASED]
        if any(line.detail == erasure.id for line in erased):
            return False
        return erasure.by != known.team.key or self._is_undone(erasure, erased)

    def _is_undone(self, erasure: Event, erased: Iterable[Line]) -> bool:
        """Whether a copy of before took the place of a workspace that had erased it. Otherwise, what this device asked is left
        to whoever asks it: they erase more than texts, and are still at it.
        """
        if any(line.at >= erasure.at for line in erased):
            return False
        restored = self._room.reader().past.restored_at()
        return restored is not None and erasure.at <= restored

    def _works_for(self, known: Known, comment: CommentRef) -> bool:
        """Also where the page was removed: what was done about its comments is still kept."""
        try:
            client: ClientId | None = self._room.reader().account(comment.account).client
        except NotFound:
            client = self._room.reader().last_client(comment.account)
        return client in known.team.clients

    def _is_heard(self, known: Known, comments: Iterable[CommentRef]) -> bool:
        """Whether others may have these comments too, of which the team was never asked anything."""
        signs = known.me is not None and known.team.folder and not known.team.unread
        return bool(signs) and any(self._works_for(known, one) for one in comments)

    def _forget(self, comments: Collection[CommentRef], erasure: str = "") -> None:
        for one in comments:
            self._room.workspace.pictures.drop(one)
        written = {
            one: next((found.author for found in self._found(one) if key_of(found.author)), None) for one in comments
        }
        self._room.workspace.supervision.erase_texts(written, erasure).result()

    def _papers_about(
        self, known: Known, comments: Collection[CommentRef], events: Collection[Event]
    ) -> tuple[PapersId, ...]:
        """All that these events said in their cases, whether it counted or not, and in those that show one in their thread."""
        asked = self._ever_asked(known, events)
        if not asked:
            return ()
        counted = [event for event in known.events.values() if _counts(known, event)]
        heard = {event.id for event in counted}
        said = [one.comment for event, one in asked if event.id in heard and _ref(one) in comments]
        said += [one for comment in comments for one in self._said_here(comment)]
        showing = [event for event, one in asked if _ref(one) in comments or any(_quotes(one, words) for words in said)]
        telling = {event.id for event in about(known.events.values(), counted)}
        cases = {event.case for event in showing if event.id in telling}
        beside = {event.papers for event in own(events, counted) if event.case in cases}
        found = {name for name in beside.union(event.papers for event in showing) if name}
        return tuple(sorted(found - known.standing.erased))

    def _ever_asked(self, known: Known, events: Iterable[Event]) -> list[tuple[Event, Asked]]:
        """Every request of which the papers are here."""
        named = [(event, event.papers) for event in events if event.case and event.papers]
        papers = self._records.papers(known.team, [name for _, name in named])
        return [(event, one) for event, name in named if isinstance(one := papers.get(name), Asked)]

    def _said_here(self, comment: CommentRef) -> list[Said]:
        return [Said(author=one.author.name, text=one.text, at=one.created_at) for one in self._found(comment)]

    def _found(self, comment: CommentRef) -> Iterator[Comment]:
        """The comment as it stands in this workspace, and as it stood when it was acted on."""
        reader = self._room.reader()
        for look in (lambda ref: reader.row(ref).comment, reader.kept_comment):
            with suppress(NotFound):
                yield look(comment)


def _counts(known: Known, event: Event) -> bool:
    """Whether its author's word counts, at the latest once what is missing before it arrives."""
    standing = known.standing
    whole = event.seq < standing.forked.get(event.by, event.seq + 1)
    return event.by in standing.members and event.id not in standing.void and whole


def _ref(asked: Asked) -> CommentRef:
    return CommentRef(asked.account, asked.remote_id)


def _quotes(asked: Asked, said: Said) -> bool:
    """Whether its thread shows this contribution, edited since or not: the same moment, by the same person or word for word."""
    return any(one.at == said.at and (one.author == said.author or one.text == said.text) for one in asked.thread)
