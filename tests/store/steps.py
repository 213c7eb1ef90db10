"""What happens to rows of the outbox, in few words. May not assert anything."""

from dataclasses import replace

from cm_desktop.domain.comments import RemoteId
from cm_desktop.domain.errors import AuthExpired
from cm_desktop.domain.outbox import Entry, State, cancel, claim, hold, refuse, sent
from cm_desktop.store.comments.history import Said
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW


def moved(workspace: Workspace, was: Entry, *, to: State) -> Entry:
    """The row after the moves that lead to this state, each of them kept."""
    claimed = claim(was, now=NOW, baseline=[RemoteId("b")])
    ways = {
        State.QUEUED: [],
        State.HELD: [hold(was, AuthExpired())],
        State.SENDING: [claimed],
        State.UNCERTAIN: [claimed, replace(claimed, state=State.UNCERTAIN)],
        State.SENT: [claimed, sent(claimed, RemoteId(f"reply to {was.id}"))],
        State.FAILED: [claimed, refuse(claimed, AuthExpired("expired"))],
        State.CANCELLED: [cancel(was)],
    }
    for now in ways[to]:
        workspace.change_entry(was, now).result()
        was = now
    return was


def look_around(workspace: Workspace) -> bool:
    """Look for what other processes did, to the end: whether there was any."""
    told: list[bool] = []
    workspace.notice_others(lambda: told.append(True))
    workspace._look.result(30)
    return bool(told)


def out_of_date(reader: Reader, rules: str) -> set[str]:
    """The comments whose verdict is not of these rules."""
    return {said.ref.id for said in every(reader) if said.rules != rules}


def every(reader: Reader) -> list[Said]:
    """All comments, the newest first."""
    return reader.history.said([text.handle for text in reader.history.newest(1000)])
