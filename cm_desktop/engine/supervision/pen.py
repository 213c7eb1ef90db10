"""The only thing that signs: one event after the other, each kept before anybody hears of it. May not decide what to say."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from cm_desktop.domain.approvals.events import Body, CaseId, Event, EventId, Position
from cm_desktop.domain.approvals.keeping import Kept, Team, kept
from cm_desktop.domain.approvals.papers import Papers, PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Draft, Notary, Sheet
from cm_desktop.domain.errors import NotEntitled, WorkspaceBusy
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.strangers import insiders
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.disk.lock import hold

TRIES, BETWEEN = 200, 0.05  # seconds

Commit = Callable[[tuple[Kept, ...]], None]
Publish = Callable[[Team, tuple[Sheet, ...]], None]


class Pen:
    """One process at a time signs for a workspace, so that no number is given twice."""

    def __init__(self, room: Workroom, records: Records, publish: Publish) -> None:
        """`publish` puts what was kept into the carrier; what it cannot put is put again at the next reading."""
        self._room = room
        self._records = records
        self._publish = publish

    def sign(
        self,
        team: TeamId,
        body: Body,
        *,
        case: CaseId | None = None,
        papers: Papers | None = None,
        said_in: PapersId | None = None,
        parents: tuple[EventId, ...] = (),
        commit: Commit | None = None,
    ) -> Event:
        """Sign it as this device's next event, keep it with its papers, publish it. `said_in` are papers that are here already.

        `commit` keeps the sheets together with what else is done in that transaction; what it raises leaves nothing
        signed. Raises NotEntitled (unread, lost, forked, revoked), CredentialError, StoreError, WorkspaceBusy, NotFound.
        """
        with self._turn():
            known = self._records.known(team)
            notary = self._notary(known)
            filed = notary.file(papers) if papers is not None else None
            signed = notary.sign(self._draft(known, body, case, filed.id if filed else said_in, parents))
            sheets = tuple(kept(team, one, self._room.now()) for one in (filed, signed) if one is not None)
            (commit or self._keep)(sheets)
            notary.kept(signed.event)
        self._publish(known.team, tuple(one.sheet for one in sheets))
        return signed.event

    def _notary(self, known: Known) -> Notary:
        """Ready to sign what follows our last event. Raises NotEntitled."""
        if known.team.unread:
            raise NotEntitled("lost" if known.team.id in self._records.lost else "unread")
        if known.team.key in known.standing.forked:
            raise NotEntitled("forked")
        if known.is_over:
            raise NotEntitled("revoked")  # it would count for nothing, and be said again for ever
        notary = self._records.notary(known.team)
        if notary.key != known.team.key:
            raise NotEntitled("unread")  # this device is about to join again, with other keys
        if known.own is not None:
            notary.kept(known.own)
        return notary

    def _draft(
        self, known: Known, body: Body, case: CaseId | None, papers: PapersId | None, parents: tuple[EventId, ...]
    ) -> Draft:
        own = known.own
        return Draft(
            team=known.team.id,
            seq=own.seq + 1 if own else 1,
            prev=own.id if own else None,
            at=self._room.now(),
            body=body,
            case=case,
            papers=papers,
            parents=parents,
            seen=tuple(_seen(known).items()),
        )

    def _keep(self, sheets: tuple[Kept, ...]) -> None:
        self._room.workspace.supervision.keep_sheets(sheets).result()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Alone among all processes. Raises WorkspaceBusy."""
        with ExitStack() as turn:
            self._wait_for(turn)
            yield

    def _wait_for(self, turn: ExitStack) -> None:
        """They sign one thing at a time, so nobody waits for long."""
        for _ in range(TRIES):
            try:
                turn.enter_context(hold(self._room.workspace.folder, "pen"))
            except WorkspaceBusy:
                if self._room.stopping.wait(BETWEEN):
                    raise
            else:
                return
        raise WorkspaceBusy(self._room.workspace.folder)


def _seen(known: Known) -> Mapping[KeyId, Position]:
    """How far each chain of the others who take part was read. A stranger has no say in how long an event gets."""
    last: dict[KeyId, Position] = {}
    others = insiders(known) - {known.team.key}
    for event in known.events.values():
        if event.by in others and (event.by not in last or last[event.by].seq < event.seq):
            last[event.by] = Position(seq=event.seq, id=event.id)
    return last
