"""What an owner wants validated is in force with whoever takes part, chosen for the team or not. May not take a client away."""

from collections.abc import Iterable

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import ClientId
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.workroom import Workroom


def wanted(known: Known) -> tuple[ClientId, ...]:
    """The clients that this person could not take from the team either, had they chosen them for it."""
    if known.me is None:
        return ()
    return tuple(sorted(client for client in known.standing.policies if not known.may_drop(client)))


def bind(known: Known, clients: Iterable[ClientId], records: Records, room: Workroom) -> None:
    """Have the team work for those of these clients that are ours, and that no team has yet."""
    free = [client for client in clients if records.team_of(client) is None]
    ours = {client.id for client in room.reader().clients()} if free else set[ClientId]()
    more = [client for client in free if client in ours]
    # At each reading of the folder: nothing is written for nothing.
    if more and room.workspace.supervision.take_on(known.team.id, more).result():
        room.tell(Change.CASES)
