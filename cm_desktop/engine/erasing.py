"""A client erased with all that was done for it. Waits for the keyring: may not be called from the window's thread."""

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, ClientId
from cm_desktop.domain.erasing import Weight
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.accounts import Accounts
from cm_desktop.engine.clients import Clients
from cm_desktop.engine.workroom import Workroom


class Erasing:
    """What it is about is counted first. Copies in `backups/` keep it until they are purged, after 14 days at most."""

    def __init__(self, room: Workroom, accounts: Accounts, clients: Clients) -> None:
        self._room = room
        self._accounts = accounts
        self._clients = clients

    def weigh(self, name: ClientId) -> Weight:
        """How much would go. Raises NotFound."""
        self._clients.one(name)
        reader, pages = self._room.reader(), self._pages(name)
        return Weight(
            pages=len(pages),
            comments=len(reader.handles(Query(client=name, queue=Queue.ALL))),
            waiting=sum(len(reader.entries(account=page.id)) for page in pages),
        )

    def erase(self, name: ClientId) -> Weight:
        """Forget its pages with their accesses, and all that was done for it; answers how much that was.

        Raises NotFound, and CredentialError or StoreError where a page cannot be taken away: what is left then stays, and
        can be erased again.
        """
        weight = self.weigh(name)
        for page in self._pages(name):
            self._accounts.remove(page.id)
        self._room.workspace.erased_clients.erase(name).result()
        self._room.tell(*Change)
        return weight

    def _pages(self, name: ClientId) -> list[Account]:
        return [account for account in self._room.reader().accounts() if account.client == name]
