"""The clients themselves: their name, their colour, what is to be known of them. May not touch their pages."""

from concurrent.futures import Future
from dataclasses import replace

from cm_desktop.domain.changes import Change
from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.errors import BadValue, NotFound
from cm_desktop.engine.commits import after
from cm_desktop.engine.workroom import Workroom


class Clients:
    """Refusals are raised at once; the futures are done when what was said is safely on disk."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def one(self, name: ClientId) -> Client:
        """Raises NotFound."""
        found = next((client for client in self._room.reader().clients() if client.id == name), None)
        if found is None:
            raise NotFound("client", name)
        return found

    def save(self, client: Client, sheet: ClientSheet | None = None) -> Future[None]:
        """Keep another name or colour, and with a sheet what is to be known, in one commit.

        A client keeps its id whatever it is called: packs, teams and pages know it by that. Raises NotFound, and BadValue
        for a name that is another client's, or none.
        """
        self.one(client.id)
        others = {known.name.casefold() for known in self._room.reader().clients() if known.id != client.id}
        if not client.name.strip():
            raise BadValue("client")
        if client.name.casefold() in others:
            raise BadValue("client_taken", value=client.name)
        told = None if sheet is None else replace(sheet, client=client.id)
        saved = self._room.workspace.save_client(client, told)
        return after([saved], None, lambda: self._room.tell(Change.ACCOUNTS))
